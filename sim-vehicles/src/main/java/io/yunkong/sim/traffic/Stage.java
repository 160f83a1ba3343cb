package io.yunkong.sim.traffic;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import java.util.List;

/** What a script may do to a {@link World}: put actors in, tell them what to do, keep others off their path. The world's thread only. */
public final class Stage {
    private final World world;
    private final LaneMap map;
    private final JunctionGeometry geometry;
    private final Signals signals;
    private final LaneTraffic traffic;
    private final RightOfWay rightOfWay;

    Stage(
            World world,
            LaneMap map,
            JunctionGeometry geometry,
            Signals signals,
            LaneTraffic traffic,
            RightOfWay rightOfWay) {
        this.world = world;
        this.map = map;
        this.geometry = geometry;
        this.signals = signals;
        this.traffic = traffic;
        this.rightOfWay = rightOfWay;
    }

    public LaneMap map() {
        return map;
    }

    public double nowS() {
        return world.nowS();
    }

    /** Letter of the lane's signal at a time: G, g, y, r, or '-' when it has none. */
    public char signalAt(Lane lane, double atS) {
        return signals.letterAt(lane, atS);
    }

    /** Where the second path first comes to the shared place, metres along the first and the second; NaN when they do not meet. */
    public double[] meeting(Lane first, Lane second) {
        for (Conflict conflict : geometry.conflicts(first.index())) {
            if (conflict.other() == second.index()) {
                return new double[] {
                    (conflict.fromM() + conflict.toM()) / 2, (conflict.otherFromM() + conflict.otherToM()) / 2
                };
            }
        }
        return new double[] {Double.NaN, Double.NaN};
    }

    /** Paths and crosswalks the path meets. */
    public List<Lane> meets(Lane path) {
        return geometry.conflicts(path.index()).stream()
                .map(conflict -> map.lane(conflict.other()))
                .toList();
    }

    /** Whether nobody's body is between two places of a lane. */
    public boolean clear(Lane lane, double fromM, double toM) {
        for (RoadUser user : traffic.on(lane.index())) {
            double at = LaneTraffic.position(user, lane.index());
            if (at > fromM && at - user.lengthM() < toM) {
                return false;
            }
        }
        return true;
    }

    /** Whether an actor holds the lane or path. */
    public boolean reserved(Lane lane) {
        return rightOfWay.reserved(lane.index());
    }

    /** Whether somebody drives or walks where the path goes, or is about to. */
    public boolean occupied(Lane path) {
        return rightOfWay.occupied(path.index());
    }

    /** Makes everybody between two places of a lane leave the world. */
    public void sweep(Lane lane, double fromM, double toM) {
        for (RoadUser user : List.copyOf(traffic.on(lane.index()))) {
            double at = LaneTraffic.position(user, lane.index());
            if (at > fromM && at - user.lengthM() < toM && user.cue == null) {
                user.retireAtS = 0;
            }
        }
    }

    /**
     * Puts an actor on the front place of a lane with a plan of one path after it, if any.
     *
     * @param backwards against the direction of the lane (pedestrians)
     */
    public RoadUser enter(
            UserKind kind, boolean equipped, Lane lane, boolean backwards, double sM, double speedMps, int... plan) {
        RoadUser actor = world.make(kind, equipped);
        actor.start(backwards ? ~lane.index() : lane.index(), sM, speedMps, 0);
        for (int next : plan) {
            actor.plan(next);
        }
        actor.noChangeBeforeS = Double.POSITIVE_INFINITY;
        world.enter(actor);
        return actor;
    }

    /** Gives an actor its script; it holds the paths of its plan through the next junction whatever the signals say. */
    public void direct(RoadUser actor, Cue cue) {
        actor.cue = cue;
        double distance = actor.lengthToEnd();
        for (int k = 1; k < actor.aheadCount && k < 3; k++) {
            if (actor.lane(k).insideJunction() && actor.lane(k).kind() != LaneKind.SIDEWALK) {
                rightOfWay.hold(actor, actor.lane(k).index(), distance);
            }
            distance += actor.lane(k).lengthM();
        }
    }

    /** Ends the script: the actor drives on by itself, and leaves the world at a time. */
    public void release(RoadUser actor, double retireAtS) {
        actor.cue = null;
        actor.retireAtS = retireAtS;
    }

    /** Keeps everybody else off a path or lane, or no longer. */
    public void reserve(Lane lane, boolean on) {
        rightOfWay.reserve(lane.index(), on);
    }
}
