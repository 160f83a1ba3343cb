package io.yunkong.edge.link.session;

import io.netty.channel.ChannelFuture;
import io.yunkong.edge.link.ConnectionLife;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.link.tls.CertificateWatch;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.frame.FrameType;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The time limits of one session: to say hello, to complete a frame, to say something, to read, to close after a refusal; and the edge's
 * own heartbeat. Owned by its event loop.
 */
final class SessionTimes implements DeviceLoop.Swept {
    private final TcpSession session;
    private final FrameDecoder decoder;
    private final SessionOutput output;
    private final DeviceLoop loop;
    private final LinkTimes limits;
    private final LinkCounters counters;
    private final CertificateWatch certificate;
    private final long heartbeatNanos;
    private long lastFrameNanos;
    private long lastHeartbeatNanos;

    SessionTimes(TcpSession session, FrameDecoder decoder, SessionOutput output, DeviceLoop loop, LinkTimes limits) {
        this.session = session;
        this.decoder = decoder;
        this.output = output;
        this.loop = loop;
        this.limits = limits;
        this.counters = loop.counters();
        this.heartbeatNanos = limits.ownHeartbeatInterval().toNanos();
        this.certificate = new CertificateWatch(session.peer(), loop);
    }

    void connected(long nowNanos) {
        lastFrameNanos = nowNanos;
        lastHeartbeatNanos = nowNanos - (long) (loop.nextPhase() * heartbeatNanos);
        loop.watch(this);
    }

    /**
     * A whole frame came, good or bad. A heartbeat that is due goes now, when all that it takes is at hand, and those of thousands do not go at one
     * go; the sweep sees to the links that are silent.
     */
    void frame(long nowNanos) {
        lastFrameNanos = nowNanos;
        if (isHeartbeatDue(nowNanos) && session.state() == ConnectionLife.State.OPEN) {
            sendHeartbeat(nowNanos, 0);
        }
    }

    /** The device has asked: answered at once, so that it can tell the way there and back from its own clock. */
    void answerHeartbeat(long askedAtUs) {
        sendHeartbeat(loop.readAtLimitNanos(), askedAtUs);
    }

    private boolean isHeartbeatDue(long nowNanos) {
        return nowNanos - lastHeartbeatNanos >= heartbeatNanos;
    }

    private void sendHeartbeat(long nowNanos, long answerToUs) {
        lastHeartbeatNanos = nowNanos;
        output.send(FrameType.SESSION, SessionMessages.heartbeat(loop.nowUs(), answerToUs));
        session.refresh();
    }

    @Override
    public ChannelFuture shutDown() {
        return session.shutDown();
    }

    @Override
    public boolean sweep(long nowNanos) {
        switch (session.state()) {
            case OPENING -> sweepUnknown(nowNanos);
            case OPEN -> {
                sweepOpen(nowNanos);
                Optional<Refusal> loss = certificate.findLoss();
                if (loss.isPresent()) {
                    session.refuse(loss.get().code(), loss.get().reason(), CloseReason.CERTIFICATE);
                }
            }
            case ENDING -> {
                if (session.life().inStateNanos(nowNanos)
                        > limits.lingerTimeout().toNanos()) {
                    output.close();
                }
            }
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    private void sweepUnknown(long nowNanos) {
        long waitedNanos = session.life().inStateNanos(nowNanos);
        if (waitedNanos > limits.helloTimeout().toNanos()) {
            countIncomplete(nowNanos);
            String text = "no hello: waited_ms=" + millis(waitedNanos) + ", limit="
                    + limits.helloTimeout().toMillis() + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_NO_HELLO, text, CloseReason.HELLO_TIMEOUT);
        }
    }

    private void sweepOpen(long nowNanos) {
        long silentNanos = nowNanos - lastFrameNanos;
        if (decoder.incompleteSince(nowNanos - limits.frameTimeout().toNanos())) {
            countIncomplete(nowNanos);
            String text = "frame not completed: device=" + session.deviceId() + ", limit_ms="
                    + limits.frameTimeout().toMillis() + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_INCOMPLETE);
        } else if (silentNanos > limits.idleTimeout().toNanos()) {
            countIncomplete(nowNanos);
            String text = "link idle: device=" + session.deviceId() + ", silent_ms=" + millis(silentNanos) + ", limit="
                    + limits.idleTimeout().toMillis() + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_IDLE, text, CloseReason.IDLE);
        } else if (output.stuckSince(nowNanos - limits.slowReaderTimeout().toNanos())) {
            session.end(CloseReason.SLOW_READER); // no refusal: he would not read it
            output.close();
        } else if (isHeartbeatDue(nowNanos)) {
            sendHeartbeat(nowNanos, 0);
        }
    }

    private void countIncomplete(long nowNanos) {
        if (decoder.incompleteSince(nowNanos)) {
            counters.reject(RejectReason.TRUNCATED);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
