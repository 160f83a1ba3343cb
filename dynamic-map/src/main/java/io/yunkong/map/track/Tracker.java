package io.yunkong.map.track;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.observe.LongSlots;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.LaneQuery;
import io.yunkong.map.road.LaneUser;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one track for each road user, from every source. A report of a known station or of a known number of a roadside unit goes to its
 * track. An unknown number always starts a track of its own, which is compared with its neighbours before anybody hears of it: if it is
 * one of them, the number is handed to that one (track-to-track association; a number never takes a track that the same roadside unit
 * still sees under another). Tracks of unequipped road users are confirmed after some detections, so that short-lived ghosts stay unseen.
 *
 * <p>Measurements count at their own generation time, also when a little late or out of order. Slots number the tracks 0..tracksMax-1 and
 * are reused. Not thread-safe: one owner; no clock.
 */
public final class Tracker {
    /** Older than its track by more than this, a measurement cannot be carried forward. */
    private static final long LATE_MAX_US = 300_000;

    private static final double WALKING_MPS = 1;
    private static final double ODD_TURN_RAD = Math.toRadians(30);
    private static final double BESIDE_LANE_M = 0.5;

    private static final double SURE = 0.95;
    private static final double MOVING_MPS = 2;
    private static final double STRAIGHT_RADPS = 0.05;
    private static final double BESIDE_MAX_M = 2;
    /** White noise of a detection, and the driver's place in the lane, which ten detections a second see again and again. */
    private static final double BESIDE_VARIANCE =
            0.25 + LaneComparison.LANE_SIGMA_M * LaneComparison.LANE_SIGMA_M * 2 * LaneComparison.LANE_TIME_S * 10;

    private static final long MERGE_INTERVAL_US = 500_000;
    private static final long MATCH_INTERVAL_US = 90_000;
    private static final int MERGE_HITS_MIN = 2;
    private static final long SENSOR_ONLY_BIT = Long.MIN_VALUE;

    private final TrackerParameters parameters;
    private LaneMap lanes;
    private final Vicinity vicinity;
    private final Track[] tracks;
    private final SlotTable byStation;
    private final SlotTable byNumber;
    private final SlotTable byId;
    private final int[] freeSlots;
    /** Before that nobody in the slot is silent for too long: most need not be looked at, microseconds since 1970 UTC. */
    private final long[] silentAfterUs;

    private final long silenceMinUs;
    private final TwinSearch twins;
    private final LaneComparison laneComparison;
    private final LostRoadUsers lost;
    private final SensorRecord sensors = new SensorRecord();
    private final MotionFilter.Noise noise = new MotionFilter.Noise();
    private final LaneQuery laneQuery = new LaneQuery();
    private final TrackCopy copied = new TrackCopy();
    private int freeCount;
    private int highest;
    private long merged;
    private long tableFull;
    private int updatedSlot = -1;

    /**
     * @param lanes tracks are matched to
     * @param vicinity empty; kept up to date from here on
     */
    public Tracker(LaneMap lanes, Vicinity vicinity, TrackerParameters parameters) {
        this.parameters = parameters;
        this.lanes = lanes;
        this.vicinity = vicinity;
        int capacity = parameters.tracksMax();
        this.tracks = new Track[capacity];
        this.byStation = new SlotTable(capacity);
        this.byNumber = new SlotTable(capacity * 4);
        this.byId = new SlotTable(capacity);
        this.twins = new TwinSearch(tracks, vicinity, parameters);
        this.laneComparison = new LaneComparison(lanes);
        this.lost = new LostRoadUsers(lanes);
        this.freeSlots = new int[capacity];
        this.silentAfterUs = new long[capacity];
        Arrays.fill(silentAfterUs, Long.MAX_VALUE);
        this.silenceMinUs = (long) (1000 * Math.min(parameters.selfSilenceMaxMs(), parameters.sensorSilenceMaxMs()));
        for (int i = 0; i < capacity; i++) {
            freeSlots[i] = capacity - 1 - i;
        }
        this.freeCount = capacity;
    }

