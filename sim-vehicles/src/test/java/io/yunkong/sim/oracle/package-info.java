@NullMarked
package io.yunkong.sim.oracle;

import org.jspecify.annotations.NullMarked;
