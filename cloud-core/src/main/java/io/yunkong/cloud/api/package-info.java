/** What operators read: HTTP, WebSocket feed, health, metrics, console files. */
@NullMarked
package io.yunkong.cloud.api;

import org.jspecify.annotations.NullMarked;
