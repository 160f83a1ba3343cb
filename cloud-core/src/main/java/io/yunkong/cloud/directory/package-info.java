/** Which station is reached over which edge. */
@NullMarked
package io.yunkong.cloud.directory;

import org.jspecify.annotations.NullMarked;
