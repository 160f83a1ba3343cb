/** What a vehicle says to an edge, as frames: shared by load tests and benchmarks. */
@NullMarked
package io.yunkong.load.device;

import org.jspecify.annotations.NullMarked;
