/**
 * Makes what a platform would have received from the truth of a set: BSM and RSM with noise, loss and delay of one's choice, and the answer
 * key for scorers. Knows nothing of the tracker.
 */
@NullMarked
package io.yunkong.load.observe;

import org.jspecify.annotations.NullMarked;
