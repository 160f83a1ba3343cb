@NullMarked
package io.yunkong.load.start;

import org.jspecify.annotations.NullMarked;
