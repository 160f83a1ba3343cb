/** Which node owns which tile: leases with epochs in Hazelcast, shares among the members, take-over and hand-over. */
@NullMarked
package io.yunkong.cloud.placement;

import org.jspecify.annotations.NullMarked;
