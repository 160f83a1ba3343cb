package io.yunkong.sim;

import io.yunkong.wire.Accepted;
import io.yunkong.wire.Advice;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The device side of an edge, as small as can be: accepts sessions, keeps what it reads, warns one station once. */
public final class TestEdge implements AutoCloseable {
    public final List<Hello> hellos = new CopyOnWriteArrayList<>();
    public final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    public final List<DeviceMessage> acknowledgements = new CopyOnWriteArrayList<>();
    /** Device ids of sessions that ended. */
    public final List<String> left = new CopyOnWriteArrayList<>();
    /** How many numbers lie between what a resuming device has read and the warning it gets then; negative = it gets none. */
    public volatile int supersededWhileAway = -1;

    /** Answers no hello but closes the connection. */
    public volatile boolean hangsUp;

    private final AtomicBoolean warned = new AtomicBoolean();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    public TestEdge() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Cuts all sessions. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException e) {
            // closed: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        String device = "";
        try (DataInputStream in = new DataInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            while (true) {
                int length = in.readUnsignedShort();
                int type = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length - 1);
                if (type == 1) {
                    frames.add(payload);
                } else {
                    DeviceMessage message = DeviceMessage.parseFrom(payload);
                    device = message.hasHello() ? message.getHello().getDeviceId() : device;
                    answer(message, out);
                }
            }
        } catch (EOFException | SocketException e) {
            left.add(device);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(DeviceMessage message, OutputStream out) throws IOException {
        if (message.hasHello()) {
            hellos.add(message.getHello());
            if (hangsUp) {
                throw new EOFException("hung up");
            }
            write(
                    out,
                    EdgeMessage.newBuilder()
                            .setAccepted(Accepted.newBuilder()
                                    .setSessionId("s" + message.getHello().getDeviceId())
                                    .setEdgeTimeUs(AwakeClock.nowUs())
                                    .setResumed(message.getHello().hasResume())
                                    .setHeartbeatIntervalMs(200))
                            .build());
            if (message.getHello().hasResume() && supersededWhileAway >= 0) {
                long sequence = message.getHello().getResume().getLastSequence() + supersededWhileAway + 1;
                write(
                        out,
                        EdgeMessage.newBuilder()
                                .setWarning(warning(message.getHello()))
                                .setSequence(sequence)
                                .build());
            }
            if (message.getHello().getKind() == DeviceKind.DEVICE_KIND_ONBOARD_UNIT && !warned.getAndSet(true)) {
                write(
                        out,
                        EdgeMessage.newBuilder()
                                .setWarning(warning(message.getHello()))
                                .setSequence(1)
                                .build());
            }
        } else if (message.hasWarningAck() || message.hasAdviceAck()) {
            acknowledgements.add(message);
        } else if (message.hasHeartbeat()) {
            write(
                    out,
                    EdgeMessage.newBuilder()
                            .setHeartbeat(Heartbeat.newBuilder()
                                    .setAnswerToUs(message.getHeartbeat().getSentAtUs()))
                            .build());
        }
    }

    /** Gives advice to every device that is connected. */
    public void advise(Advice advice) throws IOException {
        tell(EdgeMessage.newBuilder().setAdvice(advice).build());
    }

    /** Says something to every device that is connected. */
    public void tell(EdgeMessage message) throws IOException {
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                write(socket.getOutputStream(), message);
            }
        }
    }

    private static Warning warning(Hello hello) {
        return Warning.newBuilder()
                .setWarningId("test-1")
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setHostStationId(hello.getStationId())
                .setEvidence(Evidence.newBuilder()
                        .setStamps(LatencyStamps.newBuilder().setGeneratedAtUs(AwakeClock.nowUs() - 5_000)))
                .build();
    }

    private static void write(OutputStream out, EdgeMessage message) throws IOException {
        byte[] payload = message.toByteArray();
        byte[] frame = ByteBuffer.allocate(3 + payload.length)
                .putShort((short) (1 + payload.length))
                .put((byte) 2)
                .put(payload)
                .array();
        out.write(frame); // at once: a test and an answer may write to one session at the same time
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