    /**
     * Goes on with another version of the lanes: tracks and their ids live on, each is matched anew, and no lane it was on before counts any
     * more.
     */
    public void activate(LaneMap next) {
        lost.activate(next);
        laneComparison.activate(next);
        lanes = next;
        for (int slot = 0; slot <= highest; slot++) {
            if (live(slot)) {
                Track track = tracks[slot];
                track.motion.forgetLanes();
                track.laneIndex = -1;
                matchLane(track);
            }
        }
    }

    /**
     * Takes a measurement in. Afterwards {@link #updatedSlot()} tells its track.
     *
     * @return why it was not used, or null when it was
     */
    public @Nullable RejectReason update(Observation observation) {
        updatedSlot = -1;
        if (observation instanceof SensorReport sensed) {
            sensors.heard(sensed.stationId(), sensed.receivedAtUs());
        }
        int slot = switch (observation) {
            case SelfReport self -> byStation.find(self.stationId());
            case SensorReport sensed -> ofNumber(sensed);
        };
        if (slot >= 0) {
            Track track = tracks[slot];
            if (track.motion.atUs() - observation.generatedAtUs() > LATE_MAX_US) {
                return RejectReason.OUT_OF_ORDER;
            }
            if (observation instanceof SensorReport sensed
                    && track.seenAtUs(sensed.stationId()) >= sensed.generatedAtUs()) {
                return track.seenAtUs(sensed.stationId()) == sensed.generatedAtUs()
                        ? RejectReason.DUPLICATE
                        : RejectReason.OUT_OF_ORDER;
            }
            switch (observation) {
                case SelfReport self -> track.update(self);
                case SensorReport sensed -> {
                    calibrate(track, sensed);
                    track.update(sensed, sensors, parameters.confirmGapMs() * 1000);
                }
            }
        } else {
            slot = start(observation);
            if (slot < 0) {
                return RejectReason.TABLE_FULL;
            }
        }
        updatedSlot = settle(slot, observation);
        return null;
    }

    /** Slot of the track that the last update went to; -1 = it was not used. */
    public int updatedSlot() {
        return updatedSlot;
    }

    /** What a vehicle on a lane, going straight, tells of the sensor that sees it. */
    private void calibrate(Track track, SensorReport sensed) {
        LaneHypothesis on = track.motion.best();
        if (!parameters.has(TrackerPart.SENSOR_CALIBRATION)
                || laneUser(track.roadUserClass()) != LaneUser.MOTOR_VEHICLE
                || on.lane < 0
                || on.weight < SURE
                || track.motion.speed() < MOVING_MPS
                || Math.abs(track.motion.turnRate()) > STRAIGHT_RADPS
                || byStation.find(sensed.stationId()) >= 0) {
            return;
        }
        double beside = on.leftEast * sensed.eastM() + on.leftNorth * sensed.northM() - on.centreM;
        if (Math.abs(beside) < BESIDE_MAX_M) {
            sensors.observe(
                    sensed.stationId(), sensed.generatedAtUs(), on.leftEast, on.leftNorth, beside, BESIDE_VARIANCE);
        }
    }

    /** The track that the roadside unit knows by this number, unless the detection no longer fits it. */
    private int ofNumber(SensorReport sensed) {
        long key = numberKey(sensed.stationId(), sensed.objectId());
        int slot = byNumber.find(key);
        if (slot < 0) {
            return -1;
        }
        Track track = tracks[slot];
        boolean current = track.used && track.numberAt(sensed.stationId()) == sensed.objectId();
        if (current && fits(track, sensed)) {
            return slot;
        }
        byNumber.release(key);
        return -1;
    }

    private boolean fits(Track track, SensorReport o) {
        return track.distance(o, sensors) <= parameters.gate();
    }

