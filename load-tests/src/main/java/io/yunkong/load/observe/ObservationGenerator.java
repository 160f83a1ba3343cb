package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a recording from the truth, tick by tick: holds two ticks and what is under way. Between two ticks road users go straight on. The same
 * truth, model and seed give the same lines. One owner.
 */
public final class ObservationGenerator {
    private static final double TICK_TOLERANCE_S = 1e-6;

    private final Map<Integer, RoadUser> users;
    private final NoiseModel model;
    private final Seed seed;
    private final Map<Integer, Optional<Station>> stations = new HashMap<>();

    public ObservationGenerator(Map<Integer, RoadUser> users, NoiseModel model, long seed) {
        this.users = users;
        this.model = model;
        this.seed = new Seed(seed);
    }

    /**
     * Gives the lines in the order of arrival.
     *
     * @param ticks the truth, read to the end of the window
     * @param fromS start of the window in the time of the truth, seconds; the recording's time 0
     * @param toS end of the window, seconds
     * @return who is who
     * @throws IOException when the truth cannot be read, has no two ticks in the window, or the sink fails
     */
    public AnswerKey generate(TickSource ticks, double fromS, double toS, List<Site> sites, LineSink sink)
            throws IOException {
        Tick before = first(ticks, fromS);
        if (before == null) {
            throw new IOException("no truth in the window: from_s=" + fromS + ", to_s=" + toS + "; nothing written");
        }
        double startS = before.atS();
        LocalPlane plane = plane(before);
        AnswerKey key = new AnswerKey(startS, sites);
        List<Watcher> watchers = new ArrayList<>();
        for (Site site : sites) {
            watchers.add(new Watcher(site, watchers.size(), model.sensing(), plane, seed, users, key));
        }
        ArrivalQueue queue = new ArrivalQueue(sink);
        for (Tick now = ticks.next(); now != null && now.atS() <= toS + TICK_TOLERANCE_S; now = ticks.next()) {
            report(before, now, startS, plane, key, queue);
            for (Watcher watcher : watchers) {
                watcher.send(before, now, startS, queue);
            }
            before = now;
            key.ends(now.atS());
            queue.deliverBefore(now.atS() - startS);
        }
        queue.deliverBefore(Double.POSITIVE_INFINITY);
        return key;
    }

    private static @Nullable Tick first(TickSource ticks, double fromS) throws IOException {
        Tick tick = ticks.next();
        while (tick != null
                && (tick.atS() < fromS - TICK_TOLERANCE_S || tick.states().isEmpty())) {
            tick = ticks.next();
        }
        return tick;
    }

    private static LocalPlane plane(Tick tick) {
        TrueState any = tick.states().values().iterator().next();
        return new LocalPlane(any.latitudeDeg(), any.longitudeDeg());
    }

    private void report(Tick from, Tick to, double startS, LocalPlane plane, AnswerKey key, ArrivalQueue queue) {
        for (TrueState state : from.states().values()) {
            TrueState after = to.states().get(state.id());
            if (after == null) {
                continue;
            }
            Optional<Station> station = stations.get(state.id());
            if (station == null) {
                station = equipped(state.id(), from.atS(), plane);
                station.ifPresent(equipped -> key.sends(equipped.id(), state.id()));
                stations.put(state.id(), station);
            }
            station.ifPresent(sender -> sender.send(from.atS(), state, to.atS(), after, startS, queue));
        }
    }

    /** Whoever is equipped at a share is so at every larger one. */
    private Optional<Station> equipped(int userId, double seenFirstS, LocalPlane plane) {
        RoadUser user = users.get(userId);
        if (user == null) {
            throw new IllegalStateException("road user not among the objects: id=" + userId);
        }
        RandomGenerator random = seed.stream(Seed.Drawer.STATION, userId, 0);
        boolean wanted = random.nextDouble() < model.stations().equippedShare();
        return wanted && user.mayBeEquipped()
                ? Optional.of(new Station(user, model.stations(), plane, random, seenFirstS))
                : Optional.empty();
    }
}
