package io.yunkong.sim.obu;

import io.yunkong.wire.Accepted;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.Resume;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.frame.ProtocolVersion;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The messages that an onboard unit says, and how its sessions begin. Stateless: safe for use by any thread. */
final class Hellos {
    private Hellos() {}

    /**
     * How a hello was answered.
     *
     * @param accepted the default instance when it was refused
     * @param refusal {@link RefusalCode#REFUSAL_CODE_UNSPECIFIED} when it was not
     * @param clockOffsetUs this computer's clock less the edge's, the way to the edge taken as half the round trip
     */
    record Answer(Accepted accepted, RefusalCode refusal, String reason, long roundTripUs, long clockOffsetUs) {
        boolean good() {
            return refusal == RefusalCode.REFUSAL_CODE_UNSPECIFIED;
        }
    }

    /** Says hello and waits for the answer. */
    static Answer greet(EdgeConnection connection, ObuConfig config, @Nullable Resume resume, InstantSource clock)
            throws IOException {
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolVersion(ProtocolVersion.SESSION)
                .setDeviceId(config.deviceId())
                .setKind(config.kind().onWire())
                .setZone(config.zone())
                .setStationId(config.stationId());
        if (resume != null) {
            hello.setResume(resume);
        }
        long saidNs = System.nanoTime();
        connection.send(DeviceMessage.newBuilder().setHello(hello).build());
        EdgeMessage message = connection.read();
        while (!message.hasAccepted() && !message.hasRefused()) {
            message = connection.read();
        }
        long roundTripUs = (System.nanoTime() - saidNs) / 1000;
        if (message.hasRefused()) {
            RefusalCode code = message.getRefused().getCode();
            return new Answer(
                    Accepted.getDefaultInstance(),
                    code == RefusalCode.REFUSAL_CODE_UNSPECIFIED ? RefusalCode.UNRECOGNIZED : code,
                    Notice.printable(message.getRefused().getReason()),
                    roundTripUs,
                    0);
        }
        Accepted accepted = message.getAccepted();
        long edgeUs = accepted.getEdgeTimeUs() + roundTripUs / 2;
        return new Answer(
                accepted,
                RefusalCode.REFUSAL_CODE_UNSPECIFIED,
                "",
                roundTripUs,
                io.yunkong.wire.time.UnixTime.nowUs(clock) - edgeUs);
    }

    /** Whether a hello without TLS was hung up on or answered in TLS: as a rule the port is one for TLS. */
    static boolean metTls(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return failure instanceof EOFException
                || said.contains("TLS")
                || said.contains("reset")
                || said.contains("Broken pipe");
    }

    static DeviceMessage heartbeat(long nowUs) {
        return DeviceMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(nowUs))
                .build();
    }

    static DeviceMessage acknowledgement(String warningId, long nowUs) {
        return DeviceMessage.newBuilder()
                .setWarningAck(WarningAck.newBuilder()
                        .setWarningId(warningId)
                        .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                        .setReceivedAtUs(nowUs))
                .build();
    }

    static DeviceMessage adviceAcknowledgement(String adviceId, long nowUs) {
        return DeviceMessage.newBuilder()
                .setAdviceAck(AdviceAck.newBuilder().setAdviceId(adviceId).setReceivedAtUs(nowUs))
                .build();
    }

    static String name(RefusalCode code) {
        return code.name().replace("REFUSAL_CODE_", "");
    }

    /** Whether a refusal is of a connection that went wrong, or of an edge that goes: it says nothing against the device. */
    static boolean passing(RefusalCode code) {
        return switch (code) {
            case REFUSAL_CODE_SHUTTING_DOWN,
                    REFUSAL_CODE_UNSPECIFIED,
                    REFUSAL_CODE_NO_HELLO,
                    REFUSAL_CODE_IDLE,
                    REFUSAL_CODE_FRAME,
                    UNRECOGNIZED -> true;
            case REFUSAL_CODE_PROTOCOL_VERSION,
                    REFUSAL_CODE_UNKNOWN_ZONE,
                    REFUSAL_CODE_BAD_DEVICE_ID,
                    REFUSAL_CODE_BAD_KIND,
                    REFUSAL_CODE_STATION_IN_USE,
                    REFUSAL_CODE_CERTIFICATE_DEVICE,
                    REFUSAL_CODE_CERTIFICATE_STATION,
                    REFUSAL_CODE_CERTIFICATE_KIND,
                    REFUSAL_CODE_CERTIFICATE_ZONE,
                    REFUSAL_CODE_REVOKED,
                    REFUSAL_CODE_CERTIFICATE_EXPIRED,
                    REFUSAL_CODE_OVERLOADED -> false;
        };
    }

    /** Whether the same hello would be refused again; an open session that was taken over is another matter: {@link Takeovers}. */
    static boolean lasting(RefusalCode code) {
        return switch (code) {
            case REFUSAL_CODE_PROTOCOL_VERSION,
                    REFUSAL_CODE_UNKNOWN_ZONE,
                    REFUSAL_CODE_BAD_DEVICE_ID,
                    REFUSAL_CODE_BAD_KIND,
                    REFUSAL_CODE_STATION_IN_USE,
                    REFUSAL_CODE_CERTIFICATE_DEVICE,
                    REFUSAL_CODE_CERTIFICATE_STATION,
                    REFUSAL_CODE_CERTIFICATE_KIND,
                    REFUSAL_CODE_CERTIFICATE_ZONE,
                    REFUSAL_CODE_REVOKED -> true;
            // A renewed certificate may lie there already: the next connection takes it.
            case REFUSAL_CODE_CERTIFICATE_EXPIRED,
                    REFUSAL_CODE_UNSPECIFIED,
                    REFUSAL_CODE_NO_HELLO,
                    REFUSAL_CODE_IDLE,
                    REFUSAL_CODE_FRAME,
                    REFUSAL_CODE_OVERLOADED,
                    REFUSAL_CODE_SHUTTING_DOWN,
                    UNRECOGNIZED -> false;
        };
    }
}
