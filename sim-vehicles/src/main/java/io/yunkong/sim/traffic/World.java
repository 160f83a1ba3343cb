package io.yunkong.sim.traffic;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of a zone, stepped at 10 Hz. Deterministic: zone, signals at its start, number of vehicles and seed say everything that
 * happens. One thread owns it; what it hands out is valid until the next {@link #step()}.
 */
public final class World {
    /** Seconds per step. */
    public static final double STEP_S = 0.1;

    private final LaneMap map;
    private final JunctionGeometry geometry;
    private final Signals signals;
    private final LaneTraffic traffic;
    private final RightOfWay rightOfWay;
    private final Itineraries itineraries;
    private final Population population;
    private final Drivers drivers;
    private final Walkers walkers;
    private final LaneChanges laneChanges;
    private final List<RoadUser> users;
    private final List<RoadUser> awaited = new ArrayList<>();
    private long steps;
    private long left;

    /**
     * @param vehicles motor vehicles, buses included; cyclists and pedestrians come on top
     * @param equippedShare how many of them are equipped, [0, 1]; buses always are
     * @param startUs epoch time of the world's second 0: the signals follow it
     */
    public World(Zone zone, int vehicles, double equippedShare, long seed, long startUs) {
        SplittableRandom random = new SplittableRandom(seed);
        map = zone.lanes();
        geometry = new JunctionGeometry(map);
        signals = new Signals(zone.signals(), startUs);
        traffic = new LaneTraffic(map, geometry);
        rightOfWay = new RightOfWay(map, geometry, signals, traffic);
        itineraries = new Itineraries(map, random.split());
        population = new Population(zone, equippedShare, random.split());
        drivers = new Drivers(traffic, rightOfWay, signals);
        walkers = new Walkers(rightOfWay, signals);
        laneChanges = new LaneChanges(map, traffic, rightOfWay, itineraries);
        signals.update(0);
        users = population.first(vehicles, itineraries);
        traffic.rebuild(users);
    }

    /** Simulated seconds since the start. */
    public double nowS() {
        return steps * STEP_S;
    }

    /** Steps done. */
    public long steps() {
        return steps;
    }

    /** Everybody in the world, in a fixed order. */
    public List<RoadUser> users() {
        return Collections.unmodifiableList(users);
    }

    /** How many reached an end of the map and left. */
    public long left() {
        return left;
    }

    /** The world for scripts: actors, reservations, signals to come. */
    public Stage stage() {
        return new Stage(this, map, geometry, signals, traffic, rightOfWay);
    }

    /** Lets a tenth of a second pass. */
    public void step() {
        double now = nowS();
        signals.update(now);
        rightOfWay.update();
        for (RoadUser user : users) {
            user.acceleration = accelerationOf(user, now);
        }
        for (RoadUser user : users) {
            move(user, now + STEP_S);
        }
        users.removeIf(RoadUser::gone);
        replace();
        steps++;
        traffic.rebuild(users);
        for (RoadUser user : users) {
            if (user.kind.motor() && (steps + user.number) % 8 == 0) {
                laneChanges.consider(user, nowS());
            }
        }
    }

    void enter(RoadUser user) {
        itineraries.extend(user);
        user.settle(0);
        users.add(user);
        traffic.rebuild(users);
    }

    RoadUser make(UserKind kind, boolean equipped) {
        return population.make(kind, equipped);
    }

    private double accelerationOf(RoadUser user, double now) {
        double told = user.cue == null ? Double.NaN : user.cue.accelerationMps2(now);
        if (!Double.isNaN(told)) {
            return told;
        }
        return user.kind == UserKind.PEDESTRIAN ? walkers.decide(user, STEP_S) : drivers.decide(user, now);
    }

    private void move(RoadUser user, double then) {
        double before = user.speed;
        user.speed = Math.max(0, before + user.acceleration * STEP_S);
        user.acceleration = (user.speed - before) / STEP_S;
        user.standingS = user.speed < 0.3 ? user.standingS + STEP_S : 0;
        boolean inside = user.advance((before + user.speed) / 2 * STEP_S, STEP_S);
        if (!inside || then >= user.retireAtS) {
            leave(user, !inside);
            return;
        }
        itineraries.track(user);
        itineraries.extend(user);
        user.settle(STEP_S);
    }

    private void leave(RoadUser user, boolean replaced) {
        user.gone = true;
        walkers.forget(user);
        if (replaced) {
            left++;
            awaited.add(user);
        }
    }

    private void replace() {
        for (int i = 0; i < awaited.size(); i++) {
            @Nullable RoadUser newcomer = population.successorOf(awaited.get(i), traffic);
            if (newcomer == null) {
                return;
            }
            awaited.remove(i--);
            enter(newcomer);
        }
    }
}
