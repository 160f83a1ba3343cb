/** Load tests: staged approaches that must each bring a warning, and their latency budgets. Started by the launcher from the source tree. */
@NullMarked
package io.yunkong.load;

import org.jspecify.annotations.NullMarked;
