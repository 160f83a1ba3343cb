package io.yunkong.wire.frame;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Datagrams under the key of a session ({@code DatagramKey}), both ways. Numbers are big-endian. The sequence rises with every datagram of
 * one direction; the receiver takes each number once and none that lags behind by {@value #WINDOW} or more.
 *
 * <pre>
 *  +------+--------+----------+----------------//--+---------+
 *  | 0xF6 | key id | sequence | payload            |   MAC   |   MAC = first 16 octets of HMAC-SHA-256 over everything before it
 *  |  u8  |  u64   |   u64    |                    | 16 oct. |
 *  +------+--------+----------+----------------//--+---------+
 *    payload up:   one UPER MessageFrame
 *    payload down: type octet ({@link FrameType}: UPER or SESSION) and what a frame of that type holds
 * </pre>
 *
 * <p>Up is device to edge. Both directions have one key and count apart: what the edge sends counts up from {@link #DOWN_FIRST}, so that what it sent
 * cannot be sent back to it as the device's. Not thread-safe.
 */
public final class DatagramSeal {
    /** First octet. A UPER MessageFrame cannot start so: see {@link FrameHeader#DATAGRAM_SESSION_MARKER}. */
    public static final int MARKER = 0xF6;

    /** Octets before the payload: marker, key id, sequence. */
    public static final int HEADER_BYTES = 17;

    /** Octets after the payload. */
    public static final int MAC_BYTES = 16;

    /** Octets of a key. */
    public static final int KEY_BYTES = 32;

    /** Numbers the receiver looks back at most. */
    public static final int WINDOW = 64;

    /** First sequence of what the edge sends; a device's stay below it. */
    public static final long DOWN_FIRST = 1L << 63;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_ID_AT = 1;
    private static final int SEQUENCE_AT = 9;

    private final long keyId;
    private final Mac mac;
    private final byte[] full = new byte[32];

    /**
     * For one key.
     *
     * @param key {@value #KEY_BYTES} octets
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public DatagramSeal(long keyId, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "datagram key not usable: length=" + key.length + ", limit=" + KEY_BYTES + "; refused");
        }
        this.keyId = keyId;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM + " in this JVM", e);
        }
    }

    /** Octets of the datagram that holds so many octets of payload. */
    public static int length(int payloadBytes) {
        return HEADER_BYTES + payloadBytes + MAC_BYTES;
    }

    /** Key id of a datagram of at least {@link #HEADER_BYTES} octets. */
    public static long keyId(byte[] datagram) {
        return number(datagram, KEY_ID_AT);
    }

    /** Sequence of a datagram of at least {@link #HEADER_BYTES} octets; unsigned. */
    public static long sequence(byte[] datagram) {
        return number(datagram, SEQUENCE_AT);
    }

    /** A datagram. */
    public byte[] seal(long sequence, byte[] payload) {
        byte[] datagram = new byte[length(payload.length)];
        datagram[0] = (byte) MARKER;
        put(datagram, KEY_ID_AT, keyId);
        put(datagram, SEQUENCE_AT, sequence);
        System.arraycopy(payload, 0, datagram, HEADER_BYTES, payload.length);
        int end = datagram.length - MAC_BYTES;
        compute(datagram, end);
        System.arraycopy(full, 0, datagram, end, MAC_BYTES);
        return datagram;
    }

    /**
     * Whether the MAC of a datagram is right; in the same time wherever it is wrong.
     *
     * @param datagram its first {@code length} octets, at least {@code length(0)}
     */
    public boolean isSealed(byte[] datagram, int length) {
        int end = length - MAC_BYTES;
        compute(datagram, end);
        int different = 0;
        for (int i = 0; i < MAC_BYTES; i++) {
            different |= full[i] ^ datagram[end + i];
        }
        Arrays.fill(full, (byte) 0);
        return different == 0;
    }

    private void compute(byte[] datagram, int length) {
        try {
            mac.update(datagram, 0, length);
            mac.doFinal(full, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MAC longer than 32 octets", e);
        }
    }

    private static void put(byte[] octets, int at, long number) {
        for (int i = 0; i < Long.BYTES; i++) {
            octets[at + i] = (byte) (number >>> (8 * (Long.BYTES - 1 - i)));
        }
    }

    private static long number(byte[] octets, int at) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = (number << 8) | (octets[at + i] & 0xFF);
        }
        return number;
    }
}
