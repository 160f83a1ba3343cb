@NullMarked
package io.yunkong.load.fleet;

import org.jspecify.annotations.NullMarked;
