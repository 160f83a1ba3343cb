package io.yunkong.sim.scenario;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import java.util.ArrayList;
import java.util.List;

/** Where an actor is and what it shows at any time of its scenario: exact, along the centre lines of its lanes. Immutable. */
final class Motion {
    /** So far beyond the ends of its lane a pedestrian may stand or go: on the kerb before a crosswalk. */
    static final double BEYOND_ENDS_M = 30;

    /** Its axles, which keep to the way, as parts of its length behind its front. */
    private static final double FRONT_AXLE = 0.15;

    private static final double REAR_AXLE = 0.85;

    /**
     * At one time.
     *
     * @param eastM centre of the footprint
     * @param northM centre of the footprint
     * @param yawRateRadps clockwise positive
     * @param shown what it shows and tells of itself
     */
    record State(
            double eastM,
            double northM,
            double headingRad,
            double speedMps,
            double accelerationMps2,
            double yawRateRadps,
            Shown shown) {}

    /**
     * What it shows and tells of itself.
     *
     * @param lights ExteriorLights, bit n of the standard in bit n
     * @param events VehicleEventFlags, likewise
     * @param emergencyRun its light bar is in use
     * @param toldSpeedMps the speed that it tells; NaN = its own
     * @param silent it sends nothing
     */
    record Shown(int lights, int events, boolean emergencyRun, double toldSpeedMps, boolean silent) {}

    /**
     * A way from a time on, and how the distance from its middle changes then.
     *
     * @param frontM where on the way the front is at that time
     * @param cameM how far it had come by then
     */
    private record Leg(
            double fromS, Way way, double frontM, double cameM, double sideFromM, double sideToM, double overS) {
        private double share(double atS) {
            return overS == 0 ? 1 : Math.clamp((atS - fromS) / overS, 0, 1);
        }

        double sideAt(double atS) {
            return sideFromM + (sideToM - sideFromM) * (1 - Math.cos(Math.PI * share(atS))) / 2;
        }

        /** Metres per second to the left. */
        double sideRateAt(double atS) {
            return overS == 0 ? 0 : (sideToM - sideFromM) * Math.PI / (2 * overS) * Math.sin(Math.PI * share(atS));
        }
    }

    private final Actor actor;
    private final Progress progress;
    private final List<Leg> legs = new ArrayList<>();