    private int start(Observation observation) {
        if (freeCount == 0) {
            tableFull++;
            return -1;
        }
        long id = switch (observation) {
            case SelfReport self -> idOfStation(self.stationId());
            case SensorReport sensed -> idOfFirstSight(sensed);
        };
        int slot = freeSlots[--freeCount];
        highest = Math.max(highest, slot);
        Track track = tracks[slot];
        if (track == null) {
            track = new Track(parameters.has(TrackerPart.POSITIONING_BIAS), noise);
            tracks[slot] = track;
        }
        switch (observation) {
            case SelfReport self -> track.start(id, self);
            case SensorReport sensed -> track.start(id, sensed, sensors);
        }
        silentAfterUs[slot] = track.measuredAtUs + silenceMinUs;
        byId.put(id, slot);
        if (observation instanceof SelfReport self) {
            byStation.put(self.stationId(), slot);
            track.confirmed = true;
        }
        return slot;
    }

    /** The same on every node, and never 0. */
    private static long idOfStation(long stationId) {
        return (LongSlots.mix(stationId) & ~SENSOR_ONLY_BIT) | 1;
    }

    /** Of who saw it first, as what and when: nodes that get the same reports give the same id. */
    private long idOfFirstSight(SensorReport sensed) {
        long id = LongSlots.mix(sensed.generatedAtUs() ^ numberKey(sensed.stationId(), sensed.objectId()))
                | SENSOR_ONLY_BIT;
        while (byId.find(id) >= 0) {
            // a message that holds one number twice
            id = LongSlots.mix(id) | SENSOR_ONLY_BIT;
        }
        return id;
    }

    /** Keeps index, lane and numbers in step with a track that has just been updated, and looks whether it is known twice. */
    private int settle(int slot, Observation observation) {
        Track track = tracks[slot];
        if (observation instanceof SensorReport sensed) {
            remember(numberKey(sensed.stationId(), sensed.objectId()), slot);
        }
        if (!parameters.has(TrackerPart.LANES) || laneUser(track.roadUserClass()) != LaneUser.MOTOR_VEHICLE) {
            track.motion.forgetLanes();
        } else {
            laneComparison.apply(track.motion);
        }
        vicinity.put(slot, track.motion.east(), track.motion.north());
        matchLane(track);
        if (!track.confirmed) {
            track.confirmed = track.hits >= parameters.confirmHits()
                    && (!parameters.has(TrackerPart.ODD_PLACES)
                            || usual(track)
                            || track.sources.count() > 1
                            || track.measuredAtUs - track.bornAtUs >= parameters.confirmOddMs() * 1000);
            if (track.confirmed) {
                recognize(slot, track);
            }
        }
        boolean settled = track.confirmed && track.measuredAtUs - track.mergeTriedAtUs < MERGE_INTERVAL_US;
        if (settled || track.hits < MERGE_HITS_MIN || !parameters.has(TrackerPart.MERGING)) {
            return slot;
        }
        track.mergeTriedAtUs = track.measuredAtUs;
        int twin = twins.find(slot);
        // in a queue the nearest to one may be nearer to another
        return twin < 0 || twins.find(twin) != slot ? slot : merge(slot, twin);
    }

    /** Nobody has heard of the track yet: it may still turn out to be one that was known before. */
    private void recognize(int slot, Track track) {
        long id = parameters.has(TrackerPart.RECOGNITION) ? lost.recognize(track) : 0;
        if (id != 0 && byId.find(id) < 0) {
            byId.release(track.trackId);
            track.trackId = id;
            byId.put(id, slot);
        }
    }

