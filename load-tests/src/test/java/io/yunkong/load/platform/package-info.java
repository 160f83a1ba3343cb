@NullMarked
package io.yunkong.load.platform;

import org.jspecify.annotations.NullMarked;