    /**
     * @param lastsS how long the scenario lasts
     * @throws IllegalArgumentException if it cannot do what it is to do on these lanes
     */
    Motion(Actor actor, LaneMap map, double lastsS) {
        this.actor = actor;
        progress = new Progress(actor.speedMps(), actor.does());
        Lane first = lane(map, actor.start().lane());
        double beyond = actor.type() == ActorClass.PEDESTRIAN ? BEYOND_ENDS_M : 0;
        double s = actor.start().sM();
        if (s < -beyond || s > first.lengthM() + beyond) {
            throw new IllegalArgumentException(
                    "not on the lane: lane=" + first.id() + ", s_m=" + s + ", length_m=" + first.lengthM());
        }
        Way way = new Way(map, first, actor.backwards(), actor.route(), 0);
        legs.add(new Leg(0, way, way.ofFirstLane(s), 0, actor.sideM(), actor.sideM(), 0));
        for (Action action : actor.does()) {
            switch (action) {
                case Action.ChangeLane change -> changeLane(change, map);
                case Action.Sidestep step -> sidestep(step);
                case Action.Accelerate _,
                        Action.ShowLights _,
                        Action.SignalTurn _,
                        Action.Report _,
                        Action.RunEmergency _,
                        Action.TellSpeed _,
                        Action.FallSilent _ -> {
                    // not a matter of where it goes
                }
            }
        }
        Way last = legs.getLast().way();
        int used = last.routeUsedAt(last.lengthM());
        if (used < actor.route().size()) {
            throw new IllegalArgumentException("its route leads nowhere: actor=" + actor.id() + ", route="
                    + actor.route().get(used) + ", last_lane="
                    + last.laneAt(last.lengthM()).id());
        }
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            double untilS = i + 1 < legs.size() ? legs.get(i + 1).fromS() : lastsS;
            if (frontM(leg, untilS) > leg.way().lengthM() + beyond) {
                throw new IllegalArgumentException("its route ends before the scenario: actor=" + actor.id()
                        + ", last_lane=" + leg.way().laneAt(leg.way().lengthM()).id());
            }
        }
    }

    static Lane lane(LaneMap map, String id) {
        return map.findLane(id).orElseThrow(() -> new IllegalArgumentException("no such lane: lane=" + id));
    }

    private double frontM(Leg leg, double atS) {
        return leg.frontM() + progress.wayAt(atS) - leg.cameM();
    }

    private void changeLane(Action.ChangeLane change, LaneMap map) {
        Leg leg = legs.getLast();
        double front = frontM(leg, change.atS());
        Lane lane = leg.way().laneAt(front);
        int beside = change.toLeft() ? lane.leftNeighbour() : lane.rightNeighbour();
        if (beside < 0) {
            throw new IllegalArgumentException("no lane beside: at_s=" + change.atS() + ", lane=" + lane.id()
                    + ", change_lane=" + (change.toLeft() ? "left" : "right"));
        }
        Way.Point place = leg.way().point(front).beside(leg.sideAt(change.atS()));
        Polyline.Projection found = map.lane(beside).line().project(place.eastM(), place.northM());
        Way way = new Way(map, map.lane(beside), false, actor.route(), leg.way().routeUsedAt(front));
        legs.add(new Leg(
                change.atS(),
                way,
                found.sM(),
                progress.wayAt(change.atS()),
                found.tM(),
                actor.sideM(),
                change.overS()));
    }

    private void sidestep(Action.Sidestep step) {
        Leg leg = legs.getLast();
        legs.add(new Leg(
                step.atS(),
                leg.way(),
                frontM(leg, step.atS()),
                progress.wayAt(step.atS()),
                leg.sideAt(step.atS()),
                step.sidewaysM(),
                step.overS()));
    }

    /** At a time, seconds of the scenario. */
    State at(double atS) {
        double before = headingAt(atS - 0.05);
        double after = headingAt(atS + 0.05);
        Way.Point centre = centreAt(atS);
        return new State(
                centre.eastM(),
                centre.northM(),
                centre.headingRad(),
                progress.speedAt(atS),
                progress.accelerationAt(atS),
                Heading.turn(before, after) / 0.1,
                shownAt(atS));
    }

    private Shown shownAt(double atS) {
        int lights = 0;
        int turnSignal = 0;
        int events = 0;
        boolean emergencyRun = false;
        double toldSpeed = Double.NaN;
        boolean silent = false;
        for (Action action : actor.does()) {
            if (action.atS() <= atS) {
                switch (action) {
                    case Action.ShowLights show ->
                        lights = show.lights().stream()
                                .mapToInt(Action.Light::bits)
                                .sum();
                    case Action.SignalTurn turn ->
                        turnSignal = turn.side().map(Action.Light::bits).orElse(0);
                    case Action.Report report ->
                        events = report.events().stream()
                                .mapToInt(Action.Event::bits)
                                .sum();
                    case Action.RunEmergency run -> emergencyRun = run.on();
                    case Action.TellSpeed tell -> toldSpeed = tell.speedMps();
                    case Action.FallSilent fall -> silent = fall.silent();
                    case Action.Accelerate _, Action.ChangeLane _, Action.Sidestep _ -> {
                        // seen in where it is
                    }
                }
            }
        }
        return new Shown(lights | turnSignal, events, emergencyRun, toldSpeed, silent);
    }

    private double headingAt(double atS) {
        return centreAt(Math.max(0, atS)).headingRad();
    }

    private Way.Point centreAt(double atS) {
        Leg leg = legs.getFirst();
        for (Leg next : legs) {
            if (next.fromS() <= atS) {
                leg = next;
            }
        }
        double front = frontM(leg, atS);
        double length = actor.type().lengthM();
        double side = leg.sideAt(atS);
        Way.Point before = leg.way().point(front - FRONT_AXLE * length).beside(side);
        Way.Point behind = leg.way().point(front - REAR_AXLE * length).beside(side);
        double along = Heading.ofVector(before.eastM() - behind.eastM(), before.northM() - behind.northM());
        // who goes sideways turns a little; below walking pace nobody does
        double drift = Math.atan2(leg.sideRateAt(atS), Math.max(2, progress.speedAt(atS)));
        return new Way.Point(
                (before.eastM() + behind.eastM()) / 2,
                (before.northM() + behind.northM()) / 2,
                Heading.normalize(along - drift));
    }
}
