@NullMarked
package io.yunkong.sim.conflict;

import org.jspecify.annotations.NullMarked;
