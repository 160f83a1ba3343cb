@NullMarked
package io.yunkong.sim.sensor;

import org.jspecify.annotations.NullMarked;
