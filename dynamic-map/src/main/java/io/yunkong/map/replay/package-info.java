/** Plays recorded observations through the map without any network, as fast as the machine allows. */
@NullMarked
package io.yunkong.map.replay;

import org.jspecify.annotations.NullMarked;
