/** One tile, one writer: measurements in, warnings and track digests out, on the tile's own event loop. */
@NullMarked
package io.yunkong.cloud.tile;

import org.jspecify.annotations.NullMarked;
