package io.yunkong.map.track;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import java.util.List;

/**
 * State of one track at one time. Immutable.
 *
 * @param trackId stable number of the road user
 * @param stationId the id it reports itself, 0 = only sensors see it
 * @param roadUserClass most likely class
 * @param atUs time the state is predicted to, microseconds since 1970 UTC
 * @param eastM centre of the footprint
 * @param northM centre of the footprint
 * @param speedMps metres per second, never NaN
 * @param headingRad radians clockwise from north, never NaN
 * @param accelerationMps2 along the heading, 0 when unknown
 * @param yawRateRadps clockwise positive, 0 when unknown
 * @param lengthM metres, > 0
 * @param widthM metres, > 0
 * @param positionSigmaM one sigma, horizontal, metres
 * @param measuredAtUs generation time of the newest measurement
 * @param laneIndex lane it is matched to, -1 = none
 * @param laneS metres along that lane
 * @param announcement what it says of itself; nothing when nobody heard it itself
 * @param sources what the state rests on, newest of each source
 */
public record TrackSnapshot(
        long trackId,
        long stationId,
        RoadUserClass roadUserClass,
        long atUs,
        double eastM,
        double northM,
        double speedMps,
        double headingRad,
        double accelerationMps2,
        double yawRateRadps,
        double lengthM,
        double widthM,
        double positionSigmaM,
        long measuredAtUs,
        int laneIndex,
        double laneS,
        Announcement announcement,
        List<Source> sources)
        implements RoadUserState {

    /**
     * @param stationId who told it
     * @param objectId the sensor's number of it; -1 = the road user told it itself
     * @param generatedAtUs when the measurement was true
     * @param positionSigmaM accuracy used, metres
     */
    public record Source(long stationId, int objectId, long generatedAtUs, double positionSigmaM) {
        public boolean selfReport() {
            return objectId < 0;
        }
    }

    public TrackSnapshot {
        sources = List.copyOf(sources);
    }

    /** The same state, matched to no lane: for one that was of another version of the lanes. */
    public TrackSnapshot withoutLane() {
        return new TrackSnapshot(
                trackId,
                stationId,
                roadUserClass,
                atUs,
                eastM,
                northM,
                speedMps,
                headingRad,
                accelerationMps2,
                yawRateRadps,
                lengthM,
                widthM,
                positionSigmaM,
                measuredAtUs,
                -1,
                0,
                announcement,
                sources);
    }

    @Override
    public int sourceCount() {
        return sources.size();
    }

    @Override
    public long sourceStationId(int source) {
        return sources.get(source).stationId();
    }

    @Override
    public boolean selfReport(int source) {
        return sources.get(source).selfReport();
    }

    @Override
    public int sourceObjectId(int source) {
        return sources.get(source).objectId();
    }

    @Override
    public long sourceGeneratedAtUs(int source) {
        return sources.get(source).generatedAtUs();
    }

    @Override
    public double sourceSigmaM(int source) {
        return sources.get(source).positionSigmaM();
    }

    @Override
    public TrackSnapshot snapshot() {
        return this;
    }
}
