/** Links of edge nodes: hello, tile table, heartbeats, batches in, warnings out. */
@NullMarked
package io.yunkong.cloud.gateway;

import org.jspecify.annotations.NullMarked;
