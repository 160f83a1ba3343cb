/** Tests of the signal controller. */
@NullMarked
package io.yunkong.sim.signal;

import org.jspecify.annotations.NullMarked;
