package io.yunkong.load.fleet;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Resume;
import io.yunkong.wire.frame.ProtocolVersion;
import java.util.HexFormat;
import java.util.List;

/**
 * Who a device says it is.
 *
 * @param id its name
 * @param station id of its messages
 * @param kind what it is
 * @param downlink what it understands; empty = notices
 * @param zone where it is
 */
record Device(String id, long station, DeviceKind kind, List<DownlinkMessage> downlink, String zone) {
    /** An onboard unit, or that of a bus. */
    static Device vehicle(long station, DeviceKind kind, String zone) {
        return new Device("load-" + HexFormat.of().toHexDigits(station), station, kind, List.of(), zone);
    }

    Hello hello() {
        return Hello.newBuilder()
                .setProtocolVersion(ProtocolVersion.SESSION)
                .setDeviceId(id)
                .setKind(kind)
                .setZone(zone)
                .setStationId(station)
                .addAllDownlink(downlink)
                .build();
    }

    Hello hello(String sessionId, long lastSequence) {
        return hello().toBuilder()
                .setResume(Resume.newBuilder().setSessionId(sessionId).setLastSequence(lastSequence))
                .build();
    }
}
