package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.track.Tracker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Vehicles that stand or hardly move, lane by lane: columns of them, and those that stand where nobody is expected to wait. Judged anew once
 * a second at most. Not thread-safe: one owner.
 */
final class SlowTraffic {
    private static final double SLOW_MPS = 1.5;
    /** Between the centres of two that belong to one column, metres. */
    private static final double GAP_MAX_M = 20;
    /** Whoever stands so far before a junction or crosswalk, or behind one who does, may be waiting, metres. */
    private static final double WAITING_M = 60;

    /** Fewer are behind one another by chance. */
    private static final int QUEUE_VEHICLES_MIN = 3;

    private static final long JUDGED_EVERY_US = 1_000_000;

    /**
     * One that is slow.
     *
     * @param sinceUs when it was first found so
     */
    private record Slow(int slot, TrackSnapshot state, long sinceUs) {}

    /**
     * Slow vehicles one behind the other.
     *
     * @param head slot of the first
     * @param tail the last
     * @param vehicles how many
     * @param headSinceUs since when the head is slow
     * @param waiting whether the head is where one waits: before a junction or a crosswalk, or in one
     */
    record Column(int head, TrackSnapshot tail, int vehicles, long headSinceUs, boolean waiting) {
        boolean queue() {
            return vehicles >= QUEUE_VEHICLES_MIN;
        }
    }

    private final Tracker tracker;
    private final long[] sinceUs;
    private final long[] trackIds;
    private final BitSet slow;
    private LaneMap lanes;
    private List<Column> columns = List.of();
    private long judgedAtUs = Long.MIN_VALUE / 2;

    /** @param slots of the tracker */
    SlowTraffic(LaneMap lanes, Tracker tracker, int slots) {
        this.lanes = lanes;
        this.tracker = tracker;
        this.sinceUs = new long[slots];
        this.trackIds = new long[slots];
        this.slow = new BitSet(slots);
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
        columns = List.of();
        judgedAtUs = Long.MIN_VALUE / 2;
    }

    /** Takes the state of a road user that was just measured. */
    void note(int slot, RoadUserState state, long nowUs) {
        boolean isSlow = state.speedMps() < SLOW_MPS
                && !state.roadUserClass().vulnerable()
                && state.laneIndex() >= 0
                && lanes.lane(state.laneIndex()).kind() == LaneKind.VEHICLE;
        if (!isSlow) {
            slow.clear(slot);
        } else if (!slow.get(slot) || trackIds[slot] != state.trackId()) {
            slow.set(slot);
            trackIds[slot] = state.trackId();
            sinceUs[slot] = nowUs;
        }
    }

    /** All columns but those of one or two who wait, no older than a second. */
    List<Column> columns(long nowUs) {
        if (nowUs - judgedAtUs >= JUDGED_EVERY_US) {
            judgedAtUs = nowUs;
            columns = judge();
        }
        return columns;
    }

    private List<Column> judge() {
        SortedMap<Integer, List<Slow>> byLane = new TreeMap<>();
        for (int slot = slow.nextSetBit(0); slot >= 0; slot = slow.nextSetBit(slot + 1)) {
            if (tracker.trackId(slot) != trackIds[slot] || !tracker.confirmed(slot)) {
                slow.clear(slot);
                continue;
            }
            TrackSnapshot state = tracker.current(slot);
            if (state.laneIndex() >= 0) {
                byLane.computeIfAbsent(state.laneIndex(), _ -> new ArrayList<>())
                        .add(new Slow(slot, state, sinceUs[slot]));
            }
        }
        List<Column> found = new ArrayList<>();
        byLane.forEach((lane, here) -> addColumns(lanes.lane(lane), here, byLane, found));
        found.removeIf(column -> column.waiting() && !column.queue());
        return List.copyOf(found);
    }

    private void addColumns(Lane lane, List<Slow> here, Map<Integer, List<Slow>> byLane, List<Column> into) {
        here.sort(Comparator.comparingDouble((Slow one) -> one.state().laneS()).reversed());
        Slow head = here.getFirst();
        Slow last = head;
        int vehicles = 1;
        for (Slow next : here.subList(1, here.size())) {
            if (last.state().laneS() - next.state().laneS() > GAP_MAX_M) {
                into.add(column(lane, head, last, vehicles, byLane));
                head = next;
                vehicles = 0;
            }
            last = next;
            vehicles++;
        }
        into.add(column(lane, head, last, vehicles, byLane));
    }

    private Column column(Lane lane, Slow head, Slow tail, int vehicles, Map<Integer, List<Slow>> byLane) {
        boolean waiting = lane.insideJunction() || waits(lane, head.state().laneS(), byLane);
        return new Column(head.slot(), tail.state(), vehicles, head.sinceUs(), waiting);
    }

    /** Before a junction or a crosswalk, or behind slow ones on the next lane. */
    private boolean waits(Lane lane, double atM, Map<Integer, List<Slow>> byLane) {
        double leftM = lane.lengthM() - atM;
        for (int next : lane.successors()) {
            boolean end = lanes.lane(next).insideJunction() && leftM < WAITING_M;
            boolean queue = byLane.getOrDefault(next, List.of()).stream()
                    .anyMatch(one -> leftM + one.state().laneS() < GAP_MAX_M);
            if (end || queue) {
                return true;
            }
        }
        return lane.successors().isEmpty() && leftM < WAITING_M;
    }
}
