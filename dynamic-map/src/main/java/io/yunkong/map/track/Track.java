package io.yunkong.map.track;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One road user as the tracker knows it. Mutable, owned by the {@link Tracker}, reused. */
final class Track {
    /** Far enough back, and differences to it do not overflow. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private static final int SOURCES_MAX = 6;
    private static final int SELF = -1;
    private static final int LEFT_SIGNAL = 1 << 2;
    private static final int RIGHT_SIGNAL = 1 << 3;

    private static final double SELF_SIGMA_M = 1.0;
    private static final double SENSOR_SIGMA_M = 0.6;
    private static final RoadUserClass[] CLASSES = RoadUserClass.values();

    final MotionFilter filter = new MotionFilter();
    boolean used;
    boolean confirmed;
    long trackId;
    long stationId;
    long bornAtUs;
    long measuredAtUs;
    long selfReportedAtUs;
    long mergeTriedAtUs;
    int hits;
    int laneIndex;
    double laneS;
    double laneT;

    private final double[] classVotes = new double[CLASSES.length];
    private double lengthM;
    private double widthM;
    private int turnSignal;

    private int sourceCount;
    private final long[] sourceStation = new long[SOURCES_MAX];
    private final int[] sourceObject = new int[SOURCES_MAX];
    private final long[] sourceAtUs = new long[SOURCES_MAX];
    private final double[] sourceSigmaM = new double[SOURCES_MAX];

    /** Measurement noise: satellite positioning apart from its bias, or a sensor with what is left of its calibration. */
    static MotionFilter.Noise noise(Observation o) {
        boolean self = o instanceof SelfReport;
        double told = o.positionSigmaM();
        double sigma = Double.isNaN(told) ? (self ? SELF_SIGMA_M : SENSOR_SIGMA_M) : Math.clamp(told, 0.1, 30);
        return self
                // the bias state holds the slow part of it, the rest is white
                ? new MotionFilter.Noise(Math.max(0.3, Math.sqrt(Math.max(0, sigma * sigma - 0.6))), 0.03, 0.2, 0.6)
                : new MotionFilter.Noise(Math.max(0.5, sigma), 0.07, 0.5, 2);
    }

    void start(long id, Observation o) {
        used = true;
        confirmed = false;
        trackId = id;
        stationId = 0;
        bornAtUs = o.generatedAtUs();
        measuredAtUs = o.generatedAtUs();
        selfReportedAtUs = NEVER;
        mergeTriedAtUs = NEVER;
        hits = 0;
        laneIndex = -1;
        laneS = 0;
        laneT = 0;
        Arrays.fill(classVotes, 0);
        lengthM = 0;
        widthM = 0;
        turnSignal = 0;
        sourceCount = 0;
        filter.agility(1);
        filter.start(
                o.generatedAtUs(),
                o.eastM(),
                o.northM(),
                o.headingRad(),
                o.speedMps(),
                noise(o),
                o instanceof SelfReport);
        note(o);
    }

    void update(Observation o) {
        filter.update(
                o.generatedAtUs(),
                o.eastM(),
                o.northM(),
                o.headingRad(),
                o.speedMps(),
                o instanceof SelfReport ? o.accelerationMps2() : Double.NaN,
                noise(o),
                o instanceof SelfReport);
        note(o);
    }

    private void note(Observation o) {
        hits++;
        measuredAtUs = Math.max(measuredAtUs, o.generatedAtUs());
        double sigma = noise(o).positionM();
        switch (o) {
            case SelfReport self -> {
                stationId = self.stationId();
                selfReportedAtUs = Math.max(selfReportedAtUs, self.generatedAtUs());
                turnSignal = (self.exteriorLights() & LEFT_SIGNAL) != 0
                        ? -1
                        : (self.exteriorLights() & RIGHT_SIGNAL) != 0 ? 1 : 0;
                vote(self, 5, 0.5);
                touch(self.stationId(), SELF, self.generatedAtUs(), sigma);
            }
            case SensorReport sensed -> {
                vote(sensed, 1, equipped() ? 0 : 0.2);
                touch(sensed.stationId(), sensed.objectId(), sensed.generatedAtUs(), sigma);
            }
        }
    }

    /** Counts a class, old votes fading over some 50 reports, and takes in the size. */
    private void vote(Observation o, double weight, double sizeShare) {
        RoadUserClass told = o.roadUserClass();
        for (int i = 0; i < classVotes.length; i++) {
            boolean chosen = CLASSES[i] == told && told != RoadUserClass.UNKNOWN;
            classVotes[i] = 0.98 * classVotes[i] + (chosen ? weight : 0);
        }
        if (o.lengthM() > 0 && o.widthM() > 0) {
            double share = lengthM == 0 ? 1 : sizeShare;
            lengthM += share * (o.lengthM() - lengthM);
            widthM += share * (o.widthM() - widthM);
        }
        filter.agility(roadUserClass() == RoadUserClass.PEDESTRIAN ? 8 : 1);
    }

