package io.yunkong.sim;

import io.yunkong.sim.sensor.Message;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over (station, sequence, payload with times from the start) of messages in order of simulated time. One owner. */
final class StreamHash {
    private final MessageDigest digest;
    private final ByteBuffer head = ByteBuffer.allocate(20);
    private long messages;

    StreamHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(List<Message> ordered) {
        for (Message message : ordered) {
            head.clear().putLong(message.stationId()).putInt(message.sequence()).putLong(message.dueUs());
            digest.update(head.array());
            digest.update(message.uperFromStart());
            messages++;
        }
    }

    long messages() {
        return messages;
    }

    /** Of what was added so far. */
    String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
