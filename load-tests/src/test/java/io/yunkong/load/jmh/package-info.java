@NullMarked
package io.yunkong.load.jmh;

import org.jspecify.annotations.NullMarked;
