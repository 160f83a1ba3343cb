package io.yunkong.edge.link.station;

import io.yunkong.edge.downlink.StationLink;
import io.yunkong.wire.DeviceKind;

/** Who has a station for its own: a session of a device, whatever it comes by. Safe for use by any thread. */
public interface StationHolder extends StationLink {
    @Override
    String deviceId();

    DeviceKind kind();

    /** Whether the device has shown a certificate. */
    boolean isCertified();

    /** Whether the device is there; false while its session is only kept. */
    boolean isConnected();

    /** Another has the station now: this one is over, and its device is told. Called by {@link Stations} while it makes the change: must not wait. */
    void replaced();

    /** Who shows a certificate takes a station from who did not, and never the other way round; among equals the first keeps it. */
    default boolean keepsOut(boolean certified, String otherDeviceId) {
        if (isCertified() != certified) {
            return isCertified();
        }
        return isConnected() && !deviceId().equals(otherDeviceId);
    }
}
