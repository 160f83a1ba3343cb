/** Which stations can be reached, the way to each, and its rate. */
@NullMarked
package io.yunkong.edge.link.station;

import org.jspecify.annotations.NullMarked;
