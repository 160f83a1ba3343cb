/** The swarm: a zone's traffic that speaks the protocol of real devices to an edge, and knows the truth. */
@NullMarked
package io.yunkong.sim;

import org.jspecify.annotations.NullMarked;
