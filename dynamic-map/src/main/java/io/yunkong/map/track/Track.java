package io.yunkong.map.track;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import java.util.Arrays;

/** One road user as the tracker knows it. Mutable, owned by the {@link Tracker}, reused. */
final class Track {
    /** Far enough back, and differences to it do not overflow. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** What a road user said of itself counts as long after it. */
    private static final long ANNOUNCED_US = 1_000_000;

    private static final int SELF = TrackSources.SELF;

    private static final long APART_US = 500_000;

    private static final double SELF_SIGMA_M = 1.0;
    /** Share of a satellite positioning error that changes over half a minute; the rest is white. */
    private static final double BIAS_SHARE = 0.8;

    private static final double SENSOR_SIGMA_M = 0.5;
    /** After so many reports a place that does not fit tells of its noise. */
    private static final int HITS_KNOWN = 20;

    private static final double SELF_LEARNING_SHARE = 0.02;

    private static final double SAME_PLACE_M = 0.3;
    private static final double SAME_SPEED_MPS = 0.3;
    private static final double SAME_HEADING_RAD = 0.05;

    private static final double RHYTHM_SHARE = 0.1;
    private static final double DELAY_FIRST_US = 100_000;
    private static final double PERIOD_MAX_US = 1_000_000;
    private static final double ODDS_FIRST = 1.5;
    private static final double ODDS_PER_HIT = 0.4;
    private static final double ODDS_MAX = 9;
    /** Nine of ten times a report comes. */
    private static final double ODDS_PER_MISS = 2.3;

    private static final RoadUserClass[] CLASSES = RoadUserClass.values();

    final MotionEstimate motion = new MotionEstimate();
    boolean used;
    boolean confirmed;
    long trackId;
    long stationId;
    long bornAtUs;
    long measuredAtUs;
    long selfReportedAtUs;
    long mergeTriedAtUs;
    long matchedAtUs;
    int hits;
    int laneIndex;
    double laneS;
    double laneT;

    private final double[] classVotes = new double[CLASSES.length];
    private int mostVoted;
    private final double biasShare;
    private double lengthM;
    private double widthM;
    private Announcement announcement = Announcement.NONE;
    private double selfNoiseFactor;
    private double selfPeriodUs;
    private double selfDelayUs;

    final TrackSources sources = new TrackSources();

    private final MotionFilter.Noise noise;

    /**
     * @param biasEstimated whether the slow part of a satellite positioning error is told apart from the rest
     * @param noise for use meanwhile, by one track at a time
     */
    Track(boolean biasEstimated, MotionFilter.Noise noise) {
        biasShare = biasEstimated ? BIAS_SHARE : 0;
        this.noise = noise;
    }

    /** Noise of what the road user says of itself: most of a satellite positioning error is bias. */
    private MotionFilter.Noise noise(SelfReport self) {
        return noise.set(whiteM(self), sigmaM(self) * biasShare, 0.03, 0.2, 0.6);
    }

    private static double sigmaM(SelfReport self) {
        double told = self.positionSigmaM();
        return Double.isNaN(told) ? SELF_SIGMA_M : Math.clamp(told, 0.3, 30);
    }

    private double whiteM(SelfReport self) {
        double factor = Double.isNaN(self.positionSigmaM()) ? selfNoiseFactor : 1;
        return Math.max(0.3, sigmaM(self) * Math.sqrt((1 - biasShare * biasShare) * factor));
    }

    /** Noise of a sensor, with what is not known of its calibration. */
    private MotionFilter.Noise noise(SensorReport sensed, SensorRecord sensors) {
        double told = sensed.positionSigmaM();
        double square = Double.isNaN(told)
                ? SENSOR_SIGMA_M * SENSOR_SIGMA_M * sensors.noiseFactor(sensed.stationId())
                : Math.clamp(told, 0.1, 30) * Math.clamp(told, 0.1, 30);
        double sigma = Math.sqrt(square + sensors.variance(sensed.stationId()));
        return noise.set(Math.max(0.3, sigma), 0, 0.07, 0.5, 2);
    }

