/**
 * Frames of every link of the platform: {@code length u16 big-endian | type u8 | payload}, where the length counts type and payload. A
 * datagram of a device has no frame: it is one bare UPER MessageFrame, or the marker octet and a session message, or a sealed one: see {@link io.yunkong.wire.frame.DatagramSeal}.
 */
@NullMarked
package io.yunkong.wire.frame;

import org.jspecify.annotations.NullMarked;
