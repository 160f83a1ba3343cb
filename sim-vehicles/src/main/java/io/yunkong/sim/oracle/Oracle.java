package io.yunkong.sim.oracle;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.road.Lane;
import io.yunkong.sim.conflict.ConflictKind;
import io.yunkong.sim.conflict.Scene;
import io.yunkong.sim.traffic.Footprint;
import io.yunkong.sim.traffic.Place;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.UserKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches the world and records path conflicts. Rules as in the scorer of recorded traffic: capsule footprints, somebody faster than
 * 0.3 m/s, relative velocity at the touch above 1 m/s, no two pedestrians. The world's thread only.
 */
public final class Oracle {
    /** Times to collision below this are recorded, seconds. */
    public static final double TTC_MAX_S = 3;

    private static final double TICK_S = 0.15;
    private static final int TICKS = (int) Math.round(TTC_MAX_S / TICK_S) + 1;
    private static final double LASTS_S = 0.3;
    private static final double MERGE_S = 1.0;
    /** Of runs without end the newest are kept. */
    private static final int CONFLICTS_MAX = 4000;

    private final Map<Long, Open> open = new HashMap<>();
    private final ArrayDeque<PathConflict> closed = new ArrayDeque<>();

    /** The intended path of one road user at the speed of the moment. */
    private static final class Path {
        final RoadUser user;
        final Place[] places = new Place[TICKS];
        double west = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;

        Path(RoadUser user) {
            this.user = user;
            double margin = user.lengthM() / 2;
            for (int i = 0; i < TICKS; i++) {
                Place place = new Place();
                user.placeAhead(user.speedMps() * i * TICK_S, place);
                places[i] = place;
                west = Math.min(west, place.eastM - margin);
                east = Math.max(east, place.eastM + margin);
                south = Math.min(south, place.northM - margin);
                north = Math.max(north, place.northM + margin);
            }
        }
    }

    private static final class Open {
        final RoadUser one;
        final RoadUser two;
        final @Nullable ConflictKind script;
        final double beginS;
        double endS;
        double minS;
        double minTtcS = Double.POSITIVE_INFINITY;
        boolean oneFaster;
        double turnRad;
        double eastM;
        double northM;

        Open(RoadUser one, RoadUser two, @Nullable ConflictKind script, double beginS) {
            this.one = one;
            this.two = two;
            this.script = script;
            this.beginS = beginS;
        }
    }

    /** Looks at everybody once; call it every 0.1 or 0.2 s. */
    public void observe(double nowS, List<RoadUser> users, List<Scene> scenes) {
        List<Path> paths = new ArrayList<>(users.size());
        for (RoadUser user : users) {
            paths.add(new Path(user));
        }
        paths.sort(Comparator.comparingDouble((Path path) -> path.west).thenComparingInt(path -> path.user.number()));
        for (int i = 0; i < paths.size(); i++) {
            Path a = paths.get(i);
            for (int j = i + 1; j < paths.size() && paths.get(j).west <= a.east; j++) {
                Path b = paths.get(j);
                if (b.south <= a.north && b.north >= a.south && mayConflict(a.user, b.user)) {
                    compare(nowS, a, b, scenes);
                }
            }
        }
        close(nowS);
    }

    /** Ends the watch: what is still going on is closed too. All conflicts in order of their end. */
    public List<PathConflict> finish() {
        close(Double.POSITIVE_INFINITY);
        return List.copyOf(closed);
    }

    private static boolean mayConflict(RoadUser a, RoadUser b) {
        boolean walkers = a.kind() == UserKind.PEDESTRIAN && b.kind() == UserKind.PEDESTRIAN;
        return !walkers && Math.max(a.speedMps(), b.speedMps()) > 0.3;
    }

