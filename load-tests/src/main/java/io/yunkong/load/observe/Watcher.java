package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A roadside unit that tells what it sees. One owner. */
final class Watcher {
    private final Site site;
    private final int index;
    private final Sensing model;
    private final LocalPlane plane;
    private final Seed seed;
    private final Map<Integer, RoadUser> users;
    private final AnswerKey key;
    private final double eastM;
    private final double northM;
    private final RandomGenerator random;
    private final Sighting.Numbers numbers = new Sighting.Numbers();
    private final Map<Integer, Sighting> sightings = new HashMap<>();
    private final List<Ghost> ghosts = new ArrayList<>();
    private final double phaseS;
    private long frames;
    private int ghostsSoFar;

    /** @param index among the units: which streams of chance it draws from */
    Watcher(
            Site site,
            int index,
            Sensing model,
            LocalPlane plane,
            Seed seed,
            Map<Integer, RoadUser> users,
            AnswerKey key) {
        this.site = site;
        this.index = index;
        this.model = model;
        this.plane = plane;
        this.seed = seed;
        this.users = users;
        this.key = key;
        this.eastM = plane.eastM(site.latitudeDeg(), site.longitudeDeg());
        this.northM = plane.northM(site.latitudeDeg(), site.longitudeDeg());
        this.random = seed.stream(Seed.Drawer.FRAME, index, 0);
        this.phaseS = random.nextDouble() / model.rateHz();
    }

    /**
     * Sends what is due between two ticks.
     *
     * @param startS start of the recording in the time of the truth
     */
    void send(Tick from, Tick to, double startS, ArrivalQueue queue) {
        for (double dueS = dueS(startS); dueS < to.atS(); dueS = dueS(startS)) {
            frames++;
            if (dueS >= from.atS()) {
                frame(dueS, from, to, startS, queue);
            }
        }
    }

    private double dueS(double startS) {
        return startS + phaseS + frames / model.rateHz();
    }

    private void frame(double atS, Tick from, Tick to, double startS, ArrivalQueue queue) {
        double measuredS = atS - startS;
        List<Sighting.Seen> seen = new ArrayList<>();
        double share = (atS - from.atS()) / (to.atS() - from.atS());
        for (TrueState before : from.states().values()) {
            TrueState after = to.states().get(before.id());
            if (after != null) {
                see(measuredS, before.towards(after, share), seen);
            }
        }
        haunt(measuredS, seen);
        boolean lost = model.transport().isLost(random);
        double latencyS = model.transport().latencyS(random);
        if (lost) {
            return;
        }
        seen.sort(Comparator.comparingInt(Sighting.Seen::number)); // not in the order of the truth
        queue.add(measuredS + latencyS, line(measuredS, measuredS + latencyS, seen));
    }

    private void see(double measuredS, TrueState state, List<Sighting.Seen> seen) {
        double east = plane.eastM(state.latitudeDeg(), state.longitudeDeg());
        double north = plane.northM(state.latitudeDeg(), state.longitudeDeg());
        if (Math.hypot(east - eastM, north - northM) > site.rangeM()) {
            return;
        }
        RoadUser user = users.get(state.id());
        if (user == null) {
            throw new IllegalStateException("road user not among the objects: id=" + state.id());
        }
        Sighting.Seen look = sightings
                .computeIfAbsent(
                        state.id(), id -> new Sighting(seed.stream(Seed.Drawer.SIGHTING, index, id.longValue())))
                .look(measuredS, state, user, east, north, model, numbers);
        if (look != null) {
            if (look.renamed()) {
                key.called(site.id(), look.number(), measuredS, state.id());
            }
            seen.add(look);
        }
    }

    /** At most one new ghost a message. */
    private void haunt(double measuredS, List<Sighting.Seen> seen) {
        ghosts.removeIf(ghost -> ghost.isGone(measuredS));
        if (random.nextDouble() < 1 - Math.exp(-model.ghosts().perS() / model.rateHz())) {
            RandomGenerator own = seed.stream(Seed.Drawer.GHOST, index, ghostsSoFar++);
            ghosts.add(new Ghost(own, numbers.next(), measuredS, eastM, northM, site.rangeM(), model.ghosts()));
            key.haunted();
        }
        for (Ghost ghost : ghosts) {
            seen.add(ghost.look(measuredS, model.sigmaM()));
        }
    }

    private String line(double measuredS, double arrivesS, List<Sighting.Seen> seen) {
        JsonLine line = new JsonLine()
                .open('{')
                .name("rx")
                .decimal(arrivesS, 3)
                .name("k")
                .text("rsm")
                .name("t")
                .decimal(measuredS, 3)
                .name("rsu")
                .text(site.id())
                .name("objs")
                .open('[');
        for (Sighting.Seen object : seen) {
            line.open('{').name("pid").whole(object.number());
            Written.place(line, plane, object.eastM() + site.biasEastM(), object.northM() + site.biasNorthM());
            Written.motion(line, object.headingDeg(), object.speedMps());
            Written.size(line, object.lengthM(), object.widthM(), 1, object.userClass());
            line.close('}');
        }
        return line.close(']').close('}').end();
    }
}
