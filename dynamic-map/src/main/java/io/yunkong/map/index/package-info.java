/** The dynamic map: where every track is, and who is near whom. */
@NullMarked
package io.yunkong.map.index;

import org.jspecify.annotations.NullMarked;
