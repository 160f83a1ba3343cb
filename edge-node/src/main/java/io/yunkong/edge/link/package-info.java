/** Links to devices: listeners, frames, sessions, decoding. */
@NullMarked
package io.yunkong.edge.link;

import org.jspecify.annotations.NullMarked;
