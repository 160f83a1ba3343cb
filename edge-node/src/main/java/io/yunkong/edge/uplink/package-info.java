/** Links to the cloud nodes: observations up, batched per tile to its owner; warnings down. */
@NullMarked
package io.yunkong.edge.uplink;

import org.jspecify.annotations.NullMarked;
