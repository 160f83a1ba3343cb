@NullMarked
package io.yunkong.sim;

import org.jspecify.annotations.NullMarked;
