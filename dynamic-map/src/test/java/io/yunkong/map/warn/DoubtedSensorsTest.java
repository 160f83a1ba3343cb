package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.observe.TrustNotice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of warnings that rest on a roadside unit which is not believed. */
final class DoubtedSensorsTest {
    private static final long UNIT = CrossroadsZone.ROADSIDE_UNIT;
    private static final long HOST = 0x77;
    private static final long WITNESS = 0x99;
    private static final long T0 = 1_800_000_000_000_000L;
    private static final double EAST = Math.PI / 2;
    private static final double LANE = -5.25;
    private static final double STANDING_EAST = -100;

    private final CooperativeWarner warner = new CooperativeWarner(CrossroadsZone.create(), "edge-1", host -> true);
    private final List<WarningEvent> events = new ArrayList<>();

    private static long at(int tick) {
        return T0 + tick * 100_000L;
    }

    private void reports(long station, int tick, double east, double north, double speed) {
        var _ = warner.accept(
                new SelfReport(
                        station,
                        at(tick),
                        at(tick) + 20_000,
                        east,
                        north,
                        speed,
                        EAST,
                        0,
                        0,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        Double.NaN,
                        Announcement.NONE,
                        tick % 128),
                at(tick) + 20_000,
                events::add);
    }

    private void sees(long station, int number, int tick, double east, double north, double speed) {
        var _ = warner.accept(
                new SensorReport(
                        station,
                        number,
                        at(tick),
                        at(tick) + 30_000,
                        east,
                        north,
                        speed,
                        EAST,
                        Double.NaN,
                        Double.NaN,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        Double.NaN),
                at(tick) + 30_000,
                events::add);
    }

    /** Four cars far off the host's way, of which the unit always says the same speed. */
    private void traffic(int tick, double toldSpeed) {
        for (int number = 1; number <= 4; number++) {
            sees(UNIT, number, tick, -150 + 10 * (tick % 280) / 10.0, 60 + 10 * number, toldSpeed);
        }
        warner.tick(at(tick) + 40_000, events::add);
    }

    /** The host drives up to somebody who stands in its lane and is seen by the unit, and perhaps by a parked vehicle. */
    private List<WarningEvent> approach(double toldSpeed, boolean witness) {
        for (int tick = 0; tick < 185; tick++) {
            reports(HOST, tick, -400 + 1.5 * tick, LANE, 15);
            traffic(tick, toldSpeed);
            if (tick >= 80) {
                sees(UNIT, 50, tick, STANDING_EAST, LANE, 0);
            }
            if (witness) {
                reports(WITNESS, tick, STANDING_EAST, 20, 0);
                sees(WITNESS, 3, tick, STANDING_EAST, LANE, 0);
            }
        }
        return events;
    }

    @Test
    void onTheWordOfAnHonestUnitTheHostIsWarned() {
        assertThat(approach(10, false)).isNotEmpty();
        assertThat(warner.counters().stationsExcluded()).isEmpty();
    }

    @Test
    void onTheWordOfAUnitWithStuckSpeedsNobodyIsWarned() {
        assertThat(approach(2, false)).isEmpty();
        assertThat(warner.counters().stationsExcluded()).containsOnlyKeys(Doubt.SPEED_CONTRADICTS_DISPLACEMENT);
        assertThat(warner.takeTrustNotices())
                .isNotEmpty()
                .allMatch(notice -> notice.stationId() == UNIT && notice.about() == TrustNotice.About.SENSORS);
        assertThat(warner.tracksNear(STANDING_EAST, LANE, 2, 500_000, at(184) + 50_000))
                .as("it stays on the map")
                .hasSize(1);
    }

    @Test
    void whoSomebodyElseSeesTooIsWarnedOf() {
        assertThat(approach(2, true)).isNotEmpty();
        assertThat(warner.counters().stationsExcluded()).isNotEmpty();
        assertThat(events.getFirst().warning().counterpart().orElseThrow().sources())
                .extracting(source -> source.stationId())
                .contains(WITNESS);
    }

    /** Ticks until a host is warned that appears close behind another vehicle, both telling of themselves. */
    private int warnedAfter(double toldSpeed) {
        for (int tick = 0; tick < 80; tick++) {
            reports(WITNESS, tick, 0, LANE, 0);
            traffic(tick, toldSpeed);
        }
        for (int tick = 80; tick < 100; tick++) {
            double east = -50 + 1.5 * (tick - 80);
            reports(WITNESS, tick, 0, LANE, 0);
            reports(HOST, tick, east, LANE, 15);
            sees(UNIT, 60, tick, east, LANE, 15);
            traffic(tick, toldSpeed);
            if (!events.isEmpty()) {
                return tick - 80;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void anExcludedUnitDoesNotProveAVehiclesOwnSpeed() {
        assertThat(warnedAfter(10)).isLessThan(10);
        assertThat(new DoubtedSensorsTest().warnedAfter(2)).isBetween(10, 19);
    }
}
