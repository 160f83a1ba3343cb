/** Time as every message of the platform carries it. */
@NullMarked
package io.yunkong.wire.time;

import org.jspecify.annotations.NullMarked;
