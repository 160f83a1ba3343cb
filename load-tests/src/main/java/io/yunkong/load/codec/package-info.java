/** Speed of the codecs: JMH benchmarks and the bars they must keep. */
@NullMarked
package io.yunkong.load.codec;

import org.jspecify.annotations.NullMarked;
