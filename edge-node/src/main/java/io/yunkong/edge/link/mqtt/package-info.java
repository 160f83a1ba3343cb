/** Sessions of devices that are MQTT clients. */
@NullMarked
package io.yunkong.edge.link.mqtt;

import org.jspecify.annotations.NullMarked;
