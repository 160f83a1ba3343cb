package io.yunkong.edge.link.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.TestLoop;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What an MQTT client sends, as a session reads it: {@link PacketDecoder}, Netty's decoder behind it, {@link PropertyCount}. The same packets and
 * the same end however the octets are cut, which the first of them says; and no octets are kept after the end.
 */
public final class PacketDecoderFuzzer {
    private static final int PACKET_BYTES_MAX = 1000;
    private static final DeviceLoop LOOP =
            TestLoop.create(new EmbeddedChannel(), Ticker.newMockTicker(), 1_800_000_000_000_000L);

    private PacketDecoderFuzzer() {}

    /** One connection. */
    private static final class Connection extends SimpleChannelInboundHandler<MqttMessage>
            implements PacketDecoder.Faults {
        private final List<String> seen = new ArrayList<>();
        private final List<ByteBuf> read = new ArrayList<>();
        private final PacketDecoder packets = new PacketDecoder(this, LOOP, PACKET_BYTES_MAX);
        private final EmbeddedChannel channel = new EmbeddedChannel(packets, new MqttDecoder(PACKET_BYTES_MAX), this);

        void read(byte[] octets, int from, int end) {
            ByteBuf in = Unpooled.copiedBuffer(octets, from, end - from);
            read.add(in);
            channel.writeInbound(in);
        }

        void end() {
            channel.finishAndReleaseAll();
            if (read.stream().anyMatch(in -> in.refCnt() > 0)) {
                throw new AssertionError("octets kept after the end");
            }
        }

        private void over(String why) {
            seen.add(why);
            packets.stopListening();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            if (message.decoderResult().isFailure()) {
                over("malformed");
                return;
            }
            String payload = message instanceof MqttPublishMessage publish
                    ? publish.variableHeader().topicName() + " " + ByteBufUtil.hexDump(publish.payload())
                    : "";
            seen.add(message.fixedHeader() + " " + PropertyCount.of(message) + " " + payload);
        }

        @Override
        public boolean expects(int type) {
            return type != 0;
        }

        @Override
        public void unexpectedType(int type) {
            over("unexpected " + type);
        }

        @Override
        public void tooLong(int length, int limit) {
            over("too long " + length);
        }

        @Override
        public void badHeader() {
            over("bad header");
        }

        @Override
        public void cutOff() {
            seen.add("cut off");
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Connection whole = new Connection();
        whole.read(input, 1, input.length);
        whole.end();
        Connection cut = new Connection();
        SplittableRandom random = new SplittableRandom(input[0]);
        for (int at = 1; at < input.length; ) {
            int end = Math.min(input.length, at + 1 + random.nextInt(8));
            cut.read(input, at, end);
            at = end;
        }
        cut.end();
        if (!cut.seen.equals(whole.seen)) {
            throw new AssertionError("depends on how it is cut: cut=" + input[0]);
        }
    }

    static Stream<byte[]> seeds() {
        byte[] connect3 = packet(RawMqtt.CONNECT, RawMqtt.connect(4, 2, 60, "bus-1"));
        byte[] connect5 = packet(RawMqtt.CONNECT, RawMqtt.connect(5, 2, 60, "bus-1"));
        byte[] will = packet(
                RawMqtt.CONNECT,
                RawMqtt.join(
                        RawMqtt.connect(5, 0x06, 60, "bus-1"),
                        new byte[] {0},
                        RawMqtt.text("w"),
                        RawMqtt.text("gone")));
        byte[] topic = RawMqtt.text("yunkong/bus-1/up");
        byte[] property = RawMqtt.join(new byte[] {0x26}, RawMqtt.text("a"), RawMqtt.text("b"));
        byte[] publish3 = packet(RawMqtt.PUBLISH | 2, RawMqtt.join(topic, new byte[] {0, 7, 1, 2, 3}));
        byte[] publish5 = packet(
                RawMqtt.PUBLISH,
                RawMqtt.join(topic, RawMqtt.length(2 * property.length), property, property, new byte[] {1}));
        byte[] subscribe = packet(0x82, RawMqtt.join(new byte[] {0, 9, 0}, RawMqtt.text("#"), new byte[] {2}));
        return Stream.concat(
                Stream.of(
                        RawMqtt.join(new byte[] {0}, connect3, publish3, packet(0xC0, new byte[0])),
                        RawMqtt.join(new byte[] {1}, connect5, publish5, subscribe, packet(0xE0, new byte[0])),
                        RawMqtt.join(
                                new byte[] {2}, will, packet(0x62, new byte[] {0, 7}), packet(0x40, new byte[] {0, 7})),
                        RawMqtt.join(new byte[] {3}, connect5, packet(RawMqtt.PUBLISH | 6, topic))),
                Stream.of("", "00308080808001", "0030e807", "0030e907", "00300500", "0000", "00f000", "00474554202f")
                        .map(HexFormat.of()::parseHex));
    }

    private static byte[] packet(int header, byte[] body) {
        return RawMqtt.join(new byte[] {(byte) header}, RawMqtt.length(body.length), body);
    }
}
