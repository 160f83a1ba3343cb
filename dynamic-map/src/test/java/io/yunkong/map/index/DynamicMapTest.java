package io.yunkong.map.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DynamicMapTest {
    /** Road users per square kilometre, as on a busy network. */
    private static final double DENSITY = 625e-6;

    private static final int SLOTS = 400;
    private static final long FROM_US = 1_790_000_000_000_000L;
    private static final long UNTIL_US = FROM_US + 1_000_000;

    @Test
    void findsExactlyWhatIsWithinTheRadius() {
        Random random = new Random(7);
        DynamicMap map = new DynamicMap(-500, -500, 1000, 1000, 75, SLOTS);
        double[] east = new double[SLOTS];
        double[] north = new double[SLOTS];
        for (int step = 0; step < 3000; step++) {
            int slot = random.nextInt(SLOTS);
            east[slot] = random.nextDouble(-600, 600);
            north[slot] = random.nextDouble(-600, 600);
            map.put(slot, east[slot], north[slot]);
        }
        for (int slot = 0; slot < SLOTS; slot += 3) {
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
            for (int slot = 0; slot < SLOTS; slot++) {
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
    void passesOverExactlyThoseWhoAreForeseenToKeepAwayAndTellsTheFiguresOfTheOthers() {
        Random random = new Random(8);
        DynamicMap map = new DynamicMap(-500, -500, 1000, 1000, 75, SLOTS);
        @Nullable Box[] foreseen = new Box[SLOTS];
        double[] figures = new double[SLOTS];
        Arrays.fill(figures, Double.NaN);
        double[] east = new double[SLOTS];
        double[] north = new double[SLOTS];
        for (int step = 0; step < 3000; step++) {
            int slot = random.nextInt(SLOTS);
            east[slot] = random.nextDouble(-500, 500);
            north[slot] = random.nextDouble(-500, 500);
            map.put(slot, east[slot], north[slot]);
            switch (random.nextInt(4)) {
                case 0 -> {
                    map.forget(slot);
                    foreseen[slot] = null;
                    figures[slot] = Double.NaN;
                }
                case 1 -> {
                    map.remove(slot);
                    map.put(slot, east[slot], north[slot]);
                    foreseen[slot] = null;
                    figures[slot] = Double.NaN;
                }
                default -> {
                    double e = random.nextDouble(-500, 500);
                    double n = random.nextDouble(-500, 500);
                    foreseen[slot] = Box.of(e, n, e + random.nextDouble(200), n + random.nextDouble(200));
                    map.foresee(slot, Objects.requireNonNull(foreseen[slot]), FROM_US, UNTIL_US, figuresOf(e));
                    figures[slot] = e;
                }
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            double marginM = slot % 3 * 4;
            for (long atUs : new long[] {FROM_US - 1, FROM_US, UNTIL_US, UNTIL_US + 1}) {
                boolean holds = atUs >= FROM_US && atUs <= UNTIL_US;
                TreeSet<Integer> expected = new TreeSet<>();
                for (int other = 0; other < SLOTS; other++) {
                    boolean near = Math.hypot(east[other] - east[slot], north[other] - north[slot]) <= 150;
                    boolean keepsAway = holds && keepAway(foreseen[slot], foreseen[other], marginM);
                    if (other != slot && near && !keepsAway) {
                        expected.add(other);
                    }
                }
                TreeSet<Integer> found = new TreeSet<>();
                map.forEachMeeting(slot, 150, marginM, atUs, (met, told, at) -> {
                    found.add(met);
                    assertThat(Double.compare(told[at], figures[met])).isZero();
                    assertThat(Double.isNaN(told[at]) || told[at + DynamicMap.FIGURES - 1] == -figures[met])
                            .isTrue();
                });
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    private static double[] figuresOf(double first) {
        double[] figures = new double[DynamicMap.FIGURES];
        figures[0] = first;
        figures[DynamicMap.FIGURES - 1] = -first;
        return figures;
    }

    /** Of whom nothing is foreseen may be anywhere. */
    private static boolean keepAway(@Nullable Box a, @Nullable Box b, double marginM) {
        return a != null
                && b != null
                && (a.westM() - marginM > b.eastM()
                        || b.westM() > a.eastM() + marginM
                        || a.southM() - marginM > b.northM()
                        || b.southM() > a.northM() + marginM);
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
