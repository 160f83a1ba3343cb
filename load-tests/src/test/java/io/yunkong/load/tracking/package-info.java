@NullMarked
package io.yunkong.load.tracking;

import org.jspecify.annotations.NullMarked;