    /** Starts from what the road user says of itself. */
    void start(long id, SelfReport self) {
        start(id, (Observation) self);
        motion.start(
                self.generatedAtUs(), self.eastM(), self.northM(), self.headingRad(), self.speedMps(), noise(self));
        note(self);
    }

    /** Starts from what a sensor sees, put right by its calibration. */
    void start(long id, SensorReport sensed, SensorRecord sensors) {
        start(id, (Observation) sensed);
        long unit = sensed.stationId();
        motion.start(
                sensed.generatedAtUs(),
                sensed.eastM() - sensors.eastM(unit),
                sensed.northM() - sensors.northM(unit),
                sensed.headingRad(),
                sensed.speedMps(),
                noise(sensed, sensors));
        note(sensed, sensors);
    }

    private void start(long id, Observation o) {
        used = true;
        confirmed = false;
        trackId = id;
        stationId = 0;
        bornAtUs = o.generatedAtUs();
        measuredAtUs = o.generatedAtUs();
        selfReportedAtUs = NEVER;
        mergeTriedAtUs = NEVER;
        matchedAtUs = NEVER;
        hits = 0;
        laneIndex = -1;
        laneS = 0;
        laneT = 0;
        Arrays.fill(classVotes, 0);
        mostVoted = 0;
        lengthM = 0;
        widthM = 0;
        announcement = Announcement.NONE;
        sources.clear();
        selfNoiseFactor = 1;
        selfPeriodUs = Double.POSITIVE_INFINITY;
        selfDelayUs = DELAY_FIRST_US;
    }

    void update(SelfReport self) {
        motion.update(
                self.generatedAtUs(),
                self.eastM(),
                self.northM(),
                self.headingRad(),
                self.speedMps(),
                self.accelerationMps2(),
                noise(self));
        if (hits > HITS_KNOWN) {
            selfNoiseFactor = NoiseFactor.learn(selfNoiseFactor, motion.lastMisfit(), SELF_LEARNING_SHARE);
        }
        note(self);
    }

    /** @param gapMaxUs after a longer pause an unconfirmed one is new */
    void update(SensorReport sensed, SensorRecord sensors, double gapMaxUs) {
        if (!confirmed && sensed.generatedAtUs() - measuredAtUs > gapMaxUs) {
            bornAtUs = sensed.generatedAtUs();
            hits = 0;
        }
        long unit = sensed.stationId();
        motion.update(
                sensed.generatedAtUs(),
                sensed.eastM() - sensors.eastM(unit),
                sensed.northM() - sensors.northM(unit),
                sensed.headingRad(),
                sensed.speedMps(),
                Double.NaN,
                noise(sensed, sensors));
        if (hits > HITS_KNOWN) {
            sensors.learn(unit, motion.lastMisfit());
        }
        note(sensed, sensors);
    }

    /** Squared Mahalanobis distance of a detection, see {@link MotionFilter#distance}. */
    double distance(SensorReport sensed, SensorRecord sensors) {
        long unit = sensed.stationId();
        return motion.distance(
                sensed.generatedAtUs(),
                sensed.eastM() - sensors.eastM(unit),
                sensed.northM() - sensors.northM(unit),
                sensed.speedMps(),
                noise(sensed, sensors));
    }

    private void note(SelfReport self) {
        hits++;
        measuredAtUs = Math.max(measuredAtUs, self.generatedAtUs());
        stationId = self.stationId();
        noteRhythm(self);
        announce(self.announcement());
        vote(self, 5, 0.5);
        sources.touch(self.stationId(), SELF, self.generatedAtUs(), whiteM(self), 0);
    }

    private void announce(Announcement told) {
        if (!announcement.equals(told)) { // as a rule it is the same again, and need not be stored
            announcement = told;
        }
    }

    private void note(SensorReport sensed, SensorRecord sensors) {
        hits++;
        measuredAtUs = Math.max(measuredAtUs, sensed.generatedAtUs());
        vote(sensed, 1, equipped() ? 0 : 0.2);
        double told = sensed.positionSigmaM();
        sources.touch(
                sensed.stationId(),
                sensed.objectId(),
                sensed.generatedAtUs(),
                Double.isNaN(told) ? SENSOR_SIGMA_M : told,
                sensors.rounds(sensed.stationId()));
    }

