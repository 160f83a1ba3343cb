package io.yunkong.sim;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.conflict.ConflictDirector;
import io.yunkong.sim.conflict.Scene;
import io.yunkong.sim.oracle.Oracle;
import io.yunkong.sim.oracle.PathConflict;
import io.yunkong.sim.oracle.Sightings;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Senders;
import io.yunkong.sim.sensor.Timebase;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** World, script, sensors and oracle in step; no clock, no sockets. One thread owns it. */
final class Play {
    /** How far back a warning may tell of somebody, real seconds; the world is a second ahead. */
    private static final double SIGHTINGS_S = 4;

    private final World world;
    private final @Nullable ConflictDirector director;
    private final Oracle oracle = new Oracle();
    private final Sightings sightings;
    private final Senders senders;
    private final StreamHash hash = new StreamHash();

    Play(Zone zone, int vehicles, double equippedShare, long seed, boolean conflicts, Timebase time) {
        world = new World(zone, vehicles, equippedShare, seed, time.startUs());
        director = conflicts ? new ConflictDirector(world, zone.roadsideUnits(), seed) : null;
        sightings = new Sightings(SIGHTINGS_S * Math.max(1, time.speed()));
        senders = new Senders(zone, seed, time);
    }

    /** Lets 0.1 s pass and returns what is sent in it, in order of simulated time. */
    List<Message> step() {
        if (director != null) {
            director.direct();
        }
        world.step();
        if (world.steps() % 2 == 0) {
            oracle.observe(world.nowS(), world.users(), scenes());
        }
        sightings.note(world.nowS(), world.users());
        List<Message> messages = senders.report(world);
        hash.add(messages);
        return messages;
    }

    double nowS() {
        return world.nowS();
    }

    List<RoadUser> users() {
        return world.users();
    }

    List<Scene> scenes() {
        return director == null ? List.of() : director.scenes();
    }

    StreamHash hash() {
        return hash;
    }

    Set<Integer> near(double eastM, double northM, double atS, int except) {
        return sightings.near(eastM, northM, atS, except);
    }

    /** What the oracle saw; call once, at the end. */
    List<PathConflict> conflicts() {
        return oracle.finish();
    }
}
