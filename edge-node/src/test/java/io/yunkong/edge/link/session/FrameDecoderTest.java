package io.yunkong.edge.link.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.TestDevice;
import io.yunkong.edge.link.TestLoop;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FrameDecoderTest implements FrameDecoder.Frames {
    private static final long NOW_US = 1_800_000_000_000_000L;

    private final List<String> seen = new ArrayList<>();
    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FrameDecoder decoder = new FrameDecoder(this, TestLoop.create(channel, ticker, NOW_US), 100);

    FrameDecoderTest() {
        channel.pipeline().addLast(decoder);
    }

    @Override
    public boolean expects(FrameType type) {
        return type != FrameType.LINK;
    }

    @Override
    public void frame(FrameType type, ByteBuf in, int length) {
        seen.add(type + " " + ByteBufUtil.hexDump(in, in.readerIndex(), length));
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

    private void read(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        read(bytes);
    }

    private void read(byte[] bytes) {
        ByteBuf in = Unpooled.directBuffer().writeBytes(bytes);
        channel.writeInbound(in);
    }

    private void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void cutsASegmentIntoFramesAndReleasesIt() {
        ByteBuf in = Unpooled.directBuffer().writeBytes(new byte[] {0, 3, 1, 9, 8, 0, 2, 2, 7});
        channel.writeInbound(in);
        assertThat(seen).containsExactly("UPER 0908", "SESSION 07");
        assertThat(in.refCnt()).isZero();
        end();
        assertThat(seen).hasSize(2);
    }

    @Test
    void understandsTheSameFramesHoweverTheyAreCut() {
        byte[] octets = {0, 3, 1, 9, 8, 0, 2, 2, 7, 0, 5, 1, 1, 2, 3, 4};
        for (int first = 0; first <= octets.length; first++) {
            for (int second = first; second <= octets.length; second++) {
                seen.clear();
                read(java.util.Arrays.copyOfRange(octets, 0, first));
                read(java.util.Arrays.copyOfRange(octets, first, second));
                read(java.util.Arrays.copyOfRange(octets, second, octets.length));
                assertThat(seen)
                        .as("cut at %d and %d", first, second)
                        .containsExactly("UPER 0908", "SESSION 07", "UPER 01020304");
            }
        }
        end();
    }

    @Test
    void aThousandFramesInOneSegment() {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            segment.writeBytes(TestDevice.frame(1, new byte[] {(byte) i}));
        }
        read(segment.toByteArray());
        assertThat(seen).hasSize(1000);
        end();
    }

    @Test
    void refusesALengthAsSoonAsItIsThere() {
        read(0, 101);
        assertThat(seen).containsExactly("TOO_LONG frame too long: length=101, limit=100; frame refused");
        read(0, 3, 1, 9, 8);
        end();
        assertThat(seen).hasSize(1);
    }

    @Test
    void refusesAnEmptyFrameAndAnUnknownType() {
        read(0, 0);
        assertThat(seen).containsExactly("TOO_SHORT frame too short: length=0, limit=2; frame refused");
        end();
    }

    @Test
    void refusesAnUnknownTypeBeforeItsPayload() {
        read(0, 90, 7);
        assertThat(seen).containsExactly("UNKNOWN_TYPE frame type unknown: type=7, limit=4; frame refused");
        end();
    }

    @Test
    void refusesATypeThatIsNotExpectedBeforeItsPayload() {
        read(0, 90, 3);
        assertThat(seen).containsExactly("unexpected LINK");
        end();
    }

    @Test
    void tellsAConnectionThatEndsInsideAFrame() {
        read(0, 9, 1, 5);
        end();
        assertThat(seen).containsExactly("cut off");
    }

    @Test
    void knowsSinceWhenAFrameIsIncomplete() {
        read(0, 3, 1);
        long begun = ticker.nanoTime();
        ticker.advance(1, TimeUnit.SECONDS);
        read(9);
        assertThat(decoder.incompleteSince(begun)).isFalse();
        assertThat(decoder.incompleteSince(begun + 1)).isTrue();
        read(8, 0); // completes the first, begins the next
        assertThat(decoder.incompleteSince(begun + 1)).isFalse();
        assertThat(decoder.incompleteSince(ticker.nanoTime() + 1)).isTrue();
        read(2, 1, 7);
        assertThat(decoder.incompleteSince(Long.MAX_VALUE)).isFalse();
        end();
    }
}
