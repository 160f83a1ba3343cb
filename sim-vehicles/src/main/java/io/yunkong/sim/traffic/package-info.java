/** A seeded microscopic traffic world on the lane graph of a zone: who drives, rides and walks where. One thread owns it. */
@NullMarked
package io.yunkong.sim.traffic;

import org.jspecify.annotations.NullMarked;
