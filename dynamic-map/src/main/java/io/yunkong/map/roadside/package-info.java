/** What roadside units tell of events and signs, where on the lanes of a zone that is, and for how long it counts. */
@NullMarked
package io.yunkong.map.roadside;

import org.jspecify.annotations.NullMarked;
