package io.yunkong.edge.link;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.frame.ProtocolVersion;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all device links of an edge share, and who may open a session. Immutable but for its parts. Safe for use by any thread. */
public final class Devices {
    private static final int SESSION_ID_BYTES = 16;
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Why a device may not open a session. */
    record Refusal(RefusalCode code, String reason) {}

    private final Zone zone;
    private final LinkLimits limits;
    private final Stations stations;
    private final DeviceEvents events;
    private final Set<DownlinkMessage> datagramDownlink;
    private final Set<Long> roadsideUnits;
    private final SecureRandom random;
    private final SessionKeys keys;
    private final LongSupplier clockUs;

    /**
     * What the device links of an edge share.
     *
     * @param datagramDownlink what stations that send datagrams understand on the way down
     * @param random of session ids and keys, which nobody may guess
     * @param clockUs microseconds since 1970 UTC
     */
    public Devices(
            Zone zone,
            LinkLimits limits,
            Stations stations,
            DeviceEvents events,
            Set<DownlinkMessage> datagramDownlink,
            SecureRandom random,
            LongSupplier clockUs) {
        this.random = random;
        this.keys = new SessionKeys(random);
        this.clockUs = clockUs;
        this.zone = zone;
        this.limits = limits;
        this.stations = stations;
        this.events = events;
        this.datagramDownlink = Set.copyOf(datagramDownlink);
        this.roadsideUnits =
                zone.roadsideUnits().stream().map(RoadsideUnit::stationId).collect(Collectors.toUnmodifiableSet());
    }

    LinkLimits limits() {
        return limits;
    }

    Stations stations() {
        return stations;
    }

    SessionKeys keys() {
        return keys;
    }

    DeviceEvents events() {
        return events;
    }

    Set<DownlinkMessage> datagramDownlink() {
        return datagramDownlink;
    }

    String zoneName() {
        return zone.name();
    }

    boolean isRoadsideUnit(long stationId) {
        return roadsideUnits.contains(stationId);
    }

    /** The roadside unit of the zone that somebody calls by its name in the zone, or by its station id in 16 hexadecimal digits. */
    Optional<RoadsideUnit> findRoadsideUnit(String name) {
        return zone.roadsideUnits().stream()
                .filter(unit -> unit.id().equals(name)
                        || HexFormat.of().toHexDigits(unit.stationId()).equalsIgnoreCase(name))
                .findFirst();
    }

    /** A session for a device that may come in. */
    DeviceSession newSession(Hello said) {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        long clearHoldsUs = TimeUnit.NANOSECONDS.toMicros(
                limits.idleTimeout().plus(limits.resume().keep()).toNanos());
        Outbox outbox = new Outbox(limits.resume(), clearHoldsUs, stations.resumeCounters(), events, clockUs);
        return new DeviceSession(HexFormat.of().formatHex(id), said, outbox, keys);
    }

    /**
     * Empty when the device may come in. Texts never repeat what the device sent, unless it has been checked.
     *
     * @param peer who it is by its certificate; null = without TLS
     */
    Optional<Refusal> findRefusal(Hello hello, @Nullable TlsPeer peer) {
        if (hello.getProtocolVersion() != ProtocolVersion.SESSION) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION,
                    "protocol version unknown: version=" + Integer.toUnsignedString(hello.getProtocolVersion())
                            + ", limit=" + ProtocolVersion.SESSION + "; link closed");
        }
        if (!DEVICE_ID.matcher(hello.getDeviceId()).matches()) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID,
                    "device id not usable: length=" + hello.getDeviceId().length()
                            + ", limit=1..64 of [A-Za-z0-9._-]; link closed");
        }
        if (hello.getStationId() == 0) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_BAD_DEVICE_ID,
                    "station id zero: device=" + hello.getDeviceId() + "; link closed");
        }
        if (peer != null && peer.findRefusal(hello).isPresent()) {
            return peer.findRefusal(hello);
        }
        if (!hello.getZone().equals(zone.name())) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_UNKNOWN_ZONE,
                    "zone not served here: device=" + hello.getDeviceId() + ", served=" + zone.name()
                            + "; link closed");
        }
        return findKindRefusal(hello);
    }

    /** A station id of a roadside unit of the zone and the kind must agree: nobody else speaks for sensors. */
    private Optional<Refusal> findKindRefusal(Hello hello) {
        boolean isRoadsideUnit = roadsideUnits.contains(hello.getStationId());
        boolean good = switch (hello.getKind()) {
            case DEVICE_KIND_ONBOARD_UNIT -> !isRoadsideUnit;
            case DEVICE_KIND_ROADSIDE_UNIT -> isRoadsideUnit;
            case DEVICE_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
        return good
                ? Optional.empty()
                : refusal(
                        RefusalCode.REFUSAL_CODE_BAD_KIND,
                        "device kind and station do not agree: device=" + hello.getDeviceId() + ", kind="
                                + hello.getKind() + ", station_is_roadside_unit=" + isRoadsideUnit + "; link closed");
    }

    private static Optional<Refusal> refusal(RefusalCode code, String reason) {
        return Optional.of(new Refusal(code, reason));
    }
}
