package io.yunkong.load.jmh;

import io.yunkong.load.bench.BenchRoads;
import io.yunkong.load.bench.Traffic;
import io.yunkong.load.device.DeviceFrames;
import io.yunkong.load.device.DrivenState;
import io.yunkong.wire.uper.BsmWriter;

/**
 * BSMs of vehicles that report one after the other, each ten times a second and at its true place, by a clock that goes on with every message.
 * Not thread-safe.
 */
final class BsmTraffic {
    static final long START_US = 1_800_000_000_000_000L;
    static final long ROUND_US = 100_000;

    private static final long FIRST_STATION = 1;

    private final DeviceFrames frames = new DeviceFrames(4.6, 1.8);
    private final Traffic traffic;
    private final int[] vehicles;
    private final long withinUs;
    private long sent;

    /**
     * @param traffic on roads to the east
     * @param vehicles of it, that report
     * @param withinUs of each tenth of a second the part from its beginning in which all of them do, microseconds
     */
    BsmTraffic(Traffic traffic, int[] vehicles, long withinUs) {
        this.traffic = traffic;
        this.vehicles = vehicles;
        this.withinUs = withinUs;
    }

    /** When the next message is sent, microseconds since 1970 UTC. */
    long timeUs() {
        return START_US + sent / vehicles.length * ROUND_US + sent % vehicles.length * withinUs / vehicles.length;
    }

    /** Encodes the messages that are sent next, in place of those that were there. */
    void next(int count, Messages into) {
        into.clear();
        for (int i = 0; i < count; i++) {
            long atUs = timeUs();
            int vehicle = vehicles[(int) (sent % vehicles.length)];
            into.add(
                    frames.bsm(
                            FIRST_STATION + vehicle, sent / vehicles.length, atUs, state(vehicle, atUs), into.room()),
                    atUs);
            sent++;
        }
    }

    private DrivenState state(int vehicle, long atUs) {
        // a BSM tells its time in milliseconds
        long timeMs = (atUs - START_US) / 1000;
        double timeS = timeMs / 1e3;
        return new DrivenState(
                traffic.latitudeDeg(vehicle),
                traffic.longitudeDeg(vehicle, timeS),
                traffic.speedMps(vehicle, timeS),
                BenchRoads.HEADING_DEG);
    }

    static Messages messages() {
        return new Messages(BsmWriter.BYTES_MAX);
    }
}
