/** Warnings with their evidence, deliveries and duplicates: a bounded ring. Pure, no I/O. */
@NullMarked
package io.yunkong.cloud.journal;

import org.jspecify.annotations.NullMarked;
