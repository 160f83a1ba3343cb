/** Scenarios: who drives where and does what, and which warnings have to come of it. */
@NullMarked
package io.yunkong.sim.scenario;

import org.jspecify.annotations.NullMarked;
