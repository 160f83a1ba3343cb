/** The sockets devices reach the edge by; who speaks on them is told by whoever opens them. */
@NullMarked
package io.yunkong.edge.link.listen;

import org.jspecify.annotations.NullMarked;
