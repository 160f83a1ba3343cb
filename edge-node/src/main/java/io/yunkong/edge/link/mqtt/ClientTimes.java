package io.yunkong.edge.link.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.link.tls.CertificateWatch;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.RefusalCode;
import java.util.concurrent.TimeUnit;

/**
 * The time limits of one MQTT session: to connect, to complete a packet, to say something (one and a half keep-alives), to read, to close after
 * a refusal. Owned by its event loop.
 */
final class ClientTimes extends ChannelInboundHandlerAdapter implements DeviceLoop.Swept {
    private final MqttSession session;
    private final PacketDecoder packets;
    private final Channel channel;
    private final DeviceLoop loop;
    private final LinkTimes limits;
    private final CertificateWatch certificate;
    private long lastPacketNanos;
    private long unwritableSinceNanos;
    private long silenceMaxNanos;

    ClientTimes(MqttSession session, PacketDecoder packets, Channel channel, DeviceLoop loop, LinkTimes limits) {
        this.session = session;
        this.packets = packets;
        this.channel = channel;
        this.loop = loop;
        this.limits = limits;
        this.certificate = new CertificateWatch(session.peer(), loop);
    }

    void packet() {
        lastPacketNanos = loop.readAtLimitNanos();
    }

    void entered(long keepAliveNanos) {
        silenceMaxNanos = keepAliveNanos * 3 / 2;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        unwritableSinceNanos = loop.limitNanos();
        channel.config().setAutoRead(channel.isWritable()); // every packet read may want an answer
    }

    @Override
    public ChannelFuture shutDown() {
        return session.shutDown();
    }

    @Override
    public boolean sweep(long nowNanos) {
        switch (session.life().state()) {
            case OPENING -> {
                if (session.life().inStateNanos(nowNanos)
                        > limits.helloTimeout().toNanos()) {
                    String text =
                            "no connect: limit_ms=" + limits.helloTimeout().toMillis() + "; link closed";
                    session.refuse(
                            RefusalCode.REFUSAL_CODE_NO_HELLO,
                            text,
                            CloseReason.HELLO_TIMEOUT,
                            Disconnect.NOT_AUTHORIZED);
                }
            }
            case OPEN -> {
                sweepOpen(nowNanos);
                certificate.findLoss().ifPresent(this::lose);
            }
            case ENDING -> {
                if (session.life().inStateNanos(nowNanos)
                        > limits.lingerTimeout().toNanos()) {
                    session.close();
                }
            }
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    /** The client's certificate is no longer good. */
    private void lose(Refusal loss) {
        boolean revoked = loss.code() == RefusalCode.REFUSAL_CODE_REVOKED;
        Disconnect reason = revoked ? Disconnect.ADMINISTRATIVE_ACTION : Disconnect.NOT_AUTHORIZED;
        session.refuse(loss.code(), loss.reason(), CloseReason.CERTIFICATE, reason);
    }

    private void sweepOpen(long nowNanos) {
        session.forgetSilent(nowNanos - limits.idleTimeout().toNanos());
        String device = session.deviceId();
        if (packets.incompleteSince(nowNanos - limits.frameTimeout().toNanos())) {
            loop.counters().reject(RejectReason.TRUNCATED);
            String text = "packet not completed: device=" + device + ", limit_ms="
                    + limits.frameTimeout().toMillis() + "; link closed";
            session.refuse(
                    RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_INCOMPLETE, Disconnect.MALFORMED_PACKET);
        } else if (nowNanos - lastPacketNanos > silenceMaxNanos) {
            String text = "link idle: device=" + device + ", limit_ms=" + TimeUnit.NANOSECONDS.toMillis(silenceMaxNanos)
                    + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_IDLE, text, CloseReason.IDLE, Disconnect.KEEP_ALIVE_TIMEOUT);
        } else if (!channel.isWritable()
                && nowNanos - unwritableSinceNanos > limits.slowReaderTimeout().toNanos()) {
            session.end(CloseReason.SLOW_READER); // no reason sent: he would not read it
            session.close();
        }
    }
}
