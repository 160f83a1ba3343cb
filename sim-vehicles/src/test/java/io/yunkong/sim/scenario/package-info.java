@NullMarked
package io.yunkong.sim.scenario;

import org.jspecify.annotations.NullMarked;
