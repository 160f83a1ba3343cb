/** From observations to warnings inside the edge, on one thread. */
@NullMarked
package io.yunkong.edge.fastpath;

import org.jspecify.annotations.NullMarked;
