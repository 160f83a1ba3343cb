package io.yunkong.edge.link.station;

import io.yunkong.wire.schema.Edition;
import java.util.HashSet;
import java.util.Set;

/**
 * An address datagram stations send from: mostly one, several behind a gateway. Its acknowledgements, which do not say whose they are,
 * count against the rate of the station that came first. Which stations there are is changed under the monitor of {@link Stations}, the rate and
 * the edition belong to the listener's event loop.
 */
public final class DatagramSource {
    private final TokenBucket bucket;
    private Edition edition = Edition.E2020;
    private final Set<Long> roadsideUnits = new HashSet<>();
    private volatile long onlyRoadsideUnit;
    private int stations;

    DatagramSource(TokenBucket bucket) {
        this.bucket = bucket;
    }

    /** Whether one more acknowledgement keeps the rate. */
    public boolean mayPass(long nowNanos) {
        return bucket.take(nowNanos);
    }

    /** The edition of the last frame from there that is of one only: before a frame is read nobody knows whose it is. */
    public Edition edition() {
        return edition;
    }

    /** A frame from there was of another edition than supposed. */
    public void speaks(Edition other) {
        edition = other;
    }

    /** Station id of the one roadside unit that sends from there; 0 = none does, or several, and nobody can tell which. */
    public long roadsideUnit() {
        return onlyRoadsideUnit;
    }

    void enter(DatagramStation station) {
        stations++;
        if (station.isRoadsideUnit()) {
            roadsideUnits.add(station.stationId());
            countRoadsideUnits();
        }
    }

    /** Whether that was the last. */
    boolean leave(DatagramStation station) {
        if (roadsideUnits.remove(station.stationId())) {
            countRoadsideUnits();
        }
        return --stations == 0;
    }

    private void countRoadsideUnits() {
        onlyRoadsideUnit = roadsideUnits.size() == 1 ? roadsideUnits.iterator().next() : 0;
    }
}
