package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts roadside units where most road users cross each other's way: cells of the truth, ranked by how many of their states do not go with the
 * cell's main direction, the next unit at some distance from all before. Pure.
 */
public final class SitePlanner {
    private static final double CELL_M = 50;
    private static final double SPACING_M = 300;
    private static final int DIRECTIONS = 4; // of 45 degrees, one way and its opposite taken together
    private static final double TICK_TOLERANCE_S = 1e-6;

    private SitePlanner() {}

    private static final class Cell {
        final long[] states = new long[DIRECTIONS];
        double eastM;
        double northM;

        long all() {
            long sum = 0;
            for (long count : states) {
                sum += count;
            }
            return sum;
        }

        /** States outside the quarter circle that most of them go along. */
        long crossing() {
            long most = 0;
            for (int i = 0; i < DIRECTIONS; i++) {
                most = Math.max(most, states[i] + states[(i + 1) % DIRECTIONS]);
            }
            return all() - most;
        }
    }

    private record Cells(LocalPlane plane, Map<Long, Cell> byPlace) {}

    /**
     * Fewer units than wanted when the truth has not enough places; ranges and biases by chance.
     *
     * @param ticks the truth, read to the end of the window
     * @param fromS start of the window in the time of the truth, seconds
     * @param toS end of the window
     * @throws IOException when the truth cannot be read
     */
    public static List<Site> plan(TickSource ticks, double fromS, double toS, Siting siting, long seed)
            throws IOException {
        if (siting.units() == 0) {
            return List.of();
        }
        Cells cells = cells(ticks, fromS, toS);
        if (cells == null) {
            return List.of(); // the generator tells of the empty window
        }
        List<Cell> ranked = new ArrayList<>(cells.byPlace().values());
        ranked.sort(Comparator.comparingLong(Cell::crossing)
                .thenComparingLong(Cell::all)
                .reversed()
                .thenComparingDouble(cell -> cell.eastM / cell.all())
                .thenComparingDouble(cell -> cell.northM / cell.all()));
        List<double[]> places = new ArrayList<>();
        for (Cell cell : ranked) {
            double east = cell.eastM / cell.all();
            double north = cell.northM / cell.all();
            if (places.size() < siting.units()
                    && places.stream().allMatch(other -> Math.hypot(other[0] - east, other[1] - north) >= SPACING_M)) {
                places.add(new double[] {east, north});
            }
        }
        List<Site> sites = new ArrayList<>();
        for (double[] place : places) {
            LocalPlane plane = cells.plane();
            sites.add(drawn(
                    String.format(Locale.ROOT, "RSU%02d", sites.size() + 1),
                    sites.size(),
                    plane.latitudeDeg(place[0], place[1]),
                    plane.longitudeDeg(place[0], place[1]),
                    siting,
                    seed));
        }
        return sites;
    }

    /** A unit at a place, with a range and a bias by chance. */
    static Site drawn(String id, int index, double latitudeDeg, double longitudeDeg, Siting siting, long seed) {
        RandomGenerator random = new Seed(seed).stream(Seed.Drawer.SITE, index, 0);
        return new Site(
                id,
                latitudeDeg,
                longitudeDeg,
                siting.rangeMinM() + (siting.rangeMaxM() - siting.rangeMinM()) * random.nextDouble(),
                siting.biasSigmaM() * random.nextGaussian(),
                siting.biasSigmaM() * random.nextGaussian());
    }

    private static @Nullable Cells cells(TickSource ticks, double fromS, double toS) throws IOException {
        Cells cells = null;
        for (Tick tick = ticks.next(); tick != null && tick.atS() <= toS + TICK_TOLERANCE_S; tick = ticks.next()) {
            if (tick.atS() < fromS - TICK_TOLERANCE_S) {
                continue;
            }
            for (TrueState state : tick.states().values()) {
                if (cells == null) {
                    cells = new Cells(new LocalPlane(state.latitudeDeg(), state.longitudeDeg()), new HashMap<>());
                }
                count(cells, state);
            }
        }
        return cells;
    }

    private static void count(Cells cells, TrueState state) {
        double east = cells.plane().eastM(state.latitudeDeg(), state.longitudeDeg());
        double north = cells.plane().northM(state.latitudeDeg(), state.longitudeDeg());
        long place = ((long) Math.floor(east / CELL_M) << 32) ^ ((long) Math.floor(north / CELL_M) & 0xFFFF_FFFFL);
        Cell cell = cells.byPlace().computeIfAbsent(place, _ -> new Cell());
        cell.states[(int) Math.floor((state.headingDeg() + 22.5) / 45) % DIRECTIONS]++;
        cell.eastM += east;
        cell.northM += north;
    }
}
