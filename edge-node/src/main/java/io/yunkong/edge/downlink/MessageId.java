package io.yunkong.edge.downlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 8-octet id that an edge's own messages carry in place of a roadside unit's: the letters YK, then the first six octets of the SHA-256 of
 * the edge's name. The same after every start, and not a roadside unit's of any zone unless by an accident of one in 2^48.
 */
final class MessageId {
    private static final long PREFIX = 0x594BL << 48;
    private static final long HASH_MASK = 0xFFFF_FFFF_FFFFL;

    private MessageId() {}

    static long ofEdge(String edgeId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(edgeId.getBytes(StandardCharsets.UTF_8));
            return PREFIX | (ByteBuffer.wrap(hash).getLong() >>> 16 & HASH_MASK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("hash not there: algorithm=SHA-256; every JDK has it", e);
        }
    }

    static byte[] octets(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }
}
