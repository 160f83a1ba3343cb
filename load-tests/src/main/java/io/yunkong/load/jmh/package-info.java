/** Speed of the codecs and of the map on one thread: JMH benchmarks and the bars they must keep. */
@NullMarked
package io.yunkong.load.jmh;

import org.jspecify.annotations.NullMarked;
