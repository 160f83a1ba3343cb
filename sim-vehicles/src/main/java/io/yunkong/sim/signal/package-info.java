/** A signal controller that answers priority requests: time comes with every call, nothing of it knows messages or sockets. */
@NullMarked
package io.yunkong.sim.signal;

import org.jspecify.annotations.NullMarked;
