package io.yunkong.map.roadside;

import io.yunkong.map.road.LaneMap;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owns what roadside units tell of events and signs in a zone. Where a notice is on the lanes is worked out once, when it says something
 * new. What is not told again within {@link #AGE_MAX_US} is forgotten, and so is what has run out. Not thread-safe: one owner; time comes
 * with every call, microseconds since 1970 UTC.
 */
public final class RoadsideNotices {
    /** News of hazards older than this decides nothing. */
    public static final long AGE_MAX_US = 10_000_000;

    /** In all paths of a notice: as many as the standard's message holds. */
    public static final int POINTS_MAX = 8 * 32;

    static final int NOTICES_OF_STATION_MAX = 256;
    static final int NOTICES_MAX = 4096;

    private static final long FUTURE_MAX_US = 200_000;

    private record Key(long stationId, RoadsideNotice.Kind kind, int localId) {}

    private final Map<Key, HeldNotice> notices = new LinkedHashMap<>();
    private final Map<Long, Integer> ofStation = new HashMap<>();
    private final Map<RoadsideDefect, Long> refused = new EnumMap<>(RoadsideDefect.class);
    private LaneMap lanes;
    private StretchFinder finder;
    private SpeedSignsByLane speedSigns;
    private long taken;

    /** Nobody has told anything yet. */
    public RoadsideNotices(LaneMap lanes) {
        this.lanes = lanes;
        this.finder = new StretchFinder(lanes);
        this.speedSigns = new SpeedSignsByLane(lanes.lanes().size());
    }

    /** Goes on with other lanes: what was told is looked for on them. */
    public void activate(LaneMap next) {
        lanes = next;
        finder = new StretchFinder(next);
        speedSigns = new SpeedSignsByLane(next.lanes().size());
        notices.replaceAll((_, held) -> hold(held.placed().notice(), held.toldAtUs()));
    }

    /**
     * Takes a notice, or what of it is on the zone's lanes.
     *
     * @return why it, or a part of it, was not used; null when all of it was
     */
    public @Nullable RoadsideDefect accept(RoadsideNotice notice, long nowUs) {
        RoadsideDefect defect = defectOf(notice, nowUs);
        if (defect == RoadsideDefect.RAN_OUT) {
            forget(keyOf(notice));
        }
        if (defect == null) {
            defect = take(notice, nowUs);
        }
        if (defect != null) {
            refuse(defect);
        }
        return defect;
    }

    private static @Nullable RoadsideDefect defectOf(RoadsideNotice notice, long nowUs) {
        long untilUs = notice.validUntilUs().orElse(Long.MAX_VALUE);
        if (nowUs - notice.generatedAtUs() > AGE_MAX_US) {
            return RoadsideDefect.TOO_OLD;
        }
        if (notice.generatedAtUs() - nowUs > FUTURE_MAX_US) {
            return RoadsideDefect.FROM_FUTURE;
        }
        if (untilUs < notice.validFromUs().orElse(Long.MIN_VALUE)) {
            return RoadsideDefect.END_BEFORE_BEGIN;
        }
        if (untilUs <= nowUs) {
            return RoadsideDefect.RAN_OUT;
        }
        if (notice.kind() == RoadsideNotice.Kind.EVENT && EventGroup.of(notice.code()) == EventGroup.UNKNOWN) {
            return RoadsideDefect.UNKNOWN_CODE;
        }
        if (notice.place().isEmpty() && notice.paths().isEmpty()) {
            return RoadsideDefect.NO_PLACE;
        }
        int points =
                notice.paths().stream().mapToInt(path -> path.points().size()).sum();
        return points > POINTS_MAX ? RoadsideDefect.TOO_MANY_POINTS : null;
    }

    private @Nullable RoadsideDefect take(RoadsideNotice notice, long nowUs) {
        Key key = keyOf(notice);
        HeldNotice before = notices.get(key);
        if (before == null) {
            RoadsideDefect full = noRoom(notice.stationId(), nowUs);
            if (full != null) {
                return full;
            }
            ofStation.merge(notice.stationId(), 1, Integer::sum);
        }
        HeldNotice held = heldOf(notice, before, nowUs);
        taken += held.placed().stretches().isEmpty() ? 0 : 1;
        return held.defect();
    }

    private HeldNotice heldOf(RoadsideNotice notice, @Nullable HeldNotice before, long nowUs) {
        if (before != null && notice.repeats(before.placed().notice())) {
            before.toldAgain(notice, nowUs);
            return before;
        }
        if (before != null) {
            speedSigns.remove(before);
        }
        HeldNotice held = hold(notice, nowUs);
        notices.put(keyOf(notice), held);
        return held;
    }

    /** Also what is on no lane is kept: told again, it need not be looked for again. */
    private HeldNotice hold(RoadsideNotice notice, long toldAtUs) {
        StretchFinder.Found found = finder.find(notice);
        HeldNotice held = new HeldNotice(new PlacedNotice(notice, found, lanes), found.defect(), toldAtUs);
        speedSigns.add(held);
        return held;
    }

    private @Nullable RoadsideDefect noRoom(long stationId, long nowUs) {
        if (notices.size() >= NOTICES_MAX || ofStation.getOrDefault(stationId, 0) >= NOTICES_OF_STATION_MAX) {
            tick(nowUs);
        }
        if (ofStation.getOrDefault(stationId, 0) >= NOTICES_OF_STATION_MAX) {
            return RoadsideDefect.TOO_MANY_OF_STATION;
        }
        return notices.size() >= NOTICES_MAX ? RoadsideDefect.TOO_MANY : null;
    }

    private static Key keyOf(RoadsideNotice notice) {
        return new Key(notice.stationId(), notice.kind(), notice.localId());
    }

    private void forget(Key key) {
        HeldNotice held = notices.remove(key);
        if (held != null) {
            leave(key, held);
        }
    }

    private void leave(Key key, HeldNotice held) {
        speedSigns.remove(held);
        ofStation.computeIfPresent(key.stationId(), (_, count) -> count == 1 ? null : count - 1);
    }

    /** Lets time pass: forgets what was not told again or has run out. */
    public void tick(long nowUs) {
        notices.entrySet().removeIf(entry -> {
            boolean over = entry.getValue().over(nowUs);
            if (over) {
                leave(entry.getKey(), entry.getValue());
            }
            return over;
        });
    }

    /** Counts what was not used of a message before it became a notice. */
    public void refuse(RoadsideDefect defect) {
        refused.merge(defect, 1L, Long::sum);
    }

    /** Whether nothing is told at all. */
    public boolean isEmpty() {
        return notices.isEmpty();
    }

    /** Everything in force that comes so near to a place on both axes; in the order in which it was first told. */
    public void forEachNear(double eastM, double northM, double radiusM, long nowUs, Consumer<PlacedNotice> action) {
        for (HeldNotice held : notices.values()) {
            if (held.placed().within(radiusM, eastM, northM) && held.inForce(nowUs)) {
                action.accept(held.placed());
            }
        }
    }

    /** The speed limit that signs set at a place of a lane; empty = none does. */
    public Optional<SignedLimit> limitAt(int lane, double atM, long nowUs) {
        return speedSigns.limitAt(lane, atM, nowUs);
    }

    /** Notices of which at least a part could be used, since the start. */
    public long taken() {
        return taken;
    }

    /** Notices, or parts of them, that were not used since the start. */
    public Map<RoadsideDefect, Long> refused() {
        return new EnumMap<>(refused);
    }
}
