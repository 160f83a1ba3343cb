/** What is under load: an edge with its cloud, what they have counted, and whether they grow. */
@NullMarked
package io.yunkong.load.platform;

import org.jspecify.annotations.NullMarked;
