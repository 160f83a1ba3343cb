/** Measurements of road users in SI units, and what makes one implausible. */
@NullMarked
package io.yunkong.map.observe;

import org.jspecify.annotations.NullMarked;
