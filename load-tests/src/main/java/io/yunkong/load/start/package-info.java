/** How long edge and cloud take from the command to serving: real processes by the real launcher, one after the other. */
@NullMarked
package io.yunkong.load.start;

import org.jspecify.annotations.NullMarked;