    /** How often it reports itself, and how late. */
    private void noteRhythm(SelfReport self) {
        long step = self.generatedAtUs() - selfReportedAtUs;
        if (step > 0) {
            double period = Math.min((double) step, PERIOD_MAX_US);
            // the first step is all that is known; before it there is no rhythm to miss
            selfPeriodUs = selfReportedAtUs == NEVER
                    ? Double.POSITIVE_INFINITY
                    : selfPeriodUs == Double.POSITIVE_INFINITY
                            ? period
                            : selfPeriodUs + RHYTHM_SHARE * (period - selfPeriodUs);
            selfReportedAtUs = self.generatedAtUs();
        }
        selfDelayUs += RHYTHM_SHARE * (self.receivedAtUs() - self.generatedAtUs() - selfDelayUs);
    }

    /** Counts a class, old votes fading over some 50 reports, and takes in the size. */
    private void vote(Observation o, double weight, double sizeShare) {
        RoadUserClass told = o.roadUserClass();
        for (int i = 0; i < classVotes.length; i++) {
            boolean chosen = CLASSES[i] == told && told != RoadUserClass.UNKNOWN;
            classVotes[i] = 0.98 * classVotes[i] + (chosen ? weight : 0);
        }
        mostVoted = 0;
        for (int i = 1; i < classVotes.length; i++) {
            mostVoted = classVotes[i] > classVotes[mostVoted] ? i : mostVoted;
        }
        if (o.lengthM() > 0 && o.widthM() > 0) {
            double share = lengthM == 0 ? 1 : sizeShare;
            lengthM += share * (o.lengthM() - lengthM);
            widthM += share * (o.widthM() - widthM);
        }
        motion.model(MotionModel.of(roadUserClass()));
    }

    /** When the roadside unit saw it last, whatever its number was; long before 1970 = never. */
    long seenAtUs(long roadsideUnit) {
        int place = sources.find(roadsideUnit, false);
        return place < 0 ? NEVER : sources.atUs(place);
    }

    /** The number the roadside unit gave it last, -1 = none. */
    int numberAt(long roadsideUnit) {
        int place = sources.find(roadsideUnit, false);
        return place < 0 ? SELF : sources.object(place);
    }

    /**
     * Whether a roadside unit or vehicle has lately seen both as two, or one of them the other; what a sensor called so long ago may have been
     * wrong.
     */
    boolean seenApartFrom(Track other) {
        long since = Math.max(bornAtUs, other.bornAtUs);
        for (int i = 0; i < sources.count(); i++) {
            long seen = sources.atUs(i);
            long otherSeen = other.seenAtUs(sources.station(i));
            if (!sources.isSelf(i) && Math.min(seen, otherSeen) >= since && Math.abs(seen - otherSeen) < APART_US) {
                return true;
            }
        }
        return seenAtUs(other.stationId) >= since || other.seenAtUs(stationId) >= since;
    }

    /** Takes over what another track of the same road user was known by. */
    void absorb(Track other) {
        TrackSources from = other.sources;
        for (int i = 0; i < from.count(); i++) {
            if (!from.isSelf(i) && from.atUs(i) > seenAtUs(from.station(i))) {
                sources.touch(from.station(i), from.object(i), from.atUs(i), from.sigmaM(i), from.round(i));
            }
        }
        measuredAtUs = Math.max(measuredAtUs, other.measuredAtUs);
        confirmed |= other.confirmed;
    }

