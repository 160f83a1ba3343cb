/** The onboard unit of one real vehicle: reads its GNSS receiver, keeps its session with an edge, and finds out why that does not work. */
@NullMarked
package io.yunkong.sim.obu;

import org.jspecify.annotations.NullMarked;
