/** What onboard units and roadside sensors measure and send: noise, loss, misses, ghosts; encoded as BSM and RSM. */
@NullMarked
package io.yunkong.sim.sensor;

import org.jspecify.annotations.NullMarked;
