/** What the links to devices share, whatever they come by: their loop, its clock and limits, and the reading of message frames. */
@NullMarked
package io.yunkong.edge.link;

import org.jspecify.annotations.NullMarked;
