package io.yunkong.load.tracking;

import io.yunkong.load.observe.AnswerKey;
import io.yunkong.load.observe.RoadUser;
import io.yunkong.load.observe.Site;
import io.yunkong.load.observe.Tick;
import io.yunkong.load.observe.TrueState;
import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores tracks against the truth of a window, tick by tick: CLEAR with a gate of 3 m that keeps pairs (MOTA, FP, FN, id switches; Bernardin and
 * Stiefelhagen 2008), IDF1 with the same gate (Ristani et al. 2016), HOTA with similarity 1 - d / 6 m (Luiten et al. 2021), GOSPA and OSPA with
 * c = 4 m, p = 2 (Rahmathullah et al. 2017). Road users that are neither equipped nor in a roadside unit's range do not count, nor does a track
 * that stands for one. One owner, one use.
 */
final class TrackScorer {
    private static final double WARM_UP_S = 2;
    private static final double NOT_COUNTED_GATE_M = 5;
    private static final double NOT_COUNTED_COST_M = 50;

    private final Map<Integer, RoadUser> users;
    private final Set<Integer> equipped;
    private final LocalPlane plane;
    private final double[][] sites;
    private final Clear clear = new Clear();
    private final SetDistance distance = new SetDistance();
    private final Identities identities = new Identities();
    private final Hota hota = new Hota();
    private long ticks;

    TrackScorer(Truth truth, AnswerKey key) {
        this.users = truth.users();
        this.equipped = new HashSet<>(key.stations().values());
        TrueState any = truth.ticks().getFirst().states().values().iterator().next();
        this.plane = new LocalPlane(any.latitudeDeg(), any.longitudeDeg());
        this.sites = key.sites().stream().map(this::place).toArray(double[][]::new);
        for (Tick tick : truth.ticks()) {
            checked(tick);
        }
    }

    private double[] place(Site site) {
        return new double[] {
            plane.eastM(site.latitudeDeg(), site.longitudeDeg()),
            plane.northM(site.latitudeDeg(), site.longitudeDeg()),
            site.rangeM()
        };
    }

    private void checked(Tick tick) {
        for (TrueState state : tick.states().values()) {
            if (!users.containsKey(state.id())) {
                throw new IllegalStateException("road user not among the objects: id=" + state.id());
            }
        }
    }

    static Score score(Truth truth, AnswerKey key, TrackLines tracks) {
        TrackScorer scorer = new TrackScorer(truth, key);
        for (Tick tick : truth.ticks()) {
            double atS = tick.atS() - key.fromS();
            if (atS >= WARM_UP_S - 1e-6 && tick.atS() <= key.toS() + 1e-6) {
                scorer.tick(tick, tracks.at(Math.round(atS * 10)));
            }
        }
        return scorer.result();
    }

    private void tick(Tick tick, List<ToldTrack> told) {
        ticks++;
        List<TrueState> states = new ArrayList<>(tick.states().values());
        double[] east = new double[states.size()];
        double[] north = new double[states.size()];
        boolean[] counts = new boolean[states.size()];
        for (int i = 0; i < states.size(); i++) {
            TrueState state = states.get(i);
            east[i] = plane.eastM(state.latitudeDeg(), state.longitudeDeg());
            north[i] = plane.northM(state.latitudeDeg(), state.longitudeDeg());
            counts[i] = equipped.contains(state.id()) || isInRange(east[i], north[i]);
        }
        double[] toldEast = told.stream()
                .mapToDouble(track -> plane.eastM(track.latitudeDeg(), track.longitudeDeg()))
                .toArray();
        double[] toldNorth = told.stream()
                .mapToDouble(track -> plane.northM(track.latitudeDeg(), track.longitudeDeg()))
                .toArray();
        NearPairs all =
                new NearPairs(states, told, NearPairs.within(NearPairs.REACH_M, east, north, toldEast, toldNorth));
        NearPairs counted = all.keep(counts, standsForNobodyCounted(all, counts));
        clear.tick(counted, users);
        distance.tick(counted);
        identities.tick(counted);
        hota.tick(counted);
    }

    private boolean isInRange(double east, double north) {
        for (double[] site : sites) {
            if (Math.hypot(east - site[0], north - site[1]) <= site[2]) {
                return true;
            }
        }
        return false;
    }

    /** By track: false when it stands for a road user that does not count. */
    private static boolean[] standsForNobodyCounted(NearPairs all, boolean[] counts) {
        boolean[] kept = new boolean[all.tracks().size()];
        Arrays.fill(kept, true);
        int[] track =
                all.match(pair -> pair.distanceM() < NOT_COUNTED_GATE_M ? NOT_COUNTED_COST_M - pair.distanceM() : 0);
        for (int i = 0; i < counts.length; i++) {
            if (!counts[i] && track[i] >= 0) {
                kept[track[i]] = false;
            }
        }
        return kept;
    }

    private Score result() {
        Map<String, Double> values = new TreeMap<>();
        values.put("ticks", (double) ticks);
        clear.result(values);
        distance.result(values);
        values.put(Score.IDF1, identities.f1());
        hota.result(values);
        return new Score(values);
    }
}
