@NullMarked
package io.yunkong.sim.obu;

import org.jspecify.annotations.NullMarked;
