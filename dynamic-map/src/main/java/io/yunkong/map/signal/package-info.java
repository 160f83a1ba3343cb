/** What the signals of a zone show now, as somebody told it, and for how long that counts. */
@NullMarked
package io.yunkong.map.signal;

import org.jspecify.annotations.NullMarked;
