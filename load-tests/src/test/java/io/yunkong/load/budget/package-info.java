@NullMarked
package io.yunkong.load.budget;

import org.jspecify.annotations.NullMarked;
