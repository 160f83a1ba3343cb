package io.yunkong.sim.obu;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection of a device with an edge: frames, blocking. Any thread may send; one reads. */
final class EdgeConnection implements AutoCloseable {
    /** Octets of a TLS alert where a frame should begin. */
    private static final int TLS_ALERT = 0x1503;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final AtomicLong uperFrames = new AtomicLong();

    EdgeConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /**
     * Connects and, if it is to be secured, shakes hands: TLS 1.3, and the certificate must be for the name.
     *
     * @param limitMs for the connection, for the handshake, and for each {@link #read}
     */
    static EdgeConnection open(EdgePoint edge, Optional<Tls> tls, int limitMs) throws IOException {
        Socket plain = connect(edge.resolve(), limitMs);
        try {
            return new EdgeConnection(
                    tls.isEmpty() ? plain : shakeHands(plain, edge, tls.get().context()));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    static Socket connect(InetSocketAddress address, int limitMs) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(address, limitMs);
            plain.setSoTimeout(limitMs);
            return plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** @throws CertificateFault.RefusedException when the edge had gone while the device's certificate was still being shown to it */
    static SSLSocket shakeHands(Socket plain, EdgePoint edge, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, edge.host(), edge.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3"});
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (IOException e) {
            throw CertificateFault.metClosedConnection(e) ? new CertificateFault.RefusedException(e) : e;
        }
        return secured;
    }

    void send(DeviceMessage message) throws IOException {
        write(FrameType.SESSION, message.toByteArray());
    }

    void sendFrame(byte[] uper) throws IOException {
        write(FrameType.UPER, uper);
    }

    private void write(FrameType type, byte[] payload) throws IOException {
        int header = FrameHeader.encode(type, payload.length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        byte[] frame = new byte[FrameHeader.BYTES + payload.length];
        frame[0] = (byte) (header >> 16);
        frame[1] = (byte) (header >> 8);
        frame[2] = (byte) header;
        System.arraycopy(payload, 0, frame, FrameHeader.BYTES, payload.length);
        synchronized (out) {
            out.write(frame);
            out.flush();
        }
    }

    /**
     * The next session message; message frames in UPER on the way are counted, a unit that shows them to a driver would decode them here.
     *
     * @throws java.net.SocketTimeoutException when nothing came for the time limit
     * @throws java.io.EOFException when the edge has closed
     * @throws IOException when the connection broke, or what came is no frame
     */
    EdgeMessage read() throws IOException {
        while (true) {
            int length = in.readUnsignedShort();
            if (length == TLS_ALERT) {
                throw new IOException("the edge answers in TLS; this connection is plain");
            }
            try {
                FrameHeader.checkLength(length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
                FrameType type = FrameType.of(in.readByte());
                byte[] payload = new byte[length - FrameHeader.TYPE_BYTES];
                in.readFully(payload);
                if (type == FrameType.SESSION) {
                    return EdgeMessage.parseFrom(payload);
                }
                uperFrames.incrementAndGet();
            } catch (FrameException e) {
                throw new IOException(Objects.requireNonNull(e.getMessage()), e);
            } catch (InvalidProtocolBufferException e) {
                throw new IOException("not a session message: octets=" + length, e);
            }
        }
    }

    /** How long each {@link #read} waits from now on. */
    void limit(int limitMs) throws IOException {
        socket.setSoTimeout(limitMs);
    }

    /** Message frames in UPER that came down. */
    long uperFrames() {
        return uperFrames.get();
    }

    /** Says that nothing more comes; what the edge still has can be read. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
