/**
 * The messages of T/CSAE 53 and T/CSAE 157 as JSON, by the same schema as on the wire: {@link io.yunkong.wire.json.JsonForm} says how each
 * type is spelt.
 */
@NullMarked
package io.yunkong.wire.json;

import org.jspecify.annotations.NullMarked;
