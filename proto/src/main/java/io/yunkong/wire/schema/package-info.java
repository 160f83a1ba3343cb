/**
 * The message set of T/CSAE 53 and T/CSAE 157 as ASN.1 sees it, read from the protobuf descriptors of {@code io.yunkong.wire.csae} and
 * their options: {@link io.yunkong.wire.schema.Schema} gives, for each {@link io.yunkong.wire.schema.Edition}, a tree of {@link
 * io.yunkong.wire.schema.Type}s. The UPER codec and the JSON form are both made from it.
 */
@NullMarked
package io.yunkong.wire.schema;

import org.jspecify.annotations.NullMarked;
