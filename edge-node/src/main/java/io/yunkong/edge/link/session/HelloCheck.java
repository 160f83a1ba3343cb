package io.yunkong.edge.link.session;

import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.frame.DeviceId;
import io.yunkong.wire.frame.ProtocolVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may open a session, by what its Hello says. Safe for use by any thread. */
final class HelloCheck {
    private final Devices devices;

    HelloCheck(Devices devices) {
        this.devices = devices;
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
        if (!DeviceId.isUsable(hello.getDeviceId())) {
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
        if (!hello.getZone().equals(devices.zoneName())) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_UNKNOWN_ZONE,
                    "zone not served here: device=" + hello.getDeviceId() + ", served=" + devices.zoneName()
                            + "; link closed");
        }
        return findKindRefusal(hello);
    }

    /** A station id of a roadside unit of the zone and the kind must agree: nobody else speaks for sensors. */
    private Optional<Refusal> findKindRefusal(Hello hello) {
        boolean isRoadsideUnit = devices.isRoadsideUnit(hello.getStationId());
        boolean good = switch (hello.getKind()) {
            case DEVICE_KIND_ONBOARD_UNIT, DEVICE_KIND_EMERGENCY_VEHICLE, DEVICE_KIND_PUBLIC_TRANSPORT ->
                !isRoadsideUnit;
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
