/**
 * How good the tracks are under other noise, loss and delay than the published sets have: makes recordings, replays them and scores the tracks
 * by the definitions of the public scorers, in code of its own. Sees the product only through {@code map.replay}.
 */
@NullMarked
package io.yunkong.load.tracking;

import org.jspecify.annotations.NullMarked;
