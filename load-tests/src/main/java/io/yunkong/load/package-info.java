/** Load tests: what drives, connects and looks on, with budgets. Started by the launcher from the source tree. */
@NullMarked
package io.yunkong.load;

import org.jspecify.annotations.NullMarked;
