/**
 * Unaligned packed encoding rules (ITU-T X.691) of the T/CSAE 53 messages on the hot path, raw: {@link io.yunkong.wire.uper.MessageKind}
 * tells what a frame holds, {@link io.yunkong.wire.uper.BsmView} and {@link io.yunkong.wire.uper.RsmView} read it without allocating,
 * {@link io.yunkong.wire.uper.BsmWriter} and {@link io.yunkong.wire.uper.RsmWriter} write it. A frame that is not valid ends in a {@link
 * io.yunkong.wire.uper.UperException}, whatever the bytes. Ranges and "unavailable" values: {@link io.yunkong.wire.uper.DataElements}.
 *
 * <p>One class per SEQUENCE of the standard holds its layout, both for reading and for writing.
 */
@NullMarked
package io.yunkong.wire.uper;

import org.jspecify.annotations.NullMarked;
