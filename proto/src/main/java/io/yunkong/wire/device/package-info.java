/** What people call devices. */
@NullMarked
package io.yunkong.wire.device;

import org.jspecify.annotations.NullMarked;
