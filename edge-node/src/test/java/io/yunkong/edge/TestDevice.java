package io.yunkong.edge;

import com.google.protobuf.ByteString;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A device at the other end of a real socket, one call at a time. */
public final class TestDevice implements AutoCloseable {
    private static final long HEARTBEAT_AT_US = 77;
    private static final int READ_LIMIT_MS = (int) EdgeFixture.PATIENCE.toMillis();

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    public TestDevice(InetSocketAddress edge) throws IOException {
        this(new Socket(edge.getAddress(), edge.getPort()));
    }

    /** On a connection that is open. */
    public TestDevice(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_LIMIT_MS);
        out = socket.getOutputStream();
        InputStream octets = socket.getInputStream();
        in = new DataInputStream(octets);
    }

    /** A vehicle whose session is open. */
    public static TestDevice vehicle(InetSocketAddress edge, String deviceId, long station) throws IOException {
        TestDevice device = new TestDevice(edge);
        device.hello(hello(deviceId, station).build());
        device.awaitMessage(EdgeMessage::hasAccepted);
        return device;
    }

    /** A device whose session is open. */
    public static TestDevice open(InetSocketAddress edge, Hello.Builder hello) throws IOException {
        TestDevice device = new TestDevice(edge);
        device.hello(hello.build());
        device.awaitMessage(EdgeMessage::hasAccepted);
        return device;
    }

    public static Hello.Builder hello(String deviceId, long station) {
        return Hello.newBuilder()
                .setProtocolVersion(1)
                .setDeviceId(deviceId)
                .setKind(DeviceKind.DEVICE_KIND_ONBOARD_UNIT)
                .setZone("test-zone")
                .setStationId(station);
    }

    public void hello(Hello hello) throws IOException {
        session(DeviceMessage.newBuilder().setHello(hello).build());
    }

    public void heartbeat() throws IOException {
        session(DeviceMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(HEARTBEAT_AT_US))
                .build());
    }

    /** Whether it answers {@link #heartbeat}; the edge sends heartbeats of its own, too, at any time. */
    public static boolean answersHeartbeat(EdgeMessage message) {
        return message.hasHeartbeat() && message.getHeartbeat().getAnswerToUs() == HEARTBEAT_AT_US;
    }

    public void acknowledge(String warningId) throws IOException {
        acknowledge(warningId, WarningPhase.WARNING_PHASE_RAISED_VALUE);
    }

    /** @param phase number of a phase, also of none */
    public void acknowledge(String warningId, int phase) throws IOException {
        session(DeviceMessage.newBuilder()
                .setWarningAck(WarningAck.newBuilder().setWarningId(warningId).setPhaseValue(phase))
                .build());
    }

    public void acknowledgeAdvice(String adviceId) throws IOException {
        session(DeviceMessage.newBuilder()
                .setAdviceAck(AdviceAck.newBuilder().setAdviceId(adviceId))
                .build());
    }

    public void session(DeviceMessage message) throws IOException {
        octets(frame(FrameType.SESSION.code(), message.toByteArray()));
    }

    public void uper(byte[] message) throws IOException {
        octets(frame(FrameType.UPER.code(), message));
    }

    public void octets(byte... octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    public static byte[] frame(int type, byte[] payload) {
        byte[] frame = new byte[3 + payload.length];
        frame[0] = (byte) ((1 + payload.length) >>> 8);
        frame[1] = (byte) (1 + payload.length);
        frame[2] = (byte) type;
        System.arraycopy(payload, 0, frame, 3, payload.length);
        return frame;
    }

    /** Reads on until a message fits. */
    public EdgeMessage awaitMessage(Predicate<EdgeMessage> wanted) throws IOException {
        for (EdgeMessage message = read(); message != null; message = read()) {
            if (wanted.test(message)) {
                return message;
            }
        }
        throw new EOFException("link closed by the edge before the message that was waited for");
    }

    /** Reads on until a message frame fits, in the edition given; session messages on the way are dropped. */
    public MessageFrame awaitFrame(Edition edition, Predicate<MessageFrame> wanted) throws IOException {
        while (true) {
            byte[] octets = readUper();
            MessageFrame frame = decode(edition, octets);
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    public static MessageFrame decode(Edition edition, byte[] octets) throws IOException {
        try {
            return MessageCodec.of(edition).decode(octets);
        } catch (UperException e) {
            throw new IOException("bad message frame from the edge: " + e.getMessage(), e);
        }
    }

    /** The octets of the next message frame; session messages on the way are dropped. */
    public byte[] readUper() throws IOException {
        while (true) {
            Frame frame = readFrame();
            if (frame == null) {
                throw new EOFException("link closed by the edge before the frame that was waited for");
            }
            if (frame.type() == FrameType.UPER.code()) {
                return frame.payload().toByteArray();
            }
        }
    }

    /** All frames that have arrived until now. */
    public List<Frame> readArrived() throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (socket.getInputStream().available() > 0) {
            Frame frame = readFrame();
            if (frame == null) {
                break;
            }
            frames.add(frame);
        }
        return frames;
    }

    /** What came down. */
    public record Frame(int type, ByteString payload) {
        public boolean isUper() {
            return type == FrameType.UPER.code();
        }
    }

    /** Reads on until the edge closes the link. */
    public void awaitEnd() throws IOException {
        EdgeMessage message = read();
        while (message != null) {
            message = read();
        }
    }

    /** The next message; null when the edge has closed the link. */
    public @Nullable EdgeMessage read() throws IOException {
        Frame frame = readFrame();
        if (frame == null) {
            return null;
        }
        if (frame.type() != FrameType.SESSION.code()) {
            throw new IOException("unexpected frame from the edge: type=" + frame.type());
        }
        return EdgeMessage.parseFrom(frame.payload());
    }

    private @Nullable Frame readFrame() throws IOException {
        try {
            byte[] payload = new byte[in.readUnsignedShort() - 1];
            int type = in.readUnsignedByte();
            in.readFully(payload);
            return new Frame(type, ByteString.copyFrom(payload));
        } catch (EOFException e) {
            return null;
        }
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
