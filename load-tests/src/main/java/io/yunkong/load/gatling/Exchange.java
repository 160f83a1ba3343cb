package io.yunkong.load.gatling;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** What one virtual user does with the edge. It runs on the user's event loop and tells the recorder what it saw. */
@FunctionalInterface
public interface Exchange {
    /** Starts; calls {@link Recorder#done()} exactly once, on the event loop. */
    void start(InetSocketAddress edge, EventLoop loop, Recorder recorder);

    /** Takes measurements to Gatling's statistics. */
    interface Recorder {
        /**
         * @param name request name
         * @param startMs epoch milliseconds of the intended send
         * @param endMs epoch milliseconds of the answer
         */
        void succeeded(String name, long startMs, long endMs);

        /** @param reason why, one line */
        void failed(String name, long startMs, long endMs, String reason);

        /** The user is through. */
        void done();
    }
}
