/** Lane graph of a zone: lanes, connections, signals, roadside units, bus lines; reading, matching, path prediction. */
@NullMarked
package io.yunkong.map.road;

import org.jspecify.annotations.NullMarked;
