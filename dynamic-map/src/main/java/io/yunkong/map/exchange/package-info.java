/** Domain to and from protobuf; the only package here that imports generated messages. */
@NullMarked
package io.yunkong.map.exchange;

import org.jspecify.annotations.NullMarked;
