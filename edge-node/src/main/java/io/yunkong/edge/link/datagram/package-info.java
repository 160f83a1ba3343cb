/** Messages that come one to a datagram, bare or under the key of a session. */
@NullMarked
package io.yunkong.edge.link.datagram;

import org.jspecify.annotations.NullMarked;
