/**
 * What the edge costs, beside what it could cost at best: contenders and the generator, each a process of its own, started one after the other
 * on free ports, driven by the same open-loop timetable. Started by the launcher from the source tree.
 */
@NullMarked
package io.yunkong.load.bench;

import org.jspecify.annotations.NullMarked;
