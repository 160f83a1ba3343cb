/** Unaligned packed encoding rules (ITU-T X.691) of the T/CSAE 53 messages. */
@NullMarked
package io.yunkong.wire.uper;

import org.jspecify.annotations.NullMarked;
