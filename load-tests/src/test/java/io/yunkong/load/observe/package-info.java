@NullMarked
package io.yunkong.load.observe;

import org.jspecify.annotations.NullMarked;