    /**
     * Whether it is still believed to be there: with every report of itself or of a sensor that stays away it is less so, the sooner the
     * shorter it was known (log-odds of existence as in Musicki, Evans, Stankovic, "Integrated probabilistic data association", 1994). A sensor
     * that has fallen silent altogether tells nothing.
     */
    boolean exists(SensorRecord sensors, long nowUs) {
        double missed = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sources.count(); i++) {
            missed = Math.min(
                    missed,
                    sources.isSelf(i)
                            ? (nowUs - selfReportedAtUs - selfDelayUs) / selfPeriodUs
                            : sensors.rounds(sources.station(i)) - sources.round(i));
        }
        return Math.min(ODDS_MAX, ODDS_FIRST + ODDS_PER_HIT * hits) > ODDS_PER_MISS * missed;
    }

    boolean equipped() {
        return stationId != 0;
    }

    RoadUserClass roadUserClass() {
        return CLASSES[mostVoted];
    }

    double lengthM() {
        return lengthM > 0 ? lengthM : UsualSize.lengthM(roadUserClass());
    }

    double widthM() {
        return widthM > 0 ? widthM : UsualSize.widthM(roadUserClass());
    }

    double eastAt(long timeUs) {
        return motion.east() + way(timeUs) * Math.sin(middleHeading(timeUs));
    }

    double northAt(long timeUs) {
        return motion.north() + way(timeUs) * Math.cos(middleHeading(timeUs));
    }

    private double aheadS(long timeUs) {
        return Math.clamp((timeUs - motion.atUs()) / 1e6, -0.5, 2);
    }

    private double way(long timeUs) {
        double s = aheadS(timeUs);
        return Math.max(0, motion.speed() + motion.acceleration() * s / 2) * s;
    }

    private double laneSAt(long timeUs) {
        return laneIndex < 0 ? 0 : laneS + motion.speed() * (motion.atUs() - matchedAtUs) / 1e6 + way(timeUs);
    }

    private double middleHeading(long timeUs) {
        return motion.heading() + motion.turnRate() * aheadS(timeUs) / 2;
    }

    /** Whether it is about where an earlier state of it leads to, as fast and in that direction. */
    boolean agrees(RoadUserState earlier) {
        double ahead = (motion.atUs() - earlier.atUs()) / 1e6;
        double way = earlier.speedMps() * ahead;
        double de = motion.east() - earlier.eastM() - way * Math.sin(earlier.headingRad());
        double dn = motion.north() - earlier.northM() - way * Math.cos(earlier.headingRad());
        return de * de + dn * dn < SAME_PLACE_M * SAME_PLACE_M
                && Math.abs(motion.speed() - earlier.speedMps()) < SAME_SPEED_MPS
                && Math.abs(Heading.turn(earlier.headingRad(), motion.heading())) < SAME_HEADING_RAD;
    }

    /** Writes its state at a time. */
    void copy(long timeUs, TrackCopy into) {
        double ahead = aheadS(timeUs);
        into.trackId = trackId;
        into.stationId = stationId;
        RoadUserClass told = roadUserClass();
        if (into.roadUserClass != told) { // a reference stored anew is one more for the collector to look at
            into.roadUserClass = told;
        }
        into.atUs = timeUs;
        into.eastM = eastAt(timeUs);
        into.northM = northAt(timeUs);
        into.speedMps = Math.max(0, motion.speed() + motion.acceleration() * ahead);
        into.headingRad = Heading.normalize(motion.heading() + motion.turnRate() * ahead);
        into.accelerationMps2 = motion.acceleration();
        into.yawRateRadps = motion.turnRate();
        into.lengthM = lengthM();
        into.widthM = widthM();
        into.positionSigmaM = Math.sqrt(motion.positionVariance());
        into.measuredAtUs = measuredAtUs;
        into.laneIndex = laneIndex;
        into.laneS = laneSAt(timeUs);
        Announcement says = measuredAtUs - selfReportedAtUs < ANNOUNCED_US ? announcement : Announcement.NONE;
        if (!into.announcement.equals(says)) {
            into.announcement = says;
        }
        copySources(into);
    }

    /** Those of the last second. */
    private void copySources(TrackCopy into) {
        into.clearSources();
        for (int i = 0; i < sources.count(); i++) {
            if (measuredAtUs - sources.atUs(i) < 1_000_000) {
                into.addSource(sources.station(i), sources.object(i), sources.atUs(i), sources.sigmaM(i));
            }
        }
    }
}
