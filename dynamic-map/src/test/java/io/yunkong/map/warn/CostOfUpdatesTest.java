package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.road.Zone;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an update costs, counted and not timed: how fast the machine is, and what else it does, changes nothing. */
final class CostOfUpdatesTest {
    private static final int FEW = 900;
    private static final int MANY = 18_900;
    /** Until every station is believed, and tables have their size. */
    private static final int ROUNDS_BEFORE = 15;

    private static final int ROUNDS = 3;
    /** The smallest object has 16; tables may grow a little. */
    private static final double OCTETS_MAX = 8;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Vehicles on roads of three lanes, 40 m behind each other at 14 m/s; no road is within reach of another, so that no road is at the rim. */
    private static final class Fleet {
        private static final long T0 = 1_800_000_000_000_000L;
        private static final long ROUND_US = 100_000;
        private static final double SPEED_MPS = 14;
        private static final int VEHICLES_A_LANE = 100;
        private static final int LANES_A_ROAD = 3;
        private static final double ROADS_APART_M = 300;

        final int size;
        private final CooperativeWarner warner;
        private final SelfReport report = SelfReport.blank();
        private int round;

        Fleet(int size) {
            this.size = size;
            this.warner = new CooperativeWarner(zone(size / VEHICLES_A_LANE), "edge-1", host -> true);
        }

        private static Zone zone(int count) {
            List<Lane> lanes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                lanes.add(new Lane(
                        i,
                        "lane-" + i,
                        "road-" + i / LANES_A_ROAD,
                        i % LANES_A_ROAD,
                        null,
                        LaneKind.VEHICLE,
                        CrossroadsZone.line(-200, northM(i), 4_500, northM(i)),
                        3.5,
                        16.7,
                        List.of(),
                        List.of(),
                        i % LANES_A_ROAD == LANES_A_ROAD - 1 ? -1 : i + 1,
                        i % LANES_A_ROAD == 0 ? -1 : i - 1,
                        TurnDirection.STRAIGHT,
                        null,
                        List.of(),
                        List.of()));
            }
            return new Zone(
                    "roads",
                    "路",
                    "Roads",
                    "0123456789abcdef",
                    new LocalPlane(34.8, 113.8),
                    new LaneMap(lanes),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new TileGrid(2_000, 200, List.of(new TileId(0, 0))),
                    true,
                    "");
        }

        private static double northM(int lane) {
            int road = lane / LANES_A_ROAD;
            return road * ROADS_APART_M + lane % LANES_A_ROAD * 3.5;
        }

        /** Everybody reports once, one after the other in a tenth of a second. */
        void drive(int rounds) {
            for (int i = 0; i < rounds; i++, round++) {
                for (int vehicle = 0; vehicle < size; vehicle++) {
                    long atUs = T0 + round * ROUND_US + vehicle * ROUND_US / size;
                    RejectReason reason = warner.accept(report(vehicle, atUs), atUs, event -> {});
                    if (reason != null) { // asserted with each report, it would allocate more than the update
                        throw new AssertionError("refused: vehicle=" + vehicle + ", reason=" + reason);
                    }
                }
                warner.tick(T0 + (round + 1) * ROUND_US, event -> {});
            }
        }

        private SelfReport report(int vehicle, long atUs) {
            int lane = vehicle / VEHICLES_A_LANE;
            double east = vehicle % VEHICLES_A_LANE * 40.0 + lane % LANES_A_ROAD * 13 + SPEED_MPS * (atUs - T0) / 1e6;
            report.write(
                    vehicle + 1,
                    atUs,
                    atUs,
                    east,
                    northM(lane),
                    SPEED_MPS,
                    Math.PI / 2,
                    0,
                    0,
                    4.6,
                    1.8,
                    RoadUserClass.CAR,
                    Double.NaN,
                    Announcement.NONE,
                    round % 128);
            return report;
        }

        double placesVisited() {
            long before = warner.placesVisited();
            drive(ROUNDS);
            return (double) (warner.placesVisited() - before) / (size * ROUNDS);
        }

        double pairsCompared() {
            long before = warner.counters().pairsEvaluated();
            drive(ROUNDS);
            return (double) (warner.counters().pairsEvaluated() - before) / (size * ROUNDS);
        }

        /** Of an update, its report written over the one before, in the round that allocates least: loading classes and compiling may allocate in others. */
        double octetsAllocated() {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREAD.getCurrentThreadAllocatedBytes();
                drive(1);
                least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
            }
            return (double) least / size;
        }
    }

    private final Fleet few = driven(FEW);

    private static Fleet driven(int size) {
        Fleet fleet = new Fleet(size);
        fleet.drive(ROUNDS_BEFORE);
        return fleet;
    }

    private static void growsByAFifthAtMost(String what, double few, double many) {
        assertThat(few).as(what).isPositive();
        assertThat(many / few)
                .as("%s an update: %d road users %.1f, %d road users %.1f", what, FEW, few, MANY, many)
                .isLessThanOrEqualTo(1.2);
    }

    @Test
    void anUpdateAmongTwentyTimesAsManyOfTheSameDensityLooksAtNoMoreOfThem() {
        Fleet many = driven(MANY);
        growsByAFifthAtMost("places visited", few.placesVisited(), many.placesVisited());
        growsByAFifthAtMost("pairs compared", few.pairsCompared(), many.pairsCompared());
        assertThat(many.warner.trackCount()).isEqualTo(MANY);
        assertThat(many.warner.counters().tableFull()).isZero();
    }

    @Test
    void anAcceptedSelfReportAllocatesNotOneObject() {
        assertThat(driven(MANY).octetsAllocated()).isBetween(0.0, OCTETS_MAX);
    }
}
