package io.yunkong.load.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/**
 * Octets from memory outside the heap to a socket, by one call of the system and nothing else where that can be: past the pipeline, whose
 * work for a message costs more than the message. Stateless.
 */
final class DirectOutput {
    private DirectOutput() {}

    /**
     * Sends; on the channel's event loop.
     *
     * @param channel without handlers that change what goes out
     * @return false = the connection is lost
     */
    static boolean send(Channel channel, ByteBuf memory, int from, int length) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (waiting == null) {
            return false;
        }
        int sent = 0;
        if (channel instanceof UnixChannel unix && waiting.isEmpty()) {
            try {
                sent = Math.max(0, unix.fd().writeAddress(memory.memoryAddress(), from, from + length));
            } catch (IOException e) {
                return false;
            }
        }
        return sent == length || sendThroughPipeline(channel, memory, from + sent, length - sent);
    }

    /** As {@link #send}, for any channel: what the socket does not take now waits in order. */
    static boolean sendThroughPipeline(Channel channel, ByteBuf memory, int from, int length) {
        if (!channel.isActive()) {
            return false;
        }
        channel.writeAndFlush(channel.alloc().buffer(length).writeBytes(memory, from, length), channel.voidPromise());
        return true;
    }
}
