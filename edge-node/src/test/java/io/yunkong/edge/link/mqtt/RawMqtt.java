package io.yunkong.edge.link.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** An MQTT client that says exactly what it is told, octet by octet. */
final class RawMqtt implements AutoCloseable {
    static final int CONNECT = 0x10;
    static final int PUBLISH = 0x30;
    static final int CONNACK = 2;
    static final int DISCONNECT = 14;

    /** A packet as it came: its type and what follows the length. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(int type, byte[] body) {
        /** Reason code of a CONNACK, else the first octet. */
        int reason() {
            return body[type == CONNACK ? 1 : 0] & 0xFF;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    RawMqtt(InetSocketAddress edge) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(edge);
        socket.setSoTimeout((int) MqttFixture.PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
    }

    /** A client that is in, with version 4 (3.1.1) or 5. */
    static RawMqtt connected(InetSocketAddress edge, int version, String clientId) throws IOException {
        RawMqtt client = new RawMqtt(edge);
        client.send(CONNECT, connect(version, 0x02, 60, clientId));
        Packet answer = client.read();
        if (answer.type() != CONNACK || answer.reason() != 0) {
            throw new IOException("not accepted: type=" + answer.type() + ", reason=" + answer.reason());
        }
        return client;
    }

    static byte[] connect(int version, int flags, int keepAliveS, String clientId) {
        byte[] properties = version == 5 ? new byte[] {0} : new byte[0];
        return join(
                text("MQTT"),
                new byte[] {(byte) version, (byte) flags, (byte) (keepAliveS >> 8), (byte) keepAliveS},
                properties,
                text(clientId));
    }

    static byte[] text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {(byte) (octets.length >> 8), (byte) octets.length}, octets);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    void send(int header, byte[] body) throws IOException {
        octets(join(new byte[] {(byte) header}, length(body.length), body));
    }

    static byte[] length(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = length;
        do {
            out.write(left > 127 ? (left & 0x7F) | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
        return out.toByteArray();
    }

    void octets(byte... octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    Packet read() throws IOException {
        int type = in.readUnsignedByte() >>> 4;
        int length = 0;
        int shift = 0;
        int octet;
        do {
            octet = in.readUnsignedByte();
            length |= (octet & 0x7F) << shift;
            shift += 7;
        } while ((octet & 0x80) != 0);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(type, body);
    }

    /** The last packet before the edge closes; type 0 when there is none. */
    Packet awaitEnd() throws IOException {
        Packet last = new Packet(0, new byte[2]);
        try {
            while (true) {
                last = read();
            }
        } catch (EOFException | SocketException e) {
            return last;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
