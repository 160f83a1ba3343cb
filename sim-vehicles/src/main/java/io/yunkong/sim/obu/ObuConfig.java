package io.yunkong.sim.obu;

import io.yunkong.wire.frame.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Who an onboard unit is, and where it connects.
 *
 * @param deviceId of the form {@link DeviceId#FORM}
 * @param kind what it says it is
 * @param stationId the id its BSM carry, not 0
 * @param zone name of the zone
 * @param vehicle class and size
 * @param edge where the edge is
 * @param tls how it is secured; empty = plain
 */
public record ObuConfig(
        String deviceId,
        VehicleKind kind,
        long stationId,
        String zone,
        VehicleProfile vehicle,
        EdgePoint edge,
        Optional<Tls> tls) {
    public ObuConfig {
        if (!DeviceId.isUsable(deviceId)) {
            throw new IllegalArgumentException(
                    "device id not usable: length=" + deviceId.length() + ", limit=1..64 of [A-Za-z0-9._-]; refused");
        }
        if (stationId == 0) {
            throw new IllegalArgumentException("station id zero: device=" + deviceId + "; refused");
        }
    }

    /** A station id for a device that was given none: the first eight octets of the SHA-256 of its name, so that it stays the same. */
    public static long stationIdOf(String deviceId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(deviceId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e); // every Java platform has it
        }
    }
}
