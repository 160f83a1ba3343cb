package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Doubt;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the evidence of a warning says of measurements that were not used, or not fully. */
final class RejectedInputsTest {
    private static final long T0 = 1_800_000_000_000_000L;
    private static final long UNIT = CrossroadsZone.ROADSIDE_UNIT;
    private static final long HOST = 0x77;
    private static final long OTHER = 0x88;
    private static final long TRACK = 4711;
    private static final double EAST = Math.PI / 2;
    private static final double LANE = -5.25;

    private final RejectedInputs rejected = new RejectedInputs();

    /** At 0, 0 at {@link #T0}, going east by 10 m/s. */
    private static TrackSnapshot party(long stationId) {
        return new TrackSnapshot(
                TRACK,
                stationId,
                RoadUserClass.CAR,
                T0,
                0,
                0,
                10,
                EAST,
                0,
                0,
                4.6,
                1.9,
                1,
                T0,
                -1,
                0,
                Announcement.NONE,
                List.of());
    }

    private static SelfReport self(long station, long atUs, double east, double speed) {
        return new SelfReport(
                station,
                atUs,
                atUs + 20_000,
                east,
                LANE,
                speed,
                EAST,
                0,
                0,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN,
                Announcement.NONE,
                (int) (atUs / 100_000 % 128));
    }

    private static SensorReport sensed(long station, int number, long atUs, double east, double north) {
        return new SensorReport(
                station,
                number,
                atUs,
                atUs + 30_000,
                east,
                north,
                0,
                EAST,
                Double.NaN,
                Double.NaN,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN);
    }

    private void refused(Observation observation, long trackId, RejectReason reason, long atUs) {
        rejected.refused(observation, trackId, reason, atUs);
    }

    @Test
    void whatItsStationTellsOfItselfOrOfOthersConcernsIt() {
        refused(self(HOST, T0 - 100_000, 900, 10), 0, RejectReason.POSITION_JUMP, T0 - 100_000);
        refused(self(OTHER, T0 - 100_000, 0, 10), 0, RejectReason.POSITION_JUMP, T0 - 100_000);
        refused(sensed(HOST, 3, T0 - 100_000, 900, 0), 0, RejectReason.OWN_BODY, T0 - 90_000);
        rejected.refused(HOST, RejectReason.MALFORMED, T0 - 80_000);
        rejected.refused(HOST, RejectReason.MALFORMED, T0 - 70_000);

        assertThat(rejected.about(party(HOST), T0))
                .containsExactly(
                        refused(HOST, true, "malformed", 2, T0 - 70_000),
                        refused(HOST, false, "own_body", 1, T0 - 90_000),
                        refused(HOST, true, "position_jump", 1, T0 - 100_000));
    }

    private static RejectedInput refused(long station, boolean self, String reason, int count, long lastAtUs) {
        return new RejectedInput(station, self, RejectedInput.Use.REFUSED, reason, count, lastAtUs);
    }

    @Test
    void anObjectOfASensorConcernsWhomTheSensorMeansOrElseWhoIsThere() {
        refused(sensed(UNIT, 1, T0, 500, 0), TRACK, RejectReason.SPEED_CONTRADICTS_DISPLACEMENT, T0);
        refused(sensed(UNIT, 2, T0, 0, 0), TRACK + 1, RejectReason.SPEED_CONTRADICTS_DISPLACEMENT, T0);
        refused(sensed(UNIT, 3, T0 - 2_000_000, -19, 1), 0, RejectReason.TOO_OLD, T0);
        refused(sensed(UNIT, 4, T0 - 2_000_000, 0, 1), 0, RejectReason.TOO_OLD, T0);
        refused(sensed(UNIT, 5, T0 - 3_600_000_000L, 0, 0), 0, RejectReason.TOO_OLD, T0);

        assertThat(rejected.about(party(0), T0))
                .containsExactly(
                        refused(UNIT, false, "speed_contradicts_displacement", 1, T0),
                        refused(UNIT, false, "too_old", 1, T0));
    }

    @Test
    void whatCountsLessIsToldWithTheDoubt() {
        rejected.doubted(self(HOST, T0, 0, 10), TRACK, RejectedInput.Use.EXCLUDED, Doubt.FROZEN_SPEED, T0);

        assertThat(rejected.about(party(HOST), T0))
                .containsExactly(new RejectedInput(HOST, true, RejectedInput.Use.EXCLUDED, "frozen_speed", 1, T0));
    }

    @Test
    void whatCameTwiceIsNoLossAndWhatIsFiveSecondsOldIsForgotten() {
        refused(self(HOST, T0, 0, 10), 0, RejectReason.DUPLICATE, T0);
        refused(self(HOST, T0, 0, 10), 0, RejectReason.TOO_OLD, T0);

        assertThat(rejected.about(party(HOST), T0 + 5_000_000)).hasSize(1);
        assertThat(rejected.about(party(HOST), T0 + 5_000_001)).isEmpty();
    }

    @Test
    void onlyTheMostFrequentAreNamedAndOnlyTheNewestAreKept() {
        RejectReason[] reasons = RejectReason.values();
        for (int i = 0; i < 12; i++) {
            for (int times = 0; times <= i; times++) {
                rejected.refused(HOST, reasons[i], T0);
            }
        }
        assertThat(rejected.about(party(HOST), T0))
                .hasSize(RejectedInputs.NAMED_MAX)
                .extracting(RejectedInput::count)
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5);

        for (int i = 0; i < RejectedInputs.ENTRIES_MAX; i++) {
            rejected.refused(OTHER, RejectReason.MALFORMED, T0);
        }
        assertThat(rejected.about(party(HOST), T0)).isEmpty();
    }

    /** A car drives at one that stands; the roadside unit's clock is two seconds late, and some reports of the car that stands overtake others. */
    @Test
    void aWarningTellsWhatWasNotUsedOfBoth() {
        CooperativeWarner warner = new CooperativeWarner(CrossroadsZone.create(), "edge-1", host -> true);
        List<WarningEvent> events = new ArrayList<>();
        for (int tick = 0; tick < 80 && events.isEmpty(); tick++) {
            long at = T0 + tick * 100_000L;
            var _ = warner.accept(self(OTHER, at, -60, 0), at + 20_000, events::add);
            if (tick % 10 == 0) {
                var _ = warner.accept(self(OTHER, at - 50_000, -60, 0), at + 25_000, events::add);
            }
            var _ = warner.accept(sensed(UNIT, 9, at - 2_000_000, -60, LANE), at + 30_000, events::add);
            warner.refused(HOST, RejectReason.MALFORMED, at + 30_000);
            var _ = warner.accept(self(HOST, at + 10_000, -180 + 1.5 * tick, 15), at + 40_000, events::add);
            warner.tick(at + 50_000, events::add);
        }

        assertThat(events).isNotEmpty();
        Warning warning = events.getFirst().warning();
        assertThat(warning.application()).isEqualTo(Application.FCW);
        assertThat(warning.evidence().hostRejected())
                .extracting(RejectedInput::stationId, RejectedInput::reason, RejectedInput::use)
                .containsExactly(tuple(HOST, "malformed", RejectedInput.Use.REFUSED));
        assertThat(warning.evidence().counterpartRejected())
                .extracting(RejectedInput::stationId, RejectedInput::reason, RejectedInput::use)
                .containsExactly(
                        tuple(UNIT, "too_old", RejectedInput.Use.REFUSED),
                        tuple(OTHER, "out_of_order", RejectedInput.Use.REFUSED));
        assertThat(warning.evidence().counterpartRejected().getFirst().count()).isGreaterThan(20);
    }
}
