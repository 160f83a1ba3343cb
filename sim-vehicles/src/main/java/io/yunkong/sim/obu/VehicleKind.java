package io.yunkong.sim.obu;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.device.KindName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an onboard unit says that its vehicle is; by TLS only as its certificate has it. */
public enum VehicleKind {
    ONBOARD_UNIT(DeviceKind.DEVICE_KIND_ONBOARD_UNIT),
    /** Of no other kind is an emergency run believed. */
    EMERGENCY_VEHICLE(DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE),
    PUBLIC_TRANSPORT(DeviceKind.DEVICE_KIND_PUBLIC_TRANSPORT);

    private final DeviceKind onWire;

    VehicleKind(DeviceKind onWire) {
        this.onWire = onWire;
    }

    DeviceKind onWire() {
        return onWire;
    }

    /** As people and certificates write it, such as {@code emergency-vehicle}. */
    public String text() {
        return KindName.of(onWire);
    }

    /** The kind of that name; absent when it is none of a vehicle. */
    public static Optional<VehicleKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(VehicleKind::text).toList();
    }
}
