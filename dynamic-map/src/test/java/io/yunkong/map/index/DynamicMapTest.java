package io.yunkong.map.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DynamicMapTest {
    /** Road users per square kilometre, as on a busy network. */
    private static final double DENSITY = 625e-6;

    @Test
    void findsExactlyWhatIsWithinTheRadius() {
        Random random = new Random(7);
        DynamicMap map = new DynamicMap(-500, -500, 1000, 1000, 75, 400);
        double[] east = new double[400];
        double[] north = new double[400];
        for (int step = 0; step < 3000; step++) {
            int slot = random.nextInt(400);
            east[slot] = random.nextDouble(-600, 600);
            north[slot] = random.nextDouble(-600, 600);
            map.put(slot, east[slot], north[slot]);
        }
        for (int slot = 0; slot < 400; slot += 3) {
            map.put(slot, 0, 0);
            map.remove(slot);
            east[slot] = Double.NaN;
        }
        findsExactly(map, east, north, random);
        map.cover(-200, -700, 300, 1500);
        findsExactly(map, east, north, random);
    }

    private static void findsExactly(DynamicMap map, double[] east, double[] north, Random random) {
        for (int query = 0; query < 50; query++) {
            double e = random.nextDouble(-500, 500);
            double n = random.nextDouble(-500, 500);
            TreeSet<Integer> expected = new TreeSet<>();
            for (int slot = 0; slot < 400; slot++) {
                if (Math.hypot(east[slot] - e, north[slot] - n) <= 150) {
                    expected.add(slot);
                }
            }
            TreeSet<Integer> found = new TreeSet<>();
            map.forEachNear(e, n, 150, found::add);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void costOfAQueryDependsOnNeighboursAndNotOnTheFleet() {
        double small = comparisonsPerQuery(1_000);
        double large = comparisonsPerQuery(100_000);
        assertThat(large / small)
                .as("comparisons per query: 1k %.1f, 100k %.1f", small, large)
                .isLessThan(1.5);
    }

    private static double comparisonsPerQuery(int fleet) {
        double side = Math.sqrt(fleet / DENSITY);
        Random random = new Random(11);
        DynamicMap map = new DynamicMap(0, 0, side, side, 75, fleet);
        double[] east = new double[fleet];
        double[] north = new double[fleet];
        for (int slot = 0; slot < fleet; slot++) {
            east[slot] = random.nextDouble(side);
            north[slot] = random.nextDouble(side);
            map.put(slot, east[slot], north[slot]);
        }
        for (int slot = 0; slot < fleet; slot++) {
            map.forEachNear(east[slot], north[slot], 150, ignored -> {});
        }
        return (double) map.visited() / fleet;
    }
}
