@NullMarked
package io.yunkong.sim.traffic;

import org.jspecify.annotations.NullMarked;
