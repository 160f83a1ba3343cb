/** A cloud node: configuration, start and stop, figures. Its packages by feature see neither {@code CloudNode} nor each other's insides. */
@NullMarked
package io.yunkong.cloud;

import org.jspecify.annotations.NullMarked;
