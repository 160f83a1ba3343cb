/** Netty clients of an edge: one TCP session per station, or datagrams; everything is sent on a timetable. */
@NullMarked
package io.yunkong.sim.client;

import org.jspecify.annotations.NullMarked;
