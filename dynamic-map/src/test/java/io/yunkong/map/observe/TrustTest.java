package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.geo.Gcj02;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far stations are believed: not one honest one less, and each kind of lie under its name. */
class TrustTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long T0 = 1_800_000_000_000_000L;
    private static final long STATION = 0x11;
    private static final double EAST = Math.PI / 2;

    private final Plausibility plausibility = new Plausibility(ZONE, Plausibility.Parameters.defaults());
    private final List<TrustNotice> notices = new ArrayList<>();
    private int count;
    private double weighedSigmaM;

    /** What is told at a time. */
    record State(double east, double north, double speed, double heading) {}

    /** A vehicle at a time, as it tells of itself. */
    @FunctionalInterface
    interface Teller {
        State at(double t);
    }

    private @Nullable RejectReason tell(long station, double t, State s, RoadUserClass kind) {
        return tell(station, t, s, kind, 4.6);
    }

    private @Nullable RejectReason tell(long station, double t, State s, RoadUserClass kind, double length) {
        long at = T0 + Math.round(t * 1e6);
        SelfReport report = new SelfReport(
                station,
                at,
                at + 50_000,
                s.east(),
                s.north(),
                s.speed(),
                s.heading(),
                Double.NaN,
                Double.NaN,
                length,
                1.9,
                kind,
                Double.NaN,
                Announcement.NONE,
                ++count % 128);
        RejectReason reason = plausibility.check(report, at + 50_000);
        weighedSigmaM = plausibility.weighed(report).positionSigmaM();
        notices.addAll(plausibility.takeNotices());
        return reason;
    }

    private @Nullable RejectReason tell(double t, State s) {
        return tell(STATION, t, s, RoadUserClass.CAR);
    }

    private void play(double from, double to, Teller teller) {
        for (double t = from; t < to; t += 0.1) {
            var _ = tell(t, teller.at(t));
        }
    }

    private static State along(double t, double fromEast, double speed) {
        return new State(fromEast + speed * t, -5.25, speed, EAST);
    }

    /** A way with stops, starts, hard braking, a lane change in one step, a reversal, and a corner with a long body. */
    private static List<State> honestDrive() {
        List<State> way = new ArrayList<>();
        double along = -550;
        double beside = -5.25;
        double speed = 0;
        double heading = EAST;
        double north = 0;
        for (int i = 0; i < 700; i++) {
            double wanted = i < 50 ? 0 : i < 200 ? 15 : i < 260 ? 0 : i < 300 ? -1.5 : i < 330 ? 0 : i < 500 ? 12 : 5;
            double step = wanted > speed ? 0.3 : 0.85;
            speed += Math.clamp(wanted - speed, -step, step);
            if (i == 120 || i == 205 || i == 420) {
                beside += i == 205 ? -3.2 : 3.2;
            }
            if (i >= 560 && i < 590) {
                heading -= EAST / 30;
            }
            along += speed * 0.1 * Math.sin(heading);
            north += speed * 0.1 * Math.cos(heading);
            // the middle of a body 12 m long, whose front goes that way
            double middleEast = along - 6 * Math.sin(heading) + 6;
            double middleNorth = beside + north - 6 * Math.cos(heading);
            way.add(new State(middleEast, middleNorth, Math.abs(speed), heading));
        }
        return way;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anHonestVehicleIsBelievedWhateverItDoes(long seed) {
        Random random = new Random(seed);
        List<State> way = honestDrive();
        double biasEast = 0;
        double biasNorth = 0;
        for (int i = 0; i < way.size(); i++) {
            State s = way.get(i);
            biasEast += 0.065 * random.nextGaussian() - biasEast / 300;
            biasNorth += 0.065 * random.nextGaussian() - biasNorth / 300;
            State told = new State(
                    s.east() + biasEast + 0.6 * random.nextGaussian(),
                    s.north() + biasNorth + 0.6 * random.nextGaussian(),
                    Math.max(0, s.speed() + 0.12 * random.nextGaussian()),
                    s.heading() + (s.speed() > 1 ? 0.02 : 0.2) * random.nextGaussian());
            assertThat(tell(STATION, i * 0.1, told, RoadUserClass.UNKNOWN, 12))
                    .as("seed %d, report %d", seed, i)
                    .isNull();
        }
        assertThat(notices).isEmpty();
        assertThat(plausibility.trust(STATION)).isEqualTo(Trust.FULL);
    }

    private static State turningWith(double t, double heading) {
        double angle = Math.clamp((t - 3) / 3, 0, 1) * Math.PI / 2;
        double before = Math.min(t, 3) * 10;
        double radius = 30 / (Math.PI / 2);
        double after = Math.max(0, t - 6) * 10;
        return new State(
                -300 + before + radius * Math.sin(angle),
                -5.25 - radius * (1 - Math.cos(angle)) - after,
                10 + 0.02 * (Math.round(t * 10) % 2),
                heading);
    }

    private static State inGcj02(State s) {
        Gcj02.Point told = Gcj02.fromWgs84(
                ZONE.plane().latitudeDeg(s.east(), s.north()), ZONE.plane().longitudeDeg(s.east(), s.north()));
        return new State(
                ZONE.plane().eastM(told.latitudeDeg(), told.longitudeDeg()),
                ZONE.plane().northM(told.latitudeDeg(), told.longitudeDeg()),
                s.speed(),
                s.heading());
    }

    private static Arguments lie(Doubt doubt, Trust leadsTo, Teller teller) {
        return Arguments.of(doubt, leadsTo, teller);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie(Doubt.POSITION_JUMP, Trust.EXCLUDED, t -> along(t, (int) (t * 2) % 2 * 250 - 400, 10)),
                lie(
                        Doubt.SPEED_CONTRADICTS_DISPLACEMENT,
                        Trust.EXCLUDED,
                        t -> new State(-300 + 0.1 * Math.sin(t), -5.25, 14 + 0.02 * Math.sin(t), EAST)),
                // another speed than the way's while it moves
                lie(
                        Doubt.SPEED_CONTRADICTS_DISPLACEMENT,
                        Trust.EXCLUDED,
                        t -> new State(-500 + 15 * t, -5.25, 0.02 * (Math.round(t * 10) % 2), EAST)),
                lie(
                        Doubt.HEADING_CONTRADICTS_COURSE,
                        Trust.EXCLUDED,
                        t -> new State(-500 + 15 * t, -5.25, 15, 3 * EAST + 0.01 * Math.sin(t))),
                lie(
                        Doubt.FROZEN_POSITION,
                        Trust.EXCLUDED,
                        t -> new State(-500, -5.25, 1.2 + 0.02 * Math.sin(t), EAST + 0.01 * Math.sin(t))),
                lie(
                        Doubt.FROZEN_SPEED,
                        Trust.EXCLUDED,
                        t -> new State(-500 + 10 * t - 0.25 * t * t, -5.25, 10, EAST + 0.01 * Math.sin(t))),
                lie(Doubt.FROZEN_HEADING, Trust.EXCLUDED, t -> turningWith(t, EAST)),
                lie(Doubt.OFF_ROAD, Trust.DISCOUNTED, t -> new State(-500 + 12 * t, 100 + 0.1 * Math.sin(t), 12, EAST)),
                lie(Doubt.LOOKS_LIKE_GCJ02, Trust.EXCLUDED, t -> inGcj02(along(t, -590, 14))));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("lies")
    void aLieHasItsNameCostsNothingOnOneMessageAndTrustComesBackSlowly(Doubt doubt, Trust leadsTo, Teller teller) {
        double found = 0;
        while (found < 40 && (plausibility.trust(STATION) != leadsTo || plausibility.score(STATION, doubt) < 0.4)) {
            found += 0.1;
            var _ = tell(found, teller.at(found));
            assertThat(plausibility.trust(STATION)).isLessThanOrEqualTo(leadsTo);
        }
        assertThat(notices).isNotEmpty();
        assertThat(found).as("not on the first messages").isGreaterThan(0.9);
        assertThat(plausibility.trust(STATION)).isEqualTo(leadsTo);
        assertThat(plausibility.score(STATION, doubt)).isGreaterThan(0.4);
        assertThat(plausibility.proven(STATION)).isEqualTo(leadsTo != Trust.EXCLUDED);
        assertThat(plausibility.discounted().values()).as("%s", notices).containsExactly(1L);

        notices.clear();
        double from = found;
        play(from + 0.1, from + 4, t -> along(t - from, -400, 10));
        assertThat(plausibility.trust(STATION)).as("a few good seconds").isNotEqualTo(Trust.FULL);
        play(from + 4, from + 70, t -> along(t - from, -400, 10));
        assertThat(plausibility.trust(STATION)).isEqualTo(Trust.FULL);
        assertThat(notices.getLast().trust()).isEqualTo(Trust.FULL);
        assertThat(plausibility.proven(STATION)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void noSinglePieceOfEvidenceIsEnoughForAnything(Doubt doubt) {
        DoubtScores scores = new DoubtScores();
        scores.raise(doubt, T0);
        assertThat(scores.judge(T0)).isEqualTo(Trust.FULL);
        assertThat(scores.score(doubt)).isBetween(0.01, 0.4);
        for (int i = 0; i < 200; i++) {
            double before = scores.score(doubt);
            scores.raise(doubt, T0);
            assertThat(scores.score(doubt)).isBetween(before, 1.0);
        }
        assertThat(scores.judge(T0)).isNotEqualTo(Trust.FULL);
        assertThat(scores.judge(T0 + 120_000_000)).isEqualTo(Trust.FULL);
    }

    /** As the middle of a lorry of 16.5 m goes when its heading turns by 80 degrees in a second: across, at a walk. */
    @Test
    void theSwingOfALongBodyIsNeitherAnotherSpeedNorAnotherCourseAndItsPlacesCountLess() {
        double widest = 0;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 60; i++) {
                double t = round * 6 + i / 10.0;
                double turned = 1.4 * Math.clamp((i - 30) / 11.0, 0, 1);
                double heading = round % 2 == 0 ? EAST - turned : EAST - 1.4 + turned;
                double front = -8.25 + 3.5 * t / 120;
                State middle = new State(
                        front - 8.25 * Math.sin(heading), -8.25 * Math.cos(heading), 0.03 + 0.01 * (i % 2), heading);
                var _ = tell(STATION, t, middle, RoadUserClass.UNKNOWN, 16.5);
                widest = Double.isNaN(weighedSigmaM) ? widest : Math.max(widest, weighedSigmaM);
            }
            assertThat(weighedSigmaM).as("straight again").isNaN();
        }
        assertThat(widest).isEqualTo(Math.hypot(1, 16.5 / 4));
        assertThat(plausibility.score(STATION, Doubt.HEADING_CONTRADICTS_COURSE))
                .isZero();
        assertThat(plausibility.discounted()).as("%s", notices).isEmpty();
    }

    @Test
    void trustIsLostAndWonAtDifferentScores() {
        DoubtScores scores = new DoubtScores();
        scores.raise(Doubt.POSITION_JUMP, T0);
        scores.raise(Doubt.POSITION_JUMP, T0);
        assertThat(scores.judge(T0)).isEqualTo(Trust.DISCOUNTED);
        assertThat(scores.judge(T0 + 10_000_000)).as("0.31").isEqualTo(Trust.DISCOUNTED);
        assertThat(scores.judge(T0 + 20_000_000)).as("0.19").isEqualTo(Trust.FULL);
        for (int i = 0; i < 4; i++) {
            scores.raise(Doubt.POSITION_JUMP, T0 + 20_000_000);
        }
        assertThat(scores.judge(T0 + 20_000_000)).isEqualTo(Trust.EXCLUDED);
        assertThat(scores.judge(T0 + 26_000_000)).as("0.6").isEqualTo(Trust.EXCLUDED);
        assertThat(scores.judge(T0 + 38_000_000)).as("0.33").isEqualTo(Trust.DISCOUNTED);
    }

    @Test
    void tooManyMessagesOrBadTimesAloneDiscountAndNeverExclude() {
        for (int i = 0; i < 2_000; i++) {
            var _ = tell(i / 100.0, along(i / 100.0, -500, 10));
        }
        assertThat(plausibility.trust(STATION)).isEqualTo(Trust.DISCOUNTED);
        assertThat(plausibility.discounted()).containsOnlyKeys(Doubt.RATE);
        long other = STATION + 1;
        for (int i = 0; i < 600; i++) {
            double t = 20 + i / 20.0;
            long at = T0 + Math.round(t * 1e6);
            State s = along(t - 20, -500, 10);
            long generated = i % 2 == 0 ? at : at - 700_000;
            SelfReport report = car(other, generated, at, s);
            assertThat(plausibility.check(report, at)).isEqualTo(i % 2 == 0 ? null : RejectReason.TOO_OLD);
        }
        assertThat(plausibility.trust(other)).isEqualTo(Trust.DISCOUNTED);
        assertThat(plausibility.score(other, Doubt.AGE)).isGreaterThan(0.4);
        assertThat(plausibility.excluded()).isEmpty();
    }

    @Test
    void whatHasWaitedHereIsNotTheStationsFault() {
        for (int i = 0; i < 100; i++) {
            long at = T0 + i * 100_000L;
            State s = along(i / 10.0, -500, 10);
            SelfReport report = car(STATION, at, at, s);
            boolean waited = i > 10;
            assertThat(plausibility.check(report, at + (waited ? 900_000 : 0)))
                    .isEqualTo(waited ? RejectReason.TOO_OLD : null);
        }
        assertThat(plausibility.score(STATION, Doubt.AGE)).isZero();
    }

    private SelfReport car(long station, long generatedUs, long receivedUs, State s) {
        return new SelfReport(
                station,
                generatedUs,
                receivedUs,
                s.east(),
                s.north(),
                s.speed(),
                s.heading(),
                0,
                0,
                4.6,
                1.9,
                RoadUserClass.CAR,
                Double.NaN,
                Announcement.NONE,
                ++count % 128);
    }

    private @Nullable RejectReason tellLate(double t, double lateS) {
        long at = T0 + Math.round(t * 1e6);
        State s = along(t, -500, 10);
        SelfReport report = car(STATION, at - Math.round(lateS * 1e6), at, s);
        return plausibility.check(report, at);
    }

    private void tick(double t) {
        plausibility.tick(T0 + Math.round(t * 1e6));
    }

    @Test
    void whatWaitedUnreadWhileThisProcessWasHeldUpIsNotTheStationsFault() {
        tick(0);
        assertThat(tellLate(0.05, 0)).isNull();
        // nothing for 3 s; what comes then is read before the next tick, and after it as long as it may take to catch
        // up
        assertThat(tellLate(3.05, 2.5)).isEqualTo(RejectReason.TOO_OLD);
        tick(3.1);
        assertThat(tellLate(3.15, 2.4)).isEqualTo(RejectReason.TOO_OLD);
        for (double t = 3.2; t < 6; t += 0.1) {
            tick(t);
            assertThat(tellLate(t + 0.05, 0.6)).isEqualTo(RejectReason.TOO_OLD);
        }
        assertThat(plausibility.score(STATION, Doubt.AGE)).isZero();
    }

    @Test
    void whoIsLateAfterThisProcessHasCaughtUpIsDoubtedAsEver() {
        tick(0);
        assertThat(tellLate(0.05, 0)).isNull();
        tick(3);
        for (double t = 3.1; t < 6; t += 0.1) {
            tick(t);
        }
        assertThat(tellLate(6.05, 0.6)).isEqualTo(RejectReason.TOO_OLD);
        assertThat(plausibility.score(STATION, Doubt.AGE)).isPositive();
    }

    @Test
    void whoIsAheadOfTheTimeIsDoubtedWhateverHeldUpThisProcess() {
        tick(0);
        assertThat(tellLate(0.05, 0)).isNull();
        assertThat(tellLate(3.05, -0.6)).isEqualTo(RejectReason.FROM_FUTURE);
        assertThat(plausibility.score(STATION, Doubt.AGE)).isPositive();
    }

    @Test
    void whoStandsOrCreepsBesideTheRoadOrWalksThereIsNotDoubted() {
        play(0, 60, t -> new State(-400 + 0.001 * t, 90, 0, EAST));
        play(60, 120, t -> new State(-400 + 2 * (t - 60), 90, 2, EAST));
        assertThat(plausibility.score(STATION, Doubt.OFF_ROAD)).isZero();
        for (double t = 0; t < 60; t += 0.1) {
            var _ = tell(STATION + 1, t, new State(-400 + 5 * t, 90, 5, EAST), RoadUserClass.BICYCLE);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void anIdThatChangesWithEveryMessageIsExcludedUnderEachNewOne() {
        for (int i = 0; i < 40; i++) {
            double t = i / 10.0;
            assertThat(tell(1000 + i, t, along(t, -500, 12), RoadUserClass.CAR)).isNull();
            assertThat(plausibility.proven(1000 + i)).isFalse();
        }
        assertThat(plausibility.trust(1001)).isEqualTo(Trust.FULL);
        assertThat(plausibility.trust(1039)).isEqualTo(Trust.EXCLUDED);
        assertThat(plausibility.excluded()).containsOnlyKeys(Doubt.ID_CHANGES);
    }

    @Test
    void aPseudonymChangeAndACrowdThatAppearsAtOnceAreNoIdChanges() {
        play(0, 10, t -> along(t, -500, 12));
        for (int i = 100; i < 200; i++) {
            var _ = tell(STATION + 1, i / 10.0, along(i / 10.0, -500, 12), RoadUserClass.CAR);
        }
        assertThat(plausibility.score(STATION + 1, Doubt.ID_CHANGES)).isZero();
        for (int i = 0; i < 20; i++) {
            for (int person = 0; person < 30; person++) {
                var _ = tell(
                        2000 + person,
                        20 + i / 10.0 + person / 1000.0,
                        new State(100 + person * 0.3, -9, 0, 0),
                        RoadUserClass.PEDESTRIAN);
            }
        }
        for (int person = 0; person < 30; person++) {
            assertThat(plausibility.trust(2000 + person)).isEqualTo(Trust.FULL);
        }
    }

    @Test
    void swappedCoordinatesAreNamedAndToldOnce() {
        double east = ZONE.plane().eastM(113.8005, 34.8005);
        double north = ZONE.plane().northM(113.8005, 34.8005);
        for (int i = 0; i < 200; i++) {
            assertThat(tell(i / 10.0, new State(east + i, north, 10, EAST)))
                    .isEqualTo(RejectReason.COORDINATES_SWAPPED);
        }
        assertThat(tell(21, new State(1e6, 1e6, 10, EAST))).isEqualTo(RejectReason.OUTSIDE_ZONE);
        assertThat(notices)
                .extracting(TrustNotice::doubt)
                .containsExactly(Doubt.COORDINATES_SWAPPED, Doubt.COORDINATES_SWAPPED);
        assertThat(notices).extracting(TrustNotice::trust).containsExactly(Trust.DISCOUNTED, Trust.EXCLUDED);
        assertThat(notices).extracting(TrustNotice::about).containsOnly(TrustNotice.About.ITSELF);
        assertThat(plausibility.findDoubt(STATION)).contains(Doubt.COORDINATES_SWAPPED);
        assertThat(plausibility.findDoubt(STATION + 1)).isEmpty();
    }

    @Test
    void whatIsInDoubtIsNotUsedAndPlacesCountLess() {
        State honest = along(0, -400, 10);
        SelfReport report = new SelfReport(
                STATION,
                T0,
                T0,
                honest.east(),
                honest.north(),
                10,
                EAST,
                1,
                0.1,
                4.6,
                1.9,
                RoadUserClass.CAR,
                2,
                Announcement.NONE,
                1);
        assertThat(plausibility.weighed(report)).isSameAs(report);
        play(0, 5, t -> new State(-500 + 15 * t, -5.25, 15, 3 * EAST));
        SelfReport weighed = (SelfReport) plausibility.weighed(report);
        assertThat(weighed.positionSigmaM()).isBetween(2 * 4.6, 2 * 10.0);
        assertThat(weighed.headingRad()).isNaN();
        assertThat(weighed.yawRateRadps()).isNaN();
        assertThat(weighed.speedMps()).as("not in doubt").isEqualTo(10);
        assertThat(weighed.eastM()).isEqualTo(honest.east());
    }

    @Test
    void noMoreNoticesAreKeptThanMayWait() {
        for (int station = 1; station <= 100; station++) {
            for (int i = 0; i < 20; i++) {
                long at = T0 + i * 100_000L;
                SelfReport jumping = new SelfReport(
                        station,
                        at,
                        at,
                        i % 2 * 300,
                        -5.25,
                        10,
                        EAST,
                        0,
                        0,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        Double.NaN,
                        Announcement.NONE,
                        i);
                var _ = plausibility.check(jumping, at);
            }
        }
        assertThat(plausibility.takeNotices()).hasSize(32);
        assertThat(plausibility.takeNotices()).isEmpty();
        assertThat(plausibility.excluded()).containsEntry(Doubt.POSITION_JUMP, 100L);
    }
}
