package io.yunkong.sim.conflict;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.sim.traffic.Stage;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of a zone where conflicts can be played in sight of a roadside unit. */
final class Settings {
    private static final double APPROACH_MIN_M = 115;
    private static final double SPEED_MIN_MPS = 7;
    private static final double IN_SIGHT = 0.85;

    private final Stage stage;
    private final List<RoadsideUnit> units;
    private final List<Setting> found = new ArrayList<>();

    private Settings(Stage stage, List<RoadsideUnit> units) {
        this.stage = stage;
        this.units = units;
    }

    static List<Setting> find(Stage stage, List<RoadsideUnit> units) {
        Settings settings = new Settings(stage, units);
        LaneMap map = stage.map();
        for (Lane lane : map.lanes()) {
            if (lane.kind() == LaneKind.VEHICLE && !lane.insideJunction()) {
                settings.queues(lane);
            } else if (lane.kind() == LaneKind.VEHICLE && lane.turn() == TurnDirection.STRAIGHT) {
                settings.meetings(lane);
            }
        }
        return List.copyOf(settings.found);
    }

    private void queues(Lane lane) {
        double speed = Math.min(13, 0.95 * lane.speedLimitMps());
        if (speed < SPEED_MIN_MPS) {
            return;
        }
        for (double s = 145; s < lane.lengthM() - 35; s += 20) {
            if (inSight(lane, s) && inSight(lane, s - 60)) {
                found.add(new Setting.Queue(lane, s));
            }
        }
    }

    private void meetings(Lane path) {
        for (Lane other : stage.meets(path)) {
            double[] meeting = stage.meeting(path, other);
            if (!inSight(path, meeting[0])) {
                continue;
            }
            for (Setting.Way host : ways(path, meeting[0])) {
                if (other.kind() == LaneKind.CROSSWALK) {
                    steps(host, other, meeting[1]);
                } else if (other.kind() == LaneKind.VEHICLE
                        && other.turn() == TurnDirection.STRAIGHT
                        && across(path, other, meeting)) {
                    boolean givesWay =
                            other.signal() != null || other.yieldsTo().contains(path.index());
                    for (Setting.Way runner : givesWay ? ways(other, meeting[1]) : List.<Setting.Way>of()) {
                        found.add(new Setting.Cross(host, runner));
                    }
                }
            }
        }
    }

    private void steps(Setting.Way host, Lane crosswalk, double meetM) {
        double back = crosswalk.lengthM() - meetM;
        if (meetM > 3.2 && meetM < 12) {
            found.add(new Setting.Step(host, crosswalk, false, meetM));
        }
        if (back > 3.2 && back < 12) {
            found.add(new Setting.Step(host, crosswalk, true, back));
        }
    }

    private List<Setting.Way> ways(Lane path, double meetM) {
        List<Setting.Way> ways = new ArrayList<>();
        for (int predecessor : path.predecessors()) {
            Setting.Way way = new Setting.Way(stage.map().lane(predecessor), path, meetM);
            if (way.approach().lengthM() > APPROACH_MIN_M && way.speedMps() > SPEED_MIN_MPS) {
                ways.add(way);
            }
        }
        return ways;
    }

    private static boolean across(Lane path, Lane other, double[] meeting) {
        double turn =
                Heading.turn(path.line().headingAt(meeting[0]), other.line().headingAt(meeting[1]));
        return Math.abs(turn) > Math.toRadians(55) && Math.abs(turn) < Math.toRadians(125);
    }

    private boolean inSight(Lane lane, double s) {
        double east = lane.line().eastAt(s);
        double north = lane.line().northAt(s);
        for (RoadsideUnit unit : units) {
            if (Math.hypot(unit.eastM() - east, unit.northM() - north) < IN_SIGHT * unit.rangeM()) {
                return true;
            }
        }
        return false;
    }
}
