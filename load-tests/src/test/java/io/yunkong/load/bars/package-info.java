@NullMarked
package io.yunkong.load.bars;

import org.jspecify.annotations.NullMarked;
