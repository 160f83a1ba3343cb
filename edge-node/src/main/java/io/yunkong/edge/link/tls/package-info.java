/** The way in by TLS: files, trust, handshakes, and who has come through. */
@NullMarked
package io.yunkong.edge.link.tls;

import org.jspecify.annotations.NullMarked;
