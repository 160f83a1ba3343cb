/** The bounded queue that sheds the oldest. */
@NullMarked
package io.yunkong.edge.queue;

import org.jspecify.annotations.NullMarked;
