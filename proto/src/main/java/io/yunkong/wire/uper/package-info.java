/**
 * Unaligned packed encoding rules (ITU-T X.691) of the T/CSAE 53 and 157 messages, raw. {@link io.yunkong.wire.uper.MessageCodec} reads and
 * writes every message of every edition as protobuf, by the schema. Two messages are on the hot path and have classes of their own: {@link
 * io.yunkong.wire.uper.MessageKind} tells what a frame holds, {@link io.yunkong.wire.uper.BsmView} and {@link io.yunkong.wire.uper.RsmView} read it without allocating,
 * {@link io.yunkong.wire.uper.BsmWriter} and {@link io.yunkong.wire.uper.RsmWriter} write it. A frame that is not valid ends in a {@link
 * io.yunkong.wire.uper.UperException}, whatever the bytes. Ranges and "unavailable" values: {@link io.yunkong.wire.uper.DataElements}.
 *
 * <p>On the hot path one class per SEQUENCE of the standard holds its layout, both for reading and for writing. The general codec has one
 * class per kind of ASN.1 type, a {@link io.yunkong.wire.uper.Value}, made once for each edition by the {@link
 * io.yunkong.wire.uper.Compiler}. Those with members, the {@link io.yunkong.wire.uper.MessageValue}s, hold the rules of their kind; what
 * calls the accessors of a generated class is bytecode that {@link io.yunkong.wire.uper.MemberCode} writes at run time.
 */
@NullMarked
package io.yunkong.wire.uper;

import org.jspecify.annotations.NullMarked;