    /** Whether it is where road users of its class are to be expected, and goes the way they go there. */
    private boolean usual(Track track) {
        if (track.laneIndex < 0) {
            return false;
        }
        Lane lane = lanes.lane(track.laneIndex);
        double beyond = Math.abs(track.laneT) - lane.widthM() / 2;
        boolean along = track.motion.speed() < WALKING_MPS
                || Math.abs(Heading.turn(lane.line().headingAt(track.laneS), track.motion.heading())) < ODD_TURN_RAD;
        return switch (track.roadUserClass()) {
            case PEDESTRIAN -> lane.kind() == LaneKind.SIDEWALK || lane.kind() == LaneKind.CROSSWALK;
            case BICYCLE -> along && beyond < BESIDE_LANE_M;
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE, UNKNOWN ->
                along && beyond < BESIDE_LANE_M && lane.kind() == LaneKind.VEHICLE;
        };
    }

    private void remember(long key, int slot) {
        if (!byNumber.put(key, slot)) {
            tableFull++;
        }
    }

    private void matchLane(Track track) {
        long sinceUs = track.motion.atUs() - track.matchedAtUs;
        if (track.laneIndex >= 0 && sinceUs < MATCH_INTERVAL_US) {
            return;
        }
        track.matchedAtUs = track.motion.atUs();
        double east = track.motion.east();
        double north = track.motion.north();
        double heading = track.motion.heading();
        laneQuery.about(east, north, heading, laneUser(track.roadUserClass()), track.laneIndex);
        track.laneIndex = lanes.match(laneQuery);
        if (track.laneIndex >= 0) {
            track.laneS = laneQuery.sM();
            track.laneT = laneQuery.tM();
        }
    }