    /** Remembers the source, instead of the one silent longest when there are too many. */
    private void touch(long station, int object, long atUs, double sigmaM) {
        int place = find(station, object == SELF);
        if (place < 0 && sourceCount < SOURCES_MAX) {
            place = sourceCount++;
        }
        if (place < 0) {
            place = 0;
            for (int i = 1; i < sourceCount; i++) {
                place = sourceAtUs[i] < sourceAtUs[place] ? i : place;
            }
        }
        sourceStation[place] = station;
        sourceObject[place] = object;
        sourceAtUs[place] = atUs;
        sourceSigmaM[place] = sigmaM;
    }

    private int find(long station, boolean self) {
        for (int i = 0; i < sourceCount; i++) {
            if (sourceStation[i] == station && (sourceObject[i] == SELF) == self) {
                return i;
            }
        }
        return -1;
    }

    /** When the roadside unit saw it last, whatever its number was; long before 1970 = never. */
    long seenAtUs(long roadsideUnit) {
        int place = find(roadsideUnit, false);
        return place < 0 ? NEVER : sourceAtUs[place];
    }

    /** The number the roadside unit gave it last, -1 = none. */
    int numberAt(long roadsideUnit) {
        int place = find(roadsideUnit, false);
        return place < 0 ? SELF : sourceObject[place];
    }

    /** Whether a roadside unit or vehicle saw both as two, or one of them the other, since the younger one exists. */
    boolean seenApartFrom(Track other) {
        long since = Math.max(bornAtUs, other.bornAtUs);
        for (int i = 0; i < sourceCount; i++) {
            if (sourceObject[i] != SELF && sourceAtUs[i] >= since && other.seenAtUs(sourceStation[i]) >= since) {
                return true;
            }
        }
        return seenAtUs(other.stationId) >= since || other.seenAtUs(stationId) >= since;
    }

    /** Takes over what another track of the same road user was known by. */
    void absorb(Track other) {
        for (int i = 0; i < other.sourceCount; i++) {
            if (other.sourceObject[i] != SELF && other.sourceAtUs[i] > seenAtUs(other.sourceStation[i])) {
                touch(other.sourceStation[i], other.sourceObject[i], other.sourceAtUs[i], other.sourceSigmaM[i]);
            }
        }
        measuredAtUs = Math.max(measuredAtUs, other.measuredAtUs);
        confirmed |= other.confirmed;
    }

    boolean equipped() {
        return stationId != 0;
    }

    int sourceCount() {
        return sourceCount;
    }

    boolean sourceIsSelf(int i) {
        return sourceObject[i] == SELF;
    }

    long sourceStation(int i) {
        return sourceStation[i];
    }

    int sourceObject(int i) {
        return sourceObject[i];
    }

    RoadUserClass roadUserClass() {
        int best = 0;
        for (int i = 1; i < classVotes.length; i++) {
            best = classVotes[i] > classVotes[best] ? i : best;
        }
        return CLASSES[best];
    }

    double lengthM() {
        return lengthM > 0 ? lengthM : UsualSize.lengthM(roadUserClass());
    }

    double widthM() {
        return widthM > 0 ? widthM : UsualSize.widthM(roadUserClass());
    }

    double eastAt(long timeUs) {
        return filter.east() + way(timeUs) * Math.sin(middleHeading(timeUs));
    }

    double northAt(long timeUs) {
        return filter.north() + way(timeUs) * Math.cos(middleHeading(timeUs));
    }

    private double aheadS(long timeUs) {
        return Math.clamp((timeUs - filter.atUs()) / 1e6, -0.5, 2);
    }

    private double way(long timeUs) {
        double s = aheadS(timeUs);
        return Math.max(0, filter.speed() + filter.acceleration() * s / 2) * s;
    }

    private double middleHeading(long timeUs) {
        return filter.heading() + filter.turnRate() * aheadS(timeUs) / 2;
    }

    TrackSnapshot snapshot(long timeUs) {
        List<TrackSnapshot.Source> sources = new ArrayList<>(sourceCount);
        for (int i = 0; i < sourceCount; i++) {
            if (measuredAtUs - sourceAtUs[i] < 1_000_000) {
                sources.add(
                        new TrackSnapshot.Source(sourceStation[i], sourceObject[i], sourceAtUs[i], sourceSigmaM[i]));
            }
        }
        double ahead = aheadS(timeUs);
        double speed = Math.max(0, filter.speed() + filter.acceleration() * ahead);
        return new TrackSnapshot(
                trackId,
                stationId,
                roadUserClass(),
                timeUs,
                eastAt(timeUs),
                northAt(timeUs),
                speed,
                Heading.normalize(filter.heading() + filter.turnRate() * ahead),
                filter.acceleration(),
                filter.turnRate(),
                lengthM(),
                widthM(),
                filter.positionSigma(),
                measuredAtUs,
                laneIndex,
                laneS + way(timeUs),
                turnSignal,
                sources);
    }
}
