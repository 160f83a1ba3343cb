package io.yunkong.map.track;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import java.util.ArrayList;
import java.util.List;

/**
 * State of one track at one time, until it is overwritten by the next: for what is looked at with every measurement and seldom kept. Mutable,
 * reused. Not thread-safe: one owner.
 */
public final class TrackCopy implements RoadUserState {
    /** A track rests on as many sources at most. */
    public static final int SOURCES_MAX = 6;

    private static final int SELF = -1;
    private static final int NUMBERS = 4;

    long trackId;
    long stationId;
    RoadUserClass roadUserClass = RoadUserClass.UNKNOWN;
    long atUs;
    double eastM;
    double northM;
    double speedMps;
    double headingRad;
    double accelerationMps2;
    double yawRateRadps;
    double lengthM;
    double widthM;
    double positionSigmaM;
    long measuredAtUs;
    int laneIndex = -1;
    double laneS;
    Announcement announcement = Announcement.NONE;

    private int sourceCount;
    /** Of each source its station, number, time and, as bits, sigma, side by side. */
    private final long[] sources = new long[SOURCES_MAX * NUMBERS];

    void clearSources() {
        sourceCount = 0;
    }

    void addSource(long station, int objectId, long generatedAtUs, double sigmaM) {
        int at = sourceCount++ * NUMBERS;
        sources[at] = station;
        sources[at + 1] = objectId;
        sources[at + 2] = generatedAtUs;
        sources[at + 3] = Double.doubleToRawLongBits(sigmaM);
    }

    /** Overwrites it with a state that was kept, of {@link #SOURCES_MAX} sources at most, as all are that a tracker gives. */
    public TrackCopy copyOf(TrackSnapshot kept) {
        trackId = kept.trackId();
        stationId = kept.stationId();
        roadUserClass = kept.roadUserClass();
        atUs = kept.atUs();
        eastM = kept.eastM();
        northM = kept.northM();
        speedMps = kept.speedMps();
        headingRad = kept.headingRad();
        accelerationMps2 = kept.accelerationMps2();
        yawRateRadps = kept.yawRateRadps();
        lengthM = kept.lengthM();
        widthM = kept.widthM();
        positionSigmaM = kept.positionSigmaM();
        measuredAtUs = kept.measuredAtUs();
        laneIndex = kept.laneIndex();
        laneS = kept.laneS();
        announcement = kept.announcement();
        clearSources();
        for (TrackSnapshot.Source source : kept.sources()) {
            addSource(source.stationId(), source.objectId(), source.generatedAtUs(), source.positionSigmaM());
        }
        return this;
    }

    @Override
    public TrackSnapshot snapshot() {
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
                laneIndex,
                laneS,
                announcement,
                listOfSources());
    }

    private List<TrackSnapshot.Source> listOfSources() {
        if (sourceCount == 1) { // as a rule
            return List.of(source(0));
        }
        List<TrackSnapshot.Source> list = new ArrayList<>(sourceCount);
        for (int i = 0; i < sourceCount; i++) {
            list.add(source(i));
        }
        return list;
    }

    private TrackSnapshot.Source source(int i) {
        return new TrackSnapshot.Source(sourceStationId(i), sourceObjectId(i), sourceGeneratedAtUs(i), sourceSigmaM(i));
    }

    @Override
    public long trackId() {
        return trackId;
    }

    @Override
    public long stationId() {
        return stationId;
    }

    @Override
    public RoadUserClass roadUserClass() {
        return roadUserClass;
    }

    @Override
    public long atUs() {
        return atUs;
    }

    @Override
    public double eastM() {
        return eastM;
    }

    @Override
    public double northM() {
        return northM;
    }

    @Override
    public double speedMps() {
        return speedMps;
    }

    @Override
    public double headingRad() {
        return headingRad;
    }

    @Override
    public double accelerationMps2() {
        return accelerationMps2;
    }

    @Override
    public double yawRateRadps() {
        return yawRateRadps;
    }

    @Override
    public double lengthM() {
        return lengthM;
    }

    @Override
    public double widthM() {
        return widthM;
    }

    @Override
    public double positionSigmaM() {
        return positionSigmaM;
    }

    @Override
    public long measuredAtUs() {
        return measuredAtUs;
    }

    @Override
    public int laneIndex() {
        return laneIndex;
    }

    @Override
    public double laneS() {
        return laneS;
    }

    @Override
    public Announcement announcement() {
        return announcement;
    }

    @Override
    public int sourceCount() {
        return sourceCount;
    }

    @Override
    public long sourceStationId(int source) {
        return sources[source * NUMBERS];
    }

    @Override
    public boolean selfReport(int source) {
        return sources[source * NUMBERS + 1] == SELF;
    }

    @Override
    public int sourceObjectId(int source) {
        return (int) sources[source * NUMBERS + 1];
    }

    @Override
    public long sourceGeneratedAtUs(int source) {
        return sources[source * NUMBERS + 2];
    }

    @Override
    public double sourceSigmaM(int source) {
        return Double.longBitsToDouble(sources[source * NUMBERS + 3]);
    }
}
