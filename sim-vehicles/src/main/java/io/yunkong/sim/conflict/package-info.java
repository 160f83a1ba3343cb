/** Scripted conflicts: actors who nearly collide at a planned time and place. */
@NullMarked
package io.yunkong.sim.conflict;

import org.jspecify.annotations.NullMarked;
