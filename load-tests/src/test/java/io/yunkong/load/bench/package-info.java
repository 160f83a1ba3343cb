@NullMarked
package io.yunkong.load.bench;

import org.jspecify.annotations.NullMarked;
