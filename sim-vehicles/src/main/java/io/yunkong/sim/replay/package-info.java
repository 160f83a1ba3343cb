/** Plays recorded observation sets through the sockets of the swarm. */
@NullMarked
package io.yunkong.sim.replay;

import org.jspecify.annotations.NullMarked;
