/** What a load test promises: message classes, latency budgets, what was found beside them. Pure. */
@NullMarked
package io.yunkong.load.budget;

import org.jspecify.annotations.NullMarked;