    private void compare(double nowS, Path a, Path b, List<Scene> scenes) {
        double gapBefore = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TICKS; i++) {
            Place pa = a.places[i];
            Place pb = b.places[i];
            double reach = (a.user.lengthM() + b.user.lengthM()) / 2;
            double apart = Math.hypot(pa.eastM - pb.eastM, pa.northM - pb.northM);
            double gap = apart > reach + 2
                    ? apart - reach
                    : Footprint.gap(pa, a.user.lengthM(), a.user.widthM(), pb, b.user.lengthM(), b.user.widthM());
            if (gap <= 0) {
                double share = i == 0 ? 0 : gap / Math.min(gap - gapBefore, -1e-9);
                touch(nowS, Math.max(0, (i - share) * TICK_S), i, a, b, scenes);
                return;
            }
            gapBefore = gap;
        }
    }

    private void touch(double nowS, double ttcS, int tick, Path a, Path b, List<Scene> scenes) {
        Place pa = a.places[tick];
        Place pb = b.places[tick];
        double va = a.user.speedMps();
        double vb = b.user.speedMps();
        double east = vb * Math.sin(pb.headingRad) - va * Math.sin(pa.headingRad);
        double north = vb * Math.cos(pb.headingRad) - va * Math.cos(pa.headingRad);
        Place na = a.places[0];
        Place nb = b.places[0];
        boolean closing = tick > 0 || (nb.eastM - na.eastM) * east + (nb.northM - na.northM) * north < 0;
        if (Math.hypot(east, north) <= 1 || !closing || differentLevels(a.user, b.user, va * ttcS, vb * ttcS)) {
            return;
        }
        long key = key(a.user, b.user);
        Open found =
                open.computeIfAbsent(key, k -> new Open(a.user, b.user, script(a.user, b.user, scenes, nowS), nowS));
        found.endS = nowS;
        if (ttcS < found.minTtcS) {
            found.minTtcS = ttcS;
            found.minS = nowS;
            found.oneFaster = a.user == found.one ? va >= vb : vb >= va;
            found.turnRad = Math.abs(Heading.turn(pa.headingRad, pb.headingRad));
            found.eastM = (pa.eastM + pb.eastM) / 2;
            found.northM = (pa.northM + pb.northM) / 2;
        }
    }

    /** Roads only meet in junctions: elsewhere one passes over the other. */
    private static boolean differentLevels(RoadUser a, RoadUser b, double aM, double bM) {
        Lane la = a.laneAhead(aM);
        Lane lb = b.laneAhead(bM);
        return !la.insideJunction() && !lb.insideJunction() && !la.road().equals(lb.road());
    }

    private static @Nullable ConflictKind script(RoadUser a, RoadUser b, List<Scene> scenes, double nowS) {
        for (Scene scene : scenes) {
            boolean both = (scene.host() == a && scene.other() == b) || (scene.host() == b && scene.other() == a);
            if (both && nowS < scene.touchS() + 1) {
                return scene.kind();
            }
        }
        return null;
    }

    private void close(double nowS) {
        Iterator<Open> all = open.values().iterator();
        List<PathConflict> ended = new ArrayList<>();
        while (all.hasNext()) {
            Open event = all.next();
            if (nowS - event.endS > MERGE_S) {
                all.remove();
                if (event.endS - event.beginS >= LASTS_S - 1e-6) {
                    ended.add(conflict(event));
                }
            }
        }
        ended.sort(Comparator.comparingDouble(PathConflict::endS).thenComparingInt(PathConflict::a));
        closed.addAll(ended);
        while (closed.size() > CONFLICTS_MAX) {
            closed.removeFirst();
        }
    }

    private static PathConflict conflict(Open event) {
        RoadUser a = event.oneFaster ? event.one : event.two;
        RoadUser b = event.oneFaster ? event.two : event.one;
        double turnDeg = Math.toDegrees(event.turnRad);
        PathConflict.Form form = turnDeg < 30
                ? PathConflict.Form.FOLLOW
                : turnDeg < 45
                        ? PathConflict.Form.MERGE
                        : turnDeg <= 135 ? PathConflict.Form.CROSS : PathConflict.Form.ONCOMING;
        return new PathConflict(
                form,
                event.script,
                a.number(),
                b.number(),
                a.equipped() ? a.stationId() : 0,
                b.equipped() ? b.stationId() : 0,
                event.beginS,
                event.minS,
                event.endS,
                event.minTtcS,
                event.eastM,
                event.northM);
    }

    private static long key(RoadUser a, RoadUser b) {
        long low = Math.min(a.number(), b.number());
        long high = Math.max(a.number(), b.number());
        return low << 32 | high;
    }
}
