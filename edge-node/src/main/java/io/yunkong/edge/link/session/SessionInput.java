package io.yunkong.edge.link.session;

import io.netty.buffer.ByteBuf;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.link.ConnectionLife;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What comes up from one device, frame by frame: message frames of its own station go on to the loop, session messages to the session,
 * anything else is counted and ends the session. Owned by its event loop.
 */
final class SessionInput implements FrameDecoder.Frames, DeviceLoop.Speaker {
    private final TcpSession session;
    private final DeviceLoop loop;
    private final LinkCounters counters;

    SessionInput(TcpSession session, DeviceLoop loop) {
        this.session = session;
        this.loop = loop;
        this.counters = loop.counters();
    }

    @Override
    public boolean expects(FrameType type) {
        return switch (type) {
            case SESSION -> true;
            case UPER, MESSAGE -> session.state() == ConnectionLife.State.OPEN;
            case LINK -> false;
        };
    }

    @Override
    public void frame(FrameType type, ByteBuf in, int length) {
        session.times().frame(loop.readAtLimitNanos());
        DeviceSession open = session.session();
        if (open != null && !open.mayPass(loop.readAtNanos())) {
            overRate(type);
            return;
        }
        switch (type) {
            case UPER -> loop.message(in, length, this);
            case MESSAGE -> loop.protobufMessage(in, length, this);
            case SESSION -> sessionMessage(in, length);
            case LINK -> throw new IllegalStateException("link frame from a device; never expected");
        }
    }

    /** Only message frames are received and rejected. */
    private void overRate(FrameType type) {
        switch (type) {
            case UPER, MESSAGE -> counters.reject(RejectReason.RATE_LIMIT);
            case SESSION -> counters.sessionMessagesOverRate++;
            case LINK -> throw new IllegalStateException("link frame from a device; never expected");
        }
    }

    @Override
    public @Nullable RejectReason admit(long stationId) {
        return stationId == station() ? null : RejectReason.FOREIGN_STATION_ID;
    }

    @Override
    public long station() {
        DeviceSession open = session.session();
        return open == null ? 0 : open.stationId();
    }

    @Override
    public DeviceKind kind(long stationId) {
        DeviceSession open = session.session();
        return open == null ? DeviceKind.DEVICE_KIND_UNSPECIFIED : open.kind();
    }

    @Override
    public Edition edition() {
        DeviceSession open = session.session();
        return open == null ? Edition.E2020 : open.edition();
    }

    @Override
    public void speaks(long stationId, Edition other) {
        DeviceSession open = session.session();
        if (open != null) {
            open.speaks(other);
        }
    }

    @Override
    public void heard(long stationId) {
        // the session's clock runs on frames, good or bad
    }

    private void sessionMessage(ByteBuf in, int length) {
        DeviceMessage message;
        try {
            message = SessionMessages.parse(in, length);
        } catch (IOException e) {
            session.badMessage("session message malformed: length=" + length + "; link closed");
            return;
        }
        switch (message.getBodyCase()) {
            case HELLO -> {
                counters.sessionMessages++;
                session.hello(message.getHello());
            }
            case HEARTBEAT -> {
                counters.sessionMessages++;
                session.heartbeat(message.getHeartbeat());
            }
            case WARNING_ACK -> {
                counters.sessionMessages++;
                session.acknowledge(new Acknowledgement.OfWarning(message.getWarningAck()));
            }
            case ADVICE_ACK -> {
                counters.sessionMessages++;
                session.acknowledge(new Acknowledgement.OfAdvice(message.getAdviceAck()));
            }
            case DATAGRAM_KEY_REQUEST -> {
                counters.sessionMessages++;
                session.datagramKey();
            }
            case BODY_NOT_SET ->
                session.badMessage("session message empty or unknown: length=" + length + "; link closed");
        }
    }

    // What is no frame, or none that may come now

    @Override
    public void wrongHeader(FrameException.Reason reason, String text) {
        counters.reject(
                switch (reason) {
                    case TOO_LONG -> RejectReason.FRAME_TOO_LONG;
                    case TOO_SHORT, UNKNOWN_TYPE -> RejectReason.MALFORMED;
                });
        session.refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER);
    }

    @Override
    public void unexpectedType(FrameType type) {
        if (session.state() == ConnectionLife.State.OPENING) {
            counters.reject(RejectReason.NO_SESSION);
            session.refuseBeforeHello("frame before hello: type=" + type.code());
        } else {
            counters.reject(RejectReason.UNSUPPORTED_MESSAGE);
            String text = "frame type not for devices: type=" + type.code() + "; link closed";
            session.refuse(RefusalCode.REFUSAL_CODE_FRAME, text, CloseReason.FRAME_HEADER);
        }
    }

    @Override
    public void cutOff() {
        counters.reject(RejectReason.TRUNCATED);
    }
}
