@NullMarked
package io.yunkong.sim.replay;

import org.jspecify.annotations.NullMarked;
