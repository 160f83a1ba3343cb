package io.yunkong.load.fleet;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who drives where in a zone, in an order drawn by a seed: nobody comes near anybody but on purpose.
 *
 * @param stretches for approaches and rogues
 * @param lines a whole lane each, for buses
 */
public record Roads(List<Slot> stretches, List<Slot> lines) {
    /** A shorter lane is no line. */
    private static final double LINE_MIN_M = 250;

    /** Lines for each bus: between two buses a line rests. */
    private static final double LINES_A_BUS = 1.3;

    public Roads {
        stretches = List.copyOf(stretches);
        lines = List.copyOf(lines);
    }

    /** @param buses at the same time; no more lines are taken than the zone has */
    static Roads of(Zone zone, long seed, int buses) {
        List<Lane> lanes = new ArrayList<>(zone.lanes().lanes().stream()
                .filter(lane -> lane.kind() == LaneKind.VEHICLE && !lane.insideJunction())
                .toList());
        SplittableRandom random = new SplittableRandom(seed);
        shuffle(lanes, random);
        List<Lane> longest = lanes.stream()
                .filter(lane -> lane.lengthM() >= LINE_MIN_M)
                .limit((long) Math.ceil(buses * LINES_A_BUS))
                .toList();
        List<Slot> stretches = new ArrayList<>();
        lanes.stream().filter(lane -> !longest.contains(lane)).forEach(lane -> stretches.addAll(Slot.of(lane)));
        shuffle(stretches, random);
        return new Roads(
                stretches,
                longest.stream().map(lane -> new Slot(lane, Slot.MARGIN_M)).toList());
    }

    private static void shuffle(List<?> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    /**
     * Most vehicles of a load test that find a place of their own.
     *
     * @param busShare of the vehicles, which are buses, [0, 1]
     * @param rogueShare likewise; the others approach each other in pairs
     */
    public static int vehiclesMax(Zone zone, double busShare, double rogueShare) {
        int vehicles = 0;
        for (int more = 1 << 16; more > 0; more >>= 1) {
            if (fits(zone, vehicles + more, busShare, rogueShare)) {
                vehicles += more;
            }
        }
        return vehicles;
    }

    private static boolean fits(Zone zone, int vehicles, double busShare, double rogueShare) {
        int buses = (int) Math.round(vehicles * busShare);
        Roads roads = of(zone, 0, buses);
        double pairs = vehicles * (1 - busShare - rogueShare) / 2;
        double cycle = 1 + Scene.REST_US / 1e6 / Approach.DURATION_S;
        return roads.lines().size() >= buses * LINES_A_BUS
                && roads.stretches().size() * 0.9 >= pairs * cycle + vehicles * rogueShare;
    }
}
