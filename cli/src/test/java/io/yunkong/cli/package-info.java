@NullMarked
package io.yunkong.cli;

import org.jspecify.annotations.NullMarked;
