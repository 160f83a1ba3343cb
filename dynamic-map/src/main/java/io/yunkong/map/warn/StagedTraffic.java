package io.yunkong.map.warn;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Crossing;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Staged approaches on a zone's own lanes: cars that close in on slower ones, cars that meet where junction paths conflict, cars that
 * meet a pedestrian on a crosswalk. A node lets them run through a private copy of its warning path before it takes the first real
 * message, because the code of a fresh process needs some 100 ms for its first warning: too long for whoever gets it. The measurements
 * are exact and no two scenes overlap. Deterministic.
 */
public final class StagedTraffic {
    /** Time between two measurements of one road user, microseconds. */
    public static final long INTERVAL_US = 100_000;

    private static final long START_US = 1_800_000_000_000_000L;
    private static final long WAY_US = 20_000;
    private static final int STEPS = 28;
    private static final double MEETING_S = 3.2;
    private static final int SCENES_PER_KIND = 10;
    private static final double CAR_MPS = 11;
    private static final double SLOW_MPS = 3;
    private static final double WALK_MPS = 1.4;
    private static final long STATION = 0x7374_6167_6564_0000L;

    private enum Kind {
        FOLLOWING,
        CROSSING,
        WALKING
    }

    /**
     * A road user that keeps its speed along one lane, or two.
     *
     * @param before lane that leads to {@code lane}, null = none needed
     * @param meetingM where along {@code lane} it is at {@link #MEETING_S}
     */
    private record Actor(int number, @Nullable Lane before, Lane lane, double meetingM, double speedMps) {
        boolean walks() {
            return lane.kind() == LaneKind.CROSSWALK;
        }

        void report(int step, List<RoadsideUnit> units, List<Observation> to) {
            long atUs = START_US + step * INTERVAL_US;
            double along = meetingM - speedMps * (MEETING_S - step * INTERVAL_US * 1e-6);
            Lane on = lane;
            if (along < 0 && before != null) {
                on = before;
                along += before.lengthM();
            }
            double east = on.line().eastAt(along);
            double north = on.line().northAt(along);
            double heading = on.line().headingAt(along);
            RoadUserClass kind = walks() ? RoadUserClass.PEDESTRIAN : RoadUserClass.CAR;
            double length = walks() ? 0.5 : 4.6;
            double width = walks() ? 0.5 : 1.8;
            long receivedUs = atUs + WAY_US;
            double none = Double.NaN;
            for (RoadsideUnit unit : units) {
                if (Math.hypot(unit.eastM() - east, unit.northM() - north) < 0.9 * unit.rangeM()) {
                    to.add(new SensorReport(
                            unit.stationId(),
                            number,
                            atUs,
                            receivedUs,
                            east,
                            north,
                            speedMps,
                            heading,
                            none,
                            none,
                            length,
                            width,
                            kind,
                            none));
                    break;
                }
            }
            if (!walks()) {
                to.add(new SelfReport(
                        STATION + number,
                        atUs,
                        receivedUs,
                        east,
                        north,
                        speedMps,
                        heading,
                        0,
                        0,
                        length,
                        width,
                        kind,
                        none,
                        Announcement.NONE,
                        step));
            }
        }
    }

    private final LaneMap lanes;
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Kind, Integer> scenes = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private StagedTraffic(LaneMap lanes) {
        this.lanes = lanes;
    }

    /**
     * What the road users and the roadside units report, in the order of receipt: three seconds, one to two thousand measurements. Kinds of
     * scenes that the zone has no place for are left out.
     */
    public static List<Observation> observations(Zone zone) {
        StagedTraffic traffic = new StagedTraffic(zone.lanes());
        zone.lanes().lanes().forEach(traffic::stage);
        List<Observation> observations = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            for (Actor actor : traffic.actors) {
                actor.report(step, zone.roadsideUnits(), observations);
            }
        }
        return observations;
    }

    private void stage(Lane lane) {
        if (lane.kind() != LaneKind.VEHICLE) {
            return;
        }
        if (!lane.insideJunction()) {
            stageFollowing(lane);
            return;
        }
        for (int other : lane.conflictsWith()) {
            lanes.crossing(lane.index(), other).ifPresent(crossing -> stageMeeting(lane, lanes.lane(other), crossing));
        }
    }

    private void stageFollowing(Lane lane) {
        double way = CAR_MPS * MEETING_S;
        if (lane.lengthM() > 2 * way && claim(Kind.FOLLOWING, lane.road())) {
            double meeting = way + (lane.lengthM() - way) / 2;
            add(null, lane, meeting, CAR_MPS);
            add(null, lane, meeting, SLOW_MPS);
        }
    }

    private void stageMeeting(Lane path, Lane other, Crossing crossing) {
        if (other.kind() == LaneKind.BICYCLE || other.kind() == LaneKind.SIDEWALK) {
            return;
        }
        boolean walked = other.kind() == LaneKind.CROSSWALK;
        Lane before = leading(path);
        Lane otherBefore = walked ? other : leading(other);
        if (before != null
                && otherBefore != null
                && !before.equals(otherBefore)
                && claim(walked ? Kind.WALKING : Kind.CROSSING, String.valueOf(path.junction()))) {
            add(before, path, crossing.sAM(), CAR_MPS);
            add(walked ? null : otherBefore, other, crossing.sBM(), walked ? WALK_MPS : CAR_MPS);
        }
    }

    /** The lane before a junction path when it is long enough for the approach. */
    private @Nullable Lane leading(Lane path) {
        for (int index : path.predecessors()) {
            Lane before = lanes.lane(index);
            if (before.lengthM() > CAR_MPS * MEETING_S) {
                return before;
            }
        }
        return null;
    }

    private boolean claim(Kind kind, String place) {
        return scenes.getOrDefault(kind, 0) < SCENES_PER_KIND
                && taken.add(place)
                && scenes.merge(kind, 1, Integer::sum) > 0;
    }

    private void add(@Nullable Lane before, Lane lane, double meetingM, double speedMps) {
        actors.add(new Actor(actors.size() + 1, before, lane, meetingM, speedMps));
    }
}
