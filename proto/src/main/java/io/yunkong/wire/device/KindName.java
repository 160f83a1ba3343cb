package io.yunkong.wire.device;

import io.yunkong.wire.DeviceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people and certificates call the kinds of devices, such as {@code onboard-unit}. */
public final class KindName {
    private KindName() {}

    /** The name of a kind; empty for one that names nothing. */
    public static String of(DeviceKind kind) {
        return switch (kind) {
            case DEVICE_KIND_ONBOARD_UNIT -> "onboard-unit";
            case DEVICE_KIND_ROADSIDE_UNIT -> "roadside-unit";
            case DEVICE_KIND_EMERGENCY_VEHICLE -> "emergency-vehicle";
            case DEVICE_KIND_PUBLIC_TRANSPORT -> "public-transport";
            case DEVICE_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    /** The kind of that name; absent when there is none. */
    public static Optional<DeviceKind> find(String name) {
        return Arrays.stream(DeviceKind.values())
                .filter(kind -> !name.isEmpty() && of(kind).equals(name))
                .findFirst();
    }

    /** All names, in the order of the kinds' numbers. */
    public static List<String> all() {
        return Arrays.stream(DeviceKind.values())
                .map(KindName::of)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
