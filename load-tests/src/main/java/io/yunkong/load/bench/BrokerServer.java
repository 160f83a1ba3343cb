package io.yunkong.load.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.yunkong.load.device.DeviceFrames;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What users would build otherwise: a broker, and a service that subscribes what all vehicles publish. The service answers what asks and does
 * nothing else: it does not even decode a BSM, let alone fuse it or warn, which favours it.
 */
final class BrokerServer implements Server {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final Mosquitto broker;
    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();

    private BrokerServer(Mosquitto broker) {
        this.broker = broker;
    }

    /** Returns when the service has subscribed. */
    static BrokerServer start() throws IOException, InterruptedException {
        BrokerServer server = new BrokerServer(Mosquitto.start());
        EventLoop loop = server.group.next();
        new Bootstrap()
                .group(loop)
                .channel(DeviceFrames.channel(loop))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new MqttDecoder(), MqttEncoder.INSTANCE, server.new Service());
                    }
                })
                .connect(server.broker.address());
        try {
            return server.subscribed.thenApply(_ -> server).get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            server.close();
            throw new IOException("service not subscribed: reason=" + e, e);
        }
    }

    @Override
    public Map<String, Double> where() {
        return Map.of("port", (double) broker.address().getPort());
    }

    @Override
    public Map<String, Double> counters() {
        return Map.of("received", (double) received.get());
    }

    @Override
    public OptionalLong otherProcess() {
        return OptionalLong.of(broker.pid());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        broker.close();
    }

    private final class Service extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(MqttMessageBuilders.connect()
                    .clientId("service")
                    .cleanSession(true)
                    .keepAlive(0)
                    .build());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            switch (message) {
                case MqttPublishMessage publish -> take(context, publish);
                case MqttMessage other
                when other.fixedHeader().messageType() == MqttMessageType.CONNACK ->
                    context.writeAndFlush(MqttMessageBuilders.subscribe()
                            .messageId(1)
                            .addSubscription(MqttQoS.AT_MOST_ONCE, BrokerTopics.EVERY_BSM)
                            .addSubscription(MqttQoS.AT_MOST_ONCE, BrokerTopics.EVERY_ASKING)
                            .build());
                case MqttMessage other
                when other.fixedHeader().messageType() == MqttMessageType.SUBACK -> subscribed.complete(null);
                case MqttMessage other -> context.fireExceptionCaught(new IOException("not expected: " + other));
            }
        }

        private void take(ChannelHandlerContext context, MqttPublishMessage publish) {
            received.setOpaque(received.getPlain() + 1); // one event loop
            String topic = publish.variableHeader().topicName();
            if (BrokerTopics.isAsking(topic)) {
                ByteBuf payload = publish.payload();
                long token = payload.getLong(payload.writerIndex() - BrokerTopics.ASKING_BYTES);
                context.write(
                        MqttMessageBuilders.publish()
                                .topicName(BrokerTopics.answerTo(topic))
                                .qos(MqttQoS.AT_MOST_ONCE)
                                .payload(Unpooled.copyLong(token))
                                .build(),
                        context.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            subscribed.completeExceptionally(new IOException("broker closed the service's connection"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.err.println("v2x bench: service of the broker failed: reason=" + cause);
            context.close();
        }
    }
}
