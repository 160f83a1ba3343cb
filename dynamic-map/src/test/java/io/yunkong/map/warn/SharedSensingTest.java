package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of objects that a vehicle's own sensors see (SSM), from the measurement to the warning. */
final class SharedSensingTest {
    private static final long HOST = 0x77;
    private static final long T0 = 1_800_000_000_000_000L;
    private static final double EAST = Math.PI / 2;
    private static final double LANE = -5.25;
    private static final double SPEED = 15;

    private final CooperativeWarner warner = new CooperativeWarner(CrossroadsZone.create(), "edge-1", host -> true);
    private final List<WarningEvent> events = new ArrayList<>();

    private static long at(int tick) {
        return T0 + tick * 100_000L;
    }

    /** The host drives east in its lane, exactly as it says. */
    private static double hostEast(int tick) {
        return -400 + SPEED * tick / 10.0;
    }

    private @Nullable RejectReason hostReports(int tick, double toldSpeed) {
        return warner.accept(
                new SelfReport(
                        HOST,
                        at(tick),
                        at(tick) + 20_000,
                        hostEast(tick),
                        LANE,
                        toldSpeed,
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

    private @Nullable RejectReason sees(long station, int number, int tick, double east, double north, double speed) {
        return warner.accept(
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

    private List<TrackSnapshot> tracks(int tick) {
        warner.tick(at(tick) + 40_000, events::add);
        return warner.tracks(at(tick) + 40_000);
    }

    /** @param beside how far its sensor misplaces it on average, metres: by more, its own body lies beside itself */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 0.8, 3})
    void whoSeesItselfIsNeverWarnedOfItselfAndIsOneRoadUserAsFarAsItsSensorIsAnyGood(double beside) {
        long seed = 11;
        Random random = new Random(seed);
        int most = 0;
        int lastTwo = 0;
        for (int tick = 0; tick < 150; tick++) {
            assertThat(hostReports(tick, SPEED)).isNull();
            var _ = sees(
                    HOST,
                    3,
                    tick,
                    hostEast(tick) + 0.4 * random.nextGaussian(),
                    LANE + beside + 0.3 * random.nextGaussian(),
                    SPEED + 0.3 * random.nextGaussian());
            int tracks = tracks(tick).size();
            most = Math.max(most, tracks);
            lastTwo = tracks > 1 ? tick : lastTwo;
        }
        assertThat(events).as("seed %d", seed).isEmpty();
        assertThat(most)
                .as("seed %d, second track last at tick %d", seed, lastTwo)
                .isEqualTo(beside < 1 ? 1 : 2);
        assertThat(tracks(149))
                .filteredOn(track -> track.stationId() == HOST)
                .singleElement()
                .satisfies(host -> assertThat(host.northM()).isCloseTo(LANE, within(0.1)));
    }

    @Test
    void aSlowVehicleThatOnlyTheHostsSensorSeesIsWarned() {
        for (int tick = 0; tick < 60; tick++) {
            assertThat(hostReports(tick, SPEED)).isNull();
            assertThat(sees(HOST, 5, tick, -330 + 0.5 * tick, LANE, 5)).isNull();
            var _ = tracks(tick);
        }
        assertThat(events).isNotEmpty();
        Warning warning = events.getFirst().warning();
        assertThat(warning.application()).isEqualTo(Application.FCW);
        assertThat(warning.host().stationId()).isEqualTo(HOST);
        assertThat(warning.counterpart().orElseThrow().sources())
                .allMatch(source -> source.stationId() == HOST && !source.selfReport());
    }

    @Test
    void whoStandsCloseAheadOrInTheNextLaneStaysApartFromTheHost() {
        for (int tick = 0; tick < 50; tick++) {
            var _ = warner.accept(
                    new SelfReport(
                            HOST,
                            at(tick),
                            at(tick) + 20_000,
                            -400,
                            LANE,
                            0,
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
            assertThat(sees(HOST, 1, tick, -393.9, LANE, 0)).isNull();
            assertThat(sees(HOST, 2, tick, -400, LANE + 3.5, 0)).isNull();
            if (tick > 10) {
                assertThat(tracks(tick)).hasSize(3);
            }
        }
        assertThat(events).isEmpty();
    }

    private int firstSeenAt(long station) {
        for (int tick = 0; tick < 20; tick++) {
            assertThat(hostReports(tick, SPEED)).isNull();
            assertThat(sees(station, 9, tick, hostEast(tick) + 60, LANE, SPEED)).isNull();
            if (tracks(tick).size() == 2) {
                return tick;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void itsWordAloneConfirmsNobodySoonerThanARoadsideUnits() {
        // the roadside unit at the origin sees 200 m: the host starts nearer to it
        int byVehicle = firstSeenAt(HOST);
        SharedSensingTest other = new SharedSensingTest();
        int byUnit = other.confirmedByRoadsideUnit();
        assertThat(byVehicle).isGreaterThanOrEqualTo(byUnit).isLessThan(20);
    }

    private int confirmedByRoadsideUnit() {
        for (int tick = 0; tick < 20; tick++) {
            assertThat(sees(CrossroadsZone.ROADSIDE_UNIT, 9, tick, -100 + SPEED * tick / 10.0, LANE, SPEED))
                    .isNull();
            if (tracks(tick).size() == 1) {
                return tick;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void aGhostOfThreeDetectionsIsNoRoadUser() {
        for (int tick = 0; tick < 30; tick++) {
            assertThat(hostReports(tick, SPEED)).isNull();
            if (tick >= 10 && tick < 13) {
                assertThat(sees(HOST, 40, tick, hostEast(tick) + 20, LANE, 0)).isNull();
            }
            assertThat(tracks(tick)).hasSize(1);
        }
        assertThat(events).isEmpty();
    }
}
