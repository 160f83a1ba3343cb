package io.yunkong.load.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.yunkong.load.device.DeviceFrames;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client for each vehicle: publishes the same BSM with quality of service 0, and is subscribed to its own {@link BrokerTopics#down}.
 * One that asks is one packet, eight octets longer.
 */
final class MqttWire implements Wire {
    private static final int PUBLISH = 0x30;
    private static final int TOPIC_AT = 4;
    private static final int TOPIC_BYTES = BrokerTopics.bsm(0).length;
    private static final int HEADER_BYTES = TOPIC_AT + TOPIC_BYTES;
    private static final int LENGTH_AT = 1;
    /** Of the topic: the part that says whether it asks. */
    private static final int KIND_BYTES = 3;

    private static final int BSM_KIND = kind(BrokerTopics.bsm(0));
    private static final int ASKING_KIND = kind(BrokerTopics.asking(0));

    private final Generator.Plan plan;
    private final Run run;
    private final BsmTable table;
    private final @Nullable Channel[] channels;

    /**
     * For one run.
     *
     * @param run the event loop, and who is told
     */
    MqttWire(Generator.Plan plan, Run run) {
        this.plan = plan;
        this.run = run;
        this.channels = new Channel[plan.vehicles()];
        this.table = new BsmTable(
                plan.traffic(), plan.vehicles(), plan.firstStation(), HEADER_BYTES, BrokerTopics.ASKING_BYTES);
        for (int vehicle = 0; vehicle < plan.vehicles(); vehicle++) {
            int at = table.startAt(vehicle);
            table.memory()
                    .setByte(at, PUBLISH)
                    .setShort(at + 2, TOPIC_BYTES)
                    .setBytes(at + TOPIC_AT, BrokerTopics.bsm(plan.firstStation() + vehicle));
        }
    }

    private static int kind(byte[] topic) {
        return (topic[0] << 16) | (topic[1] << 8) | topic[KIND_BYTES - 1];
    }

    @Override
    public int connections() {
        return plan.vehicles();
    }

    @Override
    public void connect(int vehicle) {
        new Bootstrap()
                .group(run.loop())
                .channel(DeviceFrames.channel(run.loop()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new MqttDecoder(), MqttEncoder.INSTANCE, new Client(vehicle));
                    }
                })
                .connect(plan.address("port"))
                .addListener(connect -> {
                    if (!connect.isSuccess()) {
                        run.ear()
                                .failed("cannot connect: vehicle=" + vehicle + ", reason="
                                        + connect.cause().getMessage());
                    }
                });
    }

    @Override
    public boolean send(int vehicle, long count, double timeS, long atUs, boolean asks) {
        Channel channel = channels[vehicle];
        if (channel == null) {
            return false;
        }
        table.write(vehicle, count, timeS, atUs);
        int at = table.startAt(vehicle);
        int length = HEADER_BYTES + table.messageBytes();
        if (asks) {
            table.memory().setLong(at + length, atUs);
            length += BrokerTopics.ASKING_BYTES;
        }
        table.memory()
                .setByte(at + LENGTH_AT, length - 2) // below 128: one octet
                .setMedium(at + TOPIC_AT, asks ? ASKING_KIND : BSM_KIND);
        return DirectOutput.send(channel, table.memory(), at, length);
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
        table.close();
    }

    /** One connection. */
    private final class Client extends SimpleChannelInboundHandler<MqttMessage> {
        private final int vehicle;

        Client(int vehicle) {
            this.vehicle = vehicle;
        }

        private long station() {
            return plan.firstStation() + vehicle;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(MqttMessageBuilders.connect()
                    .clientId("bench-" + HexFormat.of().toHexDigits(station()))
                    .cleanSession(true)
                    .keepAlive(0)
                    .build());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            if (message instanceof MqttPublishMessage answer) {
                ByteBuf payload = answer.payload();
                run.ear().answered(payload.getLong(payload.readerIndex()));
            } else if (message.fixedHeader().messageType() == MqttMessageType.CONNACK) {
                context.writeAndFlush(MqttMessageBuilders.subscribe()
                        .messageId(1)
                        .addSubscription(MqttQoS.AT_MOST_ONCE, BrokerTopics.down(station()))
                        .build());
            } else if (message.fixedHeader().messageType() == MqttMessageType.SUBACK) {
                channels[vehicle] = context.channel();
                run.ear().connected();
            } else {
                run.ear().failed("not expected: vehicle=" + vehicle + ", message=" + message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (channels[vehicle] == null) {
                run.ear().failed("closed before it was let in: vehicle=" + vehicle);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            run.ear().failed("connection broken: vehicle=" + vehicle + ", reason=" + cause);
            context.close();
        }
    }
}
