package io.yunkong.edge.link.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.TestDevice;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.TestLoop;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * {@link FrameDecoder}: the same frames and the same end however the octets are cut, which the first of them says; and the frames are what
 * came.
 */
public final class FrameDecoderFuzzer {
    private static final int FRAME_BYTES_MAX = 200;
    private static final DeviceLoop LOOP =
            TestLoop.create(new EmbeddedChannel(), Ticker.newMockTicker(), 1_800_000_000_000_000L);

    private FrameDecoderFuzzer() {}

    /** One connection. */
    private static final class Connection implements FrameDecoder.Frames {
        private final List<String> seen = new ArrayList<>();
        private final StringBuilder frames = new StringBuilder();
        private final FrameDecoder decoder = new FrameDecoder(this, LOOP, FRAME_BYTES_MAX);
        private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

        Connection read(byte[] octets, int from, int end) {
            ByteBuf in = Unpooled.copiedBuffer(octets, from, end - from);
            channel.writeInbound(in);
            return this;
        }

        Connection end() {
            channel.finishAndReleaseAll();
            return this;
        }

        @Override
        public boolean expects(FrameType type) {
            return type != FrameType.LINK;
        }

        @Override
        public void frame(FrameType type, ByteBuf in, int length) {
            byte[] payload = ByteBufUtil.getBytes(in, in.readerIndex(), length);
            seen.add(type + " " + HexFormat.of().formatHex(payload));
            frames.append(HexFormat.of().formatHex(TestDevice.frame(type.code(), payload)));
        }

        @Override
        public void wrongHeader(FrameException.Reason reason, String text) {
            seen.add(reason + " " + text);
            decoder.stopListening();
        }

        @Override
        public void unexpectedType(FrameType type) {
            seen.add("unexpected " + type);
            decoder.stopListening();
        }

        @Override
        public void cutOff() {
            seen.add("cut off");
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Connection whole = new Connection().read(input, 1, input.length).end();
        SplittableRandom random = new SplittableRandom(input[0]);
        Connection cut = new Connection();
        for (int at = 1; at < input.length; ) {
            int end = Math.min(input.length, at + 1 + random.nextInt(8));
            cut.read(input, at, end);
            at = end;
        }
        if (!cut.end().seen.equals(whole.seen)) {
            throw new AssertionError("depends on how it is cut: cut=" + input[0]);
        }
        if (!HexFormat.of().formatHex(input, 1, input.length).startsWith(whole.frames.toString())) {
            throw new AssertionError("frames are not what came");
        }
    }

    static Stream<byte[]> seeds() {
        byte[] longest = TestDevice.frame(1, new byte[FRAME_BYTES_MAX - 1]);
        return Stream.concat(
                Stream.of(
                                "",
                                "000002",
                                "0100030109080002020700040401020300",
                                "010000",
                                "010002",
                                "0100ffff",
                                "0100020109000203",
                                "0a000209",
                                "0b474554")
                        .map(HexFormat.of()::parseHex),
                Stream.of(
                        after(longest),
                        after(Arrays.copyOf(longest, 50)),
                        after(TestDevice.frame(1, new byte[FRAME_BYTES_MAX]))));
    }

    private static byte[] after(byte[] octets) {
        byte[] input = new byte[1 + octets.length];
        System.arraycopy(octets, 0, input, 1, octets.length);
        return input;
    }
}
