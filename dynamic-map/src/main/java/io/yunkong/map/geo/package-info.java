/** WGS-84 to and from the zone's local east-north plane, and headings. */
@NullMarked
package io.yunkong.map.geo;

import org.jspecify.annotations.NullMarked;
