/** What benches hold their figures against, and how they tell what came out; pure. */
@NullMarked
package io.yunkong.load.bars;

import org.jspecify.annotations.NullMarked;
