@NullMarked
package io.yunkong.load;

import org.jspecify.annotations.NullMarked;
