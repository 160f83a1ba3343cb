/** Cooperative warnings: one class per application, their life cycle and evidence. */
@NullMarked
package io.yunkong.map.warn;

import org.jspecify.annotations.NullMarked;
