package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a station's sensors are believed: by what all their objects together bear out. */
class SensorTrustTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long UNIT = CrossroadsZone.ROADSIDE_UNIT;
    private static final long VEHICLE = 0x77;
    private static final long T0 = 1_800_000_000_000_000L;
    private static final double EAST = Math.PI / 2;
    private static final double RING_M = 80;

    private Plausibility plausibility = new Plausibility(ZONE, Plausibility.Parameters.defaults());
    private final List<TrustNotice> notices = new ArrayList<>();
    private int refused;

    /** What a sensor tells of an object at a time. */
    record Seen(double t, double east, double north, double speed, double heading) {
        Seen speed(double told) {
            return new Seen(t, east, north, told, heading);
        }

        Seen heading(double told) {
            return new Seen(t, east, north, speed, told);
        }

        Seen at(double toldEast, double toldNorth) {
            return new Seen(t, toldEast, toldNorth, speed, heading);
        }
    }

    private static long us(double t) {
        return T0 + Math.round(t * 1e6);
    }

    private static SensorReport report(long station, int number, Seen s, RoadUserClass kind, double length) {
        double heading = Double.isNaN(s.heading()) ? Double.NaN : (s.heading() + 4 * Math.PI) % (2 * Math.PI);
        return new SensorReport(
                station,
                number,
                us(s.t()),
                us(s.t()) + 80_000,
                s.east(),
                s.north(),
                s.speed(),
                heading,
                Double.NaN,
                Double.NaN,
                length,
                Math.min(2.5, length / 2.4),
                kind,
                Double.NaN);
    }

    private @Nullable RejectReason sees(int number, Seen s, RoadUserClass kind, double length) {
        RejectReason reason = plausibility.check(report(UNIT, number, s, kind, length), us(s.t()) + 80_000);
        refused += reason == null ? 0 : 1;
        notices.addAll(plausibility.takeNotices());
        return reason;
    }

    private @Nullable RejectReason sees(int number, Seen s) {
        return sees(number, s, RoadUserClass.CAR, 4.6);
    }

    /** One of those who go round and round, clockwise, some behind each other. */
    private static Seen onRing(int number, double t, double speed) {
        double angle = number + speed * t / RING_M;
        return new Seen(
                t,
                RING_M * Math.sin(angle),
                RING_M * Math.cos(angle),
                speed + 0.01 * Math.sin(9 * t + number),
                angle + EAST);
    }

    private void ring(double from, double to, int objects, double speed, UnaryOperator<Seen> fault) {
        for (int i = (int) Math.round(from * 10); i < Math.round(to * 10); i++) {
            for (int number = 1; number <= objects; number++) {
                var _ = sees(number, fault.apply(onRing(number, i / 10.0, speed)));
            }
        }
    }

    private Trust trust() {
        return plausibility.trustInSensors(UNIT);
    }

    private static Arguments fault(Doubt doubt, double speed, UnaryOperator<Seen> fault) {
        return Arguments.of(doubt, speed, fault);
    }

    static Stream<Arguments> faults() {
        Random random = new Random(5);
        return Stream.of(
                // jitter, so that it is not frozen as well
                fault(Doubt.SPEED_CONTRADICTS_DISPLACEMENT, 12, s -> s.speed(0.01 + 0.01 * Math.sin(s.t()))),
                fault(Doubt.FROZEN_SPEED, 5, s -> s.speed(12.5)),
                fault(Doubt.SPEED_CONTRADICTS_DISPLACEMENT, 30, s -> s.speed(0.02 * Math.abs(Math.sin(s.t())))),
                fault(Doubt.HEADING_CONTRADICTS_COURSE, 12, s -> s.heading(s.heading() + Math.PI)),
                fault(Doubt.HEADING_CONTRADICTS_COURSE, 12, s -> s.heading(2 * Math.PI * random.nextDouble())),
                fault(Doubt.FROZEN_HEADING, 12, s -> s.heading(EAST)),
                fault(Doubt.FROZEN_POSITION, 1.3, s -> s.at(20, 30)),
                fault(Doubt.FROZEN_POSITION, 14, s -> s.at(20, 30)));
    }

    @ParameterizedTest(name = "{0} at {1} m/s")
    @MethodSource("faults")
    void aUnitWhoseObjectsBearOutADoubtLosesTrustAndWinsItBackSlowly(
            Doubt doubt, double speed, UnaryOperator<Seen> fault) {
        double found = 0;
        while (found < 30 && (trust() != Trust.EXCLUDED || plausibility.scoreOfSensors(UNIT, doubt) < 0.4)) {
            ring(found, found + 0.1, 6, speed, fault);
            found += 0.1;
        }
        assertThat(trust()).as("%s", notices).isEqualTo(Trust.EXCLUDED);
        assertThat(found).as("not on the first messages").isGreaterThan(1.9);
        assertThat(plausibility.scoreOfSensors(UNIT, doubt)).isGreaterThan(0.4);
        assertThat(plausibility.discounted().values()).containsExactly(1L);
        assertThat(plausibility.excluded().values()).containsExactly(1L);
        assertThat(plausibility.trust(UNIT)).as("it says nothing of itself").isEqualTo(Trust.FULL);

        notices.clear();
        ring(found, found + 4, 6, 10, s -> s);
        assertThat(trust()).as("a few good seconds").isNotEqualTo(Trust.FULL);
        refused = 0;
        ring(found + 4, found + 70, 6, 10, s -> s);
        assertThat(refused).isZero();
        assertThat(trust()).isEqualTo(Trust.FULL);
        assertThat(notices.getLast().trust()).isEqualTo(Trust.FULL);
    }

    @Test
    void whatContradictsItselfIsRefusedUntilTwoWindowsAgree() {
        ring(0, 1, 1, 12, s -> s.speed(0));
        assertThat(refused).isZero();
        ring(1, 2.1, 1, 12, s -> s.speed(0));
        assertThat(refused).isEqualTo(11);
        ring(2.1, 3.1, 1, 12, s -> s);
        assertThat(sees(1, onRing(1, 3.1, 12))).isEqualTo(RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
        ring(3.2, 5, 1, 12, s -> s);
        assertThat(sees(1, onRing(1, 5, 12))).isNull();
        assertThat(sees(1, onRing(1, 5, 12).heading(0))).as("the same again").isNull();
    }

    @Test
    void fiveWindowsOfTheOnlyObjectAreEnough() {
        ring(0, 2, 1, 12, s -> s.speed(0));
        assertThat(trust()).as("one").isEqualTo(Trust.FULL);
        ring(2, 6, 1, 12, s -> s.speed(0));
        assertThat(trust()).isEqualTo(Trust.EXCLUDED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 8})
    void oneBadObjectAmongThirtyIsRefusedAndNoMatterToTheOthers(double speed) {
        for (int i = 0; i < 600; i++) {
            double t = i / 10.0;
            for (int number = 2; number <= 30; number++) {
                assertThat(sees(number, onRing(number, t, speed))).isNull();
            }
            RejectReason reason = sees(1, onRing(1, t, 12).speed(0));
            assertThat(reason).isEqualTo(i < 10 ? null : RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
        }
        assertThat(trust()).isEqualTo(Trust.FULL);
        assertThat(plausibility.scoreOfSensors(UNIT, Doubt.SPEED_CONTRADICTS_DISPLACEMENT))
                .isZero();
        assertThat(notices).isEmpty();
    }

    @Test
    void messagesOfABadClockAreEachOnePieceOfEvidenceAndDiscountOnly() {
        for (int i = 0; i < 400; i++) {
            for (int number = 1; number <= 30; number++) {
                Seen s = onRing(number, i / 10.0, 10);
                SensorReport late = report(UNIT, number, s, RoadUserClass.CAR, 4.6);
                assertThat(plausibility.check(late, us(s.t()) + 900_000))
                        .as("waited here")
                        .isEqualTo(RejectReason.TOO_OLD);
            }
        }
        assertThat(plausibility.scoreOfSensors(UNIT, Doubt.AGE)).isZero();
        for (int i = 400; i < 800; i++) {
            long at = us(i / 10.0);
            for (int number = 1; number <= 30; number++) {
                Seen s = onRing(number, i / 10.0 + (i % 2 == 0 ? 0.3 : -0.6), 10);
                SensorReport o = report(UNIT, number, s, RoadUserClass.CAR, 4.6);
                SensorReport now = new SensorReport(
                        UNIT,
                        number,
                        o.generatedAtUs(),
                        at,
                        o.eastM(),
                        o.northM(),
                        10,
                        o.headingRad(),
                        0,
                        0,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        Double.NaN);
                assertThat(plausibility.check(now, at))
                        .isEqualTo(i % 2 == 0 ? RejectReason.FROM_FUTURE : RejectReason.TOO_OLD);
            }
            if (i < 408) {
                assertThat(trust()).as("message %d", i).isEqualTo(Trust.FULL);
            }
        }
        assertThat(trust()).isEqualTo(Trust.DISCOUNTED);
        assertThat(plausibility.discounted()).containsOnlyKeys(Doubt.AGE);
        assertThat(plausibility.excluded()).isEmpty();
    }

    /** Two queues that pass each other, and numbers that change hands between neighbours, along and across. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aNumberHandedOverBetweenNeighboursIsNoEvidence(long seed) {
        Random random = new Random(seed);
        int[] whose = {0, 1, 2, 3, 4, 5, 6, 7};
        for (int i = 0; i < 1200; i++) {
            double t = i / 10.0;
            if (i % 7 == 0) {
                int a = random.nextInt(8);
                int b = random.nextBoolean() ? a ^ 1 : (a + 2) % 8;
                int kept = whose[a];
                whose[a] = whose[b];
                whose[b] = kept;
            }
            for (int number = 0; number < 8; number++) {
                int who = whose[number];
                boolean eastward = who % 2 == 0;
                double along = (who / 2 * 8 + 6 * (t % 20) + 200) % 240 - 120;
                Seen s = new Seen(
                        t,
                        (eastward ? along : -along) + 0.5 * random.nextGaussian(),
                        (eastward ? -5.25 : -1.75) + 0.5 * random.nextGaussian(),
                        6 + 0.3 * random.nextGaussian(),
                        (eastward ? EAST : 3 * EAST) + 0.03 * random.nextGaussian());
                var _ = sees(number, s);
            }
        }
        assertThat(trust()).isEqualTo(Trust.FULL);
        assertThat(notices).as("seed %d", seed).isEmpty();
        assertThat(refused).as("seed %d, of 9600", seed).isLessThan(100);
    }

    @Test
    void aBusThatTurnsAtACrossingIsNotDoubted() {
        for (int round = 0; round < 10; round++) {
            double front = 0;
            double heading = EAST;
            double east = -60;
            double north = -5.25;
            for (int i = 0; i < 160; i++) {
                double speed = i < 40 ? 8 : 5;
                double turn = i >= 60 && i < 100 ? -EAST / 40 : 0;
                heading += turn;
                east += 0.1 * speed * Math.sin(heading);
                north += 0.1 * speed * Math.cos(heading);
                front += 0.1 * speed;
                // the middle of a body 12 m long
                Seen middle = new Seen(
                        round * 20 + i / 10.0,
                        east - 6 * Math.sin(heading),
                        north - 6 * Math.cos(heading),
                        speed + 0.01 * Math.sin(front),
                        heading);
                assertThat(sees(round, middle, RoadUserClass.BUS, 12))
                        .as("%s", middle)
                        .isNull();
            }
        }
        assertThat(plausibility.scoreOfSensors(UNIT, Doubt.HEADING_CONTRADICTS_COURSE))
                .isZero();
    }

    /** Who drives, brakes, stops, turns; walks, cycles or just stands. */
    private static final class Honest {
        final RoadUserClass kind;
        final double length;
        final double top;
        double east;
        double north;
        double speed;
        double wanted;
        double heading;
        double turning;
        int until;

        Honest(RoadUserClass kind, double length, double top, Random random) {
            this.kind = kind;
            this.length = length;
            this.top = top;
            east = 160 * random.nextDouble() - 80;
            north = 160 * random.nextDouble() - 80;
            heading = 2 * Math.PI * random.nextDouble();
        }

        void step(int i, Random random) {
            if (i >= until) {
                until = i + 10 + random.nextInt(60);
                wanted = random.nextInt(3) == 0 ? 0 : top * random.nextDouble();
                // no faster in a bend than 3 m/s2 allow; back when it is far out
                boolean far = Math.hypot(east, north) > 100;
                turning = far || random.nextInt(3) == 0 ? (random.nextBoolean() ? 0.6 : -0.6) : 0;
            }
            speed = Math.max(0, speed + Math.clamp(wanted - speed, -0.7, 0.25));
            double rate = Math.min(Math.abs(turning), 3 / Math.max(1, speed));
            heading += 0.1 * Math.copySign(rate, turning) * (speed > 0.5 ? 1 : 0);
            if (Math.hypot(east, north) > 150) {
                heading = Math.atan2(-east, -north);
            }
            east += 0.1 * speed * Math.sin(heading);
            north += 0.1 * speed * Math.cos(heading);
        }

        Seen seen(double t, Random random) {
            return new Seen(
                    t,
                    east + 0.5 * random.nextGaussian(),
                    north + 0.5 * random.nextGaussian(),
                    Math.max(0, speed + 0.3 * random.nextGaussian()),
                    heading + (speed > 1 ? Math.toRadians(2) : 1.5) * random.nextGaussian());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void honestTrafficIsNeverRefused(long seed) {
        Random random = new Random(seed);
        List<Honest> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(new Honest(RoadUserClass.CAR, 4.6, 18, random));
            all.add(new Honest(RoadUserClass.BICYCLE, 1.8, 6, random));
            all.add(new Honest(RoadUserClass.PEDESTRIAN, 0.5, 1.8, random));
        }
        for (int i = 0; i < 1800; i++) {
            for (int number = 0; number < all.size(); number++) {
                Honest user = all.get(number);
                user.step(i, random);
                if (random.nextInt(20) > 0) {
                    assertThat(sees(number, user.seen(i / 10.0, random), user.kind, user.length))
                            .as("seed %d, report %d of %s", seed, i, user.kind)
                            .isNull();
                }
            }
        }
        assertThat(notices).isEmpty();
        assertThat(plausibility.objects()).isEqualTo(all.size());
    }

    @Test
    void withoutASpeedNothingIsHeldAgainstAnybodyAndWithoutAHeadingTheWayIs() {
        ring(0, 10, 3, 14, s -> s.speed(Double.NaN));
        ring(10, 20, 3, 14, s -> s.heading(Double.NaN));
        assertThat(refused).isZero();
        ring(20, 26, 3, 14, s -> s.heading(Double.NaN).speed(2));
        assertThat(trust()).isEqualTo(Trust.EXCLUDED);
        assertThat(sees(1, onRing(1, 26, 14).speed(Double.NaN))).isNull();
    }

    @Test
    void whatIsInDoubtIsNotUsedAndPlacesCountLess() {
        SensorReport report = report(UNIT, 1, onRing(1, 10, 14), RoadUserClass.CAR, 4.6);
        assertThat(plausibility.weighed(report)).isSameAs(report);
        ring(0, 10, 3, 14, s -> s.speed(0));
        Observation weighed = plausibility.weighed(report);
        assertThat(weighed.positionSigmaM()).isBetween(0.5 * 4.6, 0.5 * 10);
        assertThat(weighed.speedMps()).isNaN();
        assertThat(weighed.accelerationMps2()).isNaN();
        assertThat(weighed.headingRad()).as("not in doubt").isEqualTo(report.headingRad());
        assertThat(weighed.eastM()).isEqualTo(report.eastM());
    }

    private void drives(double from, double to, double told) {
        for (int i = (int) (from * 10); i < to * 10; i++) {
            double t = i / 10.0;
            SelfReport self = new SelfReport(
                    VEHICLE,
                    us(t),
                    us(t) + 50_000,
                    -500 + 15 * t,
                    -5.25,
                    15 + 0.01 * (i % 2),
                    told,
                    0,
                    0,
                    4.6,
                    1.9,
                    RoadUserClass.CAR,
                    Double.NaN,
                    Announcement.NONE,
                    i % 128);
            var _ = plausibility.check(self, us(t) + 50_000);
        }
    }

    @Test
    void aVehiclesSensorsAreBelievedNoFurtherThanItself() {
        SensorReport report = report(VEHICLE, 1, new Seen(3, -400, -5.25, 15, EAST), RoadUserClass.CAR, 4.6);
        drives(0, 1, EAST);
        assertThat(plausibility.weighed(report)).isSameAs(report);
        drives(1, 4, 0);
        assertThat(plausibility.trust(VEHICLE)).isEqualTo(Trust.DISCOUNTED);
        assertThat(plausibility.trustInSensors(VEHICLE)).isEqualTo(Trust.DISCOUNTED);
        Observation weighed = plausibility.weighed(report);
        assertThat(weighed.positionSigmaM()).isBetween(0.5 * 4, 0.5 * 10);
        assertThat(weighed.headingRad()).isNaN();
        assertThat(weighed.speedMps()).isEqualTo(15);
    }

    @Test
    void aVehicleWithBadSensorsIsBelievedAboutItself() {
        for (int i = 0; i < 60; i++) {
            double t = i / 10.0;
            drives(t, t + 0.05, EAST);
            SensorReport ahead = report(VEHICLE, 4, new Seen(t, -460 + 15 * t, -5.25, 1, EAST), RoadUserClass.CAR, 4.6);
            assertThat(plausibility.check(ahead, us(t) + 80_000))
                    .isEqualTo(i < 10 ? null : RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
        }
        assertThat(plausibility.trustInSensors(VEHICLE)).isEqualTo(Trust.EXCLUDED);
        assertThat(plausibility.trust(VEHICLE)).isEqualTo(Trust.FULL);
        assertThat(plausibility.proven(VEHICLE)).isTrue();
    }

    @Test
    void aUnitThatFallsSilentIsNoBetterForThatAndInTheEndForgotten() {
        ring(0, 6, 3, 14, s -> s.speed(0));
        assertThat(trust()).isEqualTo(Trust.EXCLUDED);
        for (double t = 6; t < 20; t += 0.1) {
            plausibility.tick(us(t));
        }
        assertThat(trust()).isNotEqualTo(Trust.FULL);
        assertThat(plausibility.objects()).isZero();
        notices.clear();
        for (double t = 20; t < 150; t += 0.1) {
            plausibility.tick(us(t));
        }
        notices.addAll(plausibility.takeNotices());
        assertThat(trust()).isEqualTo(Trust.FULL);
        assertThat(notices.getLast().trust()).isEqualTo(Trust.FULL);
        assertThat(plausibility.stations()).isZero();
    }

    @Test
    void holdsNoMoreNumbersThanItMayAndForgetsSilentOnes() {
        plausibility = new Plausibility(
                ZONE,
                new Plausibility.Parameters(
                        500, 200, 70, 30, 4.5, 200, 15, 4, 1.2, VehicleSensorParameters.defaults(), 40, 10, 5));
        ring(0, 3, 6, 14, s -> s);
        assertThat(plausibility.objects()).isEqualTo(5);
        assertThat(plausibility.tableFull()).isEqualTo(30);
        assertThat(refused).isZero();
        plausibility.tick(us(5));
        assertThat(plausibility.objects()).isEqualTo(5);
        plausibility.tick(us(7));
        assertThat(plausibility.objects()).isZero();
        assertThat(sees(6, onRing(6, 7, 14))).isNull();
        assertThat(plausibility.objects()).isEqualTo(1);
    }

    @Test
    void aNumberThatComesBackMeansSomebodyElse() {
        ring(0, 3, 1, 14, s -> s.speed(0));
        assertThat(sees(1, onRing(1, 3, 14))).isNotNull();
        assertThat(sees(1, onRing(4, 4.6, 14))).isNull();
    }

    @Test
    void anotherVersionOfTheZoneChangesNothing() {
        ring(0, 6, 3, 14, s -> s.speed(0));
        plausibility.activate(CrossroadsZone.version("next", "walk"));
        assertThat(trust()).isEqualTo(Trust.EXCLUDED);
        assertThat(sees(1, onRing(1, 6, 14).speed(0))).isEqualTo(RejectReason.SPEED_CONTRADICTS_DISPLACEMENT);
    }
}
