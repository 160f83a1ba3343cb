/** Sessions of devices that say Hello: frames, messages up and down, what is kept while a connection is broken, keys of datagrams. */
@NullMarked
package io.yunkong.edge.link.session;

import org.jspecify.annotations.NullMarked;
