package io.yunkong.load.bench;

import io.netty.channel.EventLoop;

/** Where a run happens, and who is told of it there. */
record Run(EventLoop loop, Wire.Ear ear) {}
