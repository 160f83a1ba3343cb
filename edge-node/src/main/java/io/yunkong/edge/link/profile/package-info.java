/**
 * How devices that know nothing of this platform name their topics and write their messages over MQTT: profiles, read from files, and the
 * payloads they speak of. Pure: no sockets, no threads.
 */
@NullMarked
package io.yunkong.edge.link.profile;

import org.jspecify.annotations.NullMarked;