    /** How a road user of this class uses the lanes. */
    public static LaneUser laneUser(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case UNKNOWN -> LaneUser.UNKNOWN;
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE -> LaneUser.MOTOR_VEHICLE;
            case BICYCLE -> LaneUser.CYCLIST;
            case PEDESTRIAN -> LaneUser.PEDESTRIAN;
        };
    }

    /** Makes two tracks one; the one that reports itself, else the older, keeps its id. */
    private int merge(int a, int b) {
        boolean keepA = tracks[a].equipped() != tracks[b].equipped()
                ? tracks[a].equipped()
                : tracks[a].equipped()
                        ? tracks[a].selfReportedAtUs >= tracks[b].selfReportedAtUs
                        : tracks[a].confirmed != tracks[b].confirmed
                                ? tracks[a].confirmed
                                : tracks[a].bornAtUs <= tracks[b].bornAtUs;
        int kept = keepA ? a : b;
        int gone = keepA ? b : a;
        Track from = tracks[gone];
        tracks[kept].absorb(from);
        TrackSources sources = from.sources;
        for (int i = 0; i < sources.count(); i++) {
            if (!sources.isSelf(i)) {
                remember(numberKey(sources.station(i), sources.object(i)), kept);
            }
        }
        remove(gone, kept);
        merged++;
        return kept;
    }

    /** Drops the track; numbers and station that point to {@code heir} by now are left alone. */
    private void remove(int slot, int heir) {
        Track track = tracks[slot];
        TrackSources sources = track.sources;
        for (int i = 0; i < sources.count(); i++) {
            long key = numberKey(sources.station(i), sources.object(i));
            if (byNumber.find(key) == slot && slot != heir) {
                byNumber.release(key);
            }
        }
        if (track.equipped()) {
            byStation.release(track.stationId);
        }
        byId.release(track.trackId);
        track.used = false;
        silentAfterUs[slot] = Long.MAX_VALUE;
        vicinity.remove(slot);
        freeSlots[freeCount++] = slot;
    }

    /** Drops tracks that nobody has reported for too long. */
    public void tick(long nowUs) {
        for (int slot = 0; slot <= highest; slot++) {
            if (nowUs > silentAfterUs[slot]) {
                dropIfSilent(slot, nowUs);
            }
        }
    }

    private void dropIfSilent(int slot, long nowUs) {
        Track track = tracks[slot];
        if (nowUs - track.measuredAtUs <= silenceMaxUs(track)) {
            silentAfterUs[slot] = track.measuredAtUs + silenceMinUs;
            return;
        }
        if (track.confirmed && !track.equipped()) {
            lost.remember(track);
        }
        remove(slot, -1);
    }

    private double silenceMaxUs(Track track) {
        // who has stopped reporting himself lives on what sensors see
        boolean reporting = track.measuredAtUs - track.selfReportedAtUs < parameters.selfSilenceMaxMs() * 1000;
        return (track.equipped() && reporting ? parameters.selfSilenceMaxMs() : parameters.sensorSilenceMaxMs()) * 1000;
    }

    private static long numberKey(long roadsideUnit, int object) {
        return LongSlots.mix(roadsideUnit) ^ object;
    }

    /** One past the highest slot ever used. */
    public int slotsUsed() {
        return highest + 1;
    }

    public boolean live(int slot) {
        return slot >= 0 && slot <= highest && tracks[slot] != null && tracks[slot].used;
    }

    public boolean confirmed(int slot) {
        return live(slot) && tracks[slot].confirmed;
    }

    /** Whether it is confirmed and still believed to be there, although the newest reports may not have named it. */
    public boolean present(int slot, long nowUs) {
        return confirmed(slot) && (!parameters.has(TrackerPart.EXISTENCE) || tracks[slot].exists(sensors, nowUs));
    }

    /** The road user in the slot; slots are reused, ids are not. */
    public long trackId(int slot) {
        return tracks[slot].trackId;
    }

    /** Newest generation time among its measurements. */
    public long measuredAtUs(int slot) {
        return tracks[slot].measuredAtUs;
    }

    /** From its first measurement to its newest, microseconds. */
    public long knownForUs(int slot) {
        return tracks[slot].measuredAtUs - tracks[slot].bornAtUs;
    }

    /** Metres to the left of its lane's centre line; means nothing off every lane. */
    public double laneOffsetM(int slot) {
        return tracks[slot].laneT;
    }

    /** How far off the heading may be, one sigma, rad. */
    public double headingSigmaRad(int slot) {
        return Math.sqrt(tracks[slot].motion.headingVariance());
    }

    /** Whether the track is about where an earlier state of it leads to, as fast and in that direction. */
    public boolean agrees(int slot, RoadUserState earlier) {
        return tracks[slot].agrees(earlier);
    }

    public TrackSnapshot snapshot(int slot, long timeUs) {
        return at(slot, timeUs).snapshot();
    }

    /** State predicted to a time; overwritten by the next question for the state of any track, also one that is kept. */
    public RoadUserState at(int slot, long timeUs) {
        tracks[slot].copy(timeUs, copied);
        return copied;
    }

    /** State at the time of its newest measurement. */
    public TrackSnapshot current(int slot) {
        return snapshot(slot, tracks[slot].motion.atUs());
    }

    /** The same without a new object. */
    public void current(int slot, TrackCopy into) {
        tracks[slot].copy(tracks[slot].motion.atUs(), into);
    }

    /** Where the road user with this id is; -1 = it is not on the map. */
    public int slotOf(long trackId) {
        return byId.find(trackId);
    }

    /** The road user that reports itself under this id; -1 = none on the map does. */
    public int slotOfStation(long stationId) {
        return byStation.find(stationId);
    }

    /** Whom the source of a measurement means by it, as far as that is known; -1 = nobody on the map. Changes nothing. */
    public int slotMeantBy(Observation observation) {
        int slot = switch (observation) {
            case SelfReport self -> byStation.find(self.stationId());
            case SensorReport sensed -> byNumber.find(numberKey(sensed.stationId(), sensed.objectId()));
        };
        return live(slot) ? slot : -1;
    }

    /** How often two tracks turned out to be one road user. */
    public long merged() {
        return merged;
    }

    /**
     * How often a track or number had to be left out, or a sensor or a road user out of sight had to make room for another, because a table was
     * full.
     */
    public long tableFull() {
        return tableFull + sensors.pushedOut() + lost.pushedOut();
    }
}
