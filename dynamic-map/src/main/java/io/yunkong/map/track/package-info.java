/** One track for one road user, from every source. */
@NullMarked
package io.yunkong.map.track;

import org.jspecify.annotations.NullMarked;
