package io.yunkong.map.roadside;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.TurnDirection;
import io.yunkong.map.roadside.RoadsideNotice.Path;
import io.yunkong.map.roadside.RoadsideNotice.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signs that set and end speed limits, on the eastward lanes of the crossroads: the right one runs from 600 m west at 5.25 m south. */
final class SpeedSignTest {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final long SECOND_US = 1_000_000;
    private static final Path EASTWARD = new Path(List.of(new Point(-590, -5.25), new Point(500, -5.25)), 2);
    private static final Path TURNING = turning();
    private static final Path AS_FAR_AS_THE_JUNCTION = new Path(List.of(new Point(590, 1.75), new Point(15, 1.75)), 2);
    private static final Path WESTWARD = new Path(List.of(new Point(590, 1.75), new Point(-590, 1.75)), 2);

    private final LaneMap lanes = CrossroadsZone.create().lanes();
    private final RoadsideNotices notices = new RoadsideNotices(lanes);

    /** From the westward lane to the south. */
    private static Path turning() {
        Polyline way = CrossroadsZone.leftTurnWay();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            points.add(new Point(i == 0 ? 590 : way.eastM(i), way.northM(i)));
        }
        return new Path(points, 2);
    }

    private static RoadsideNotice sign(long station, int id, int type, String text, double eastM, Path... paths) {
        return new RoadsideNotice(
                station,
                RoadsideNotice.Kind.SIGN,
                id,
                type,
                0,
                text,
                Optional.of(new Point(eastM, -9)),
                0,
                List.of(paths),
                OptionalLong.empty(),
                OptionalLong.empty(),
                NOW_US);
    }

    private static RoadsideNotice limit(int id, String text, double eastM) {
        return sign(0xab, id, SpeedSign.LIMIT_TYPE, text, eastM, EASTWARD);
    }

    private static RoadsideNotice end(int id, String text, double eastM) {
        return sign(0xab, id, SpeedSign.END_TYPE, text, eastM, EASTWARD);
    }

    private void told(RoadsideNotice... signs) {
        for (RoadsideNotice sign : signs) {
            assertThat(notices.accept(sign, NOW_US)).isNull();
        }
    }

    /** 0 = no sign sets one. */
    private int kmhAt(double eastM, double northM, long nowUs) {
        return kmhAt(lanes, notices, eastM, northM, nowUs);
    }

    private static int kmhAt(LaneMap on, RoadsideNotices notices, double eastM, double northM, long nowUs) {
        for (Lane lane : on.lanes()) {
            var at = lane.line().project(eastM, northM);
            if (at.distanceM() < 0.1) {
                return notices.limitAt(lane.index(), at.sM(), nowUs)
                        .map(SignedLimit::kmh)
                        .orElse(0);
            }
        }
        throw new IllegalArgumentException("no lane there: eastM=" + eastM + ", northM=" + northM);
    }

    private int kmhAt(double eastM) {
        return kmhAt(eastM, -5.25, NOW_US);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 40",
        "040, 40",
        "４０, 40",
        "40km/h, 40",
        "40 KM/H, 40",
        "限速40, 40",
        "限速：40 公里/小时, 40",
        "speed limit 40, 40",
        "解除限速40, 40",
        "999, 999",
        "'', ",
        "限速, ",
        "-40, ",
        "40.5, ",
        "4 0, ",
        "40 mph, ",
        "限速40 施工200米, ",
        "最低限速 60, ",
        "学校, ",
        "99999999999, "
    })
    void theNumberIsReadOutOfATextThatSaysNothingElse(String text, Integer kmh) {
        SpeedSign read = SpeedSign.of(limit(1, text, -300)).orElseThrow();
        assertThat(read.kmh()).isEqualTo(kmh == null ? OptionalInt.empty() : OptionalInt.of(kmh));
    }

    @Test
    void aLimitHoldsFromItsSignToTheEndOfItsPathAlsoThroughTheJunction() {
        told(limit(1, "40", -300));
        assertThat(kmhAt(-310)).isZero();
        assertThat(kmhAt(-295)).isEqualTo(40);
        assertThat(kmhAt(0)).as("in the junction").isEqualTo(40);
        assertThat(kmhAt(490)).isEqualTo(40);
        assertThat(kmhAt(510)).isZero();
        assertThat(kmhAt(-100, -1.75, NOW_US)).as("another lane").isZero();
        assertThat(kmhAt(-100, 1.75, NOW_US)).as("the other direction").isZero();
    }

    @Test
    void theEndOfALimitEndsItFromItsPlaceOn() {
        told(limit(1, "40", -300), end(2, "", -100));
        assertThat(kmhAt(-110)).isEqualTo(40);
        assertThat(kmhAt(-95)).isZero();
        assertThat(kmhAt(400)).isZero();
    }

    @Test
    void theEndOfAnotherLimitOrForOthersOrBesideTheSignEndsNothing() {
        told(limit(1, "40", -300), end(2, "60", -100), end(3, "", -290));
        told(sign(0xab, 4, SpeedSign.END_TYPE, "", -200, WESTWARD));
        assertThat(kmhAt(-50)).isEqualTo(40);
    }

    @Test
    void theSignPassedLastCountsAndWhenItEndsTheOneBefore() {
        told(limit(1, "60", -400), limit(2, "40", -200), end(3, "40", -100));
        assertThat(kmhAt(-300)).isEqualTo(60);
        assertThat(kmhAt(-150)).isEqualTo(40);
        assertThat(kmhAt(-50)).isEqualTo(60);
    }

    @Test
    void ofSignsThatStandTogetherTheLowerCountsWhoeverToldFirst() {
        told(limit(1, "60", -300), sign(0xcd, 1, SpeedSign.LIMIT_TYPE, "40", -305, EASTWARD), limit(3, "50", -302));
        assertThat(kmhAt(-200)).isEqualTo(40);
    }

    @Test
    void aSignCountsForTenSecondsAfterItWasToldLast() {
        told(limit(1, "40", -300));
        assertThat(kmhAt(-200, -5.25, NOW_US + 10 * SECOND_US)).isEqualTo(40);
        assertThat(kmhAt(-200, -5.25, NOW_US + 10 * SECOND_US + 1)).isZero();
        assertThat(notices.accept(limit(1, "40", -300), NOW_US + 10 * SECOND_US + 1))
                .isEqualTo(RoadsideDefect.TOO_OLD);
        assertThat(notices.refused()).isEqualTo(Map.of(RoadsideDefect.TOO_OLD, 1L));
    }

    @Test
    void theLimitNamesTheSignAsItWasToldLast() {
        told(limit(1, "40", -300));
        RoadsideNotice first = limit(1, "40", -300);
        long laterUs = NOW_US + 3 * SECOND_US;
        assertThat(notices.accept(
                        new RoadsideNotice(
                                first.stationId(),
                                first.kind(),
                                first.localId(),
                                first.code(),
                                first.priority(),
                                first.text(),
                                first.place(),
                                first.radiusM(),
                                first.paths(),
                                first.validFromUs(),
                                first.validUntilUs(),
                                laterUs),
                        laterUs))
                .isNull();
        int lane = lanes.lanes().stream()
                .filter(l -> l.id().equals("east_in_0"))
                .findFirst()
                .orElseThrow()
                .index();
        SignedLimit limit = notices.limitAt(lane, 400, laterUs).orElseThrow();
        assertThat(limit.sign().id()).isEqualTo("sign ab 1");
        assertThat(limit.sign().generatedAtUs()).isEqualTo(laterUs);
    }

    @Test
    void whatNobodyCanReadAndWhatNoSignSaysIsCountedAndShownAndSetsNoLimit() {
        assertThat(notices.accept(limit(1, "school", -300), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_UNREADABLE);
        assertThat(notices.accept(limit(2, "4", -300), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_ABSURD);
        assertThat(notices.accept(limit(3, "125", -300), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_ABSURD);
        assertThat(kmhAt(-200)).isZero();
        assertThat(notices.taken()).as("to be shown").isEqualTo(3);
    }

    @Test
    void aSignThatSaysNotForWhomAndHowFarItHoldsSetsNoLimit() {
        RoadsideNotice noPath = sign(0xab, 1, SpeedSign.LIMIT_TYPE, "40", -300);
        Path asFarAsTheSign = new Path(List.of(new Point(-590, -5.25), new Point(-300, -5.25)), 2);
        RoadsideNotice noReach = sign(0xab, 2, SpeedSign.LIMIT_TYPE, "40", -300, asFarAsTheSign);
        assertThat(notices.accept(noPath, NOW_US)).isEqualTo(RoadsideDefect.NO_REACH);
        assertThat(notices.accept(noReach, NOW_US)).isEqualTo(RoadsideDefect.NO_REACH);
        assertThat(notices.accept(sign(0xab, 3, SpeedSign.END_TYPE, "", -300), NOW_US))
                .isEqualTo(RoadsideDefect.NO_REACH);
        assertThat(kmhAt(-200)).isZero();
    }

    @Test
    void anEndMayBeToldByAPathThatEndsAtIt() {
        Path asFarAsTheSign = new Path(List.of(new Point(-590, -5.25), new Point(-100, -5.25)), 2);
        told(limit(1, "40", -300), sign(0xab, 2, SpeedSign.END_TYPE, "", -100, asFarAsTheSign));
        assertThat(kmhAt(-95)).isZero();
    }

    @Test
    void aSignOffItsPathHoldsAlongAllOfIt() {
        RoadsideNotice far = new RoadsideNotice(
                0xab,
                RoadsideNotice.Kind.SIGN,
                1,
                SpeedSign.LIMIT_TYPE,
                0,
                "40",
                Optional.empty(),
                0,
                List.of(EASTWARD),
                OptionalLong.empty(),
                OptionalLong.empty(),
                NOW_US);
        told(far);
        assertThat(kmhAt(-580)).isEqualTo(40);
        assertThat(kmhAt(400)).isEqualTo(40);
    }

    @Test
    void anEndOnOnePathOfALimitEndsNothingOnAnother() {
        Path straight = new Path(List.of(new Point(590, 1.75), new Point(-590, 1.75)), 2);
        told(sign(0xab, 1, SpeedSign.LIMIT_TYPE, "40", 300, straight, TURNING));
        told(sign(0xab, 2, SpeedSign.END_TYPE, "", -30, straight));
        assertThat(kmhAt(-100, 1.75, NOW_US)).as("where the end is passed").isZero();
        assertThat(kmhAt(-1.75, -100, NOW_US)).as("round the corner").isEqualTo(40);
        told(sign(0xab, 3, SpeedSign.END_TYPE, "", 100, straight));
        assertThat(kmhAt(-1.75, -100, NOW_US)).as("behind one before both").isZero();
    }

    @Test
    void wherePathsHaveComeTogetherALimitHoldsUntilItIsOverOnBoth() {
        Path turnedIn = new Path(List.of(new Point(-1.75, -100), new Point(-1.75, -500)), 2);
        RoadsideNotice both = new RoadsideNotice(
                0xab,
                RoadsideNotice.Kind.SIGN,
                1,
                SpeedSign.LIMIT_TYPE,
                0,
                "40",
                Optional.empty(),
                0,
                List.of(TURNING, turnedIn),
                OptionalLong.empty(),
                OptionalLong.empty(),
                NOW_US);
        told(both, sign(0xab, 2, SpeedSign.END_TYPE, "", 100, TURNING));
        assertThat(kmhAt(-1.75, -50, NOW_US)).as("behind the end").isZero();
        assertThat(kmhAt(-1.75, -200, NOW_US))
                .as("where others came from elsewhere")
                .isEqualTo(40);
    }

    @Test
    void aLimitHoldsOnEveryMetreOfItsPathAlsoOnLanesOfAMetre() {
        LaneMap chain = chain(-600, -251, -250, -249.5, -247.5, -231, -223, -15, 15, 16.3, 600);
        for (double radiusM : new double[] {2, 12}) {
            RoadsideNotices there = new RoadsideNotices(chain);
            Path path = new Path(List.of(new Point(-590, -5.25), new Point(497.3, -5.25)), radiusM);
            assertThat(there.accept(sign(0xab, 1, SpeedSign.LIMIT_TYPE, "40", -300, path), NOW_US))
                    .isNull();
            for (double eastM = -299; eastM < 497; eastM += 0.25) {
                assertThat(kmhAt(chain, there, eastM, -5.25, NOW_US))
                        .as("%s m", eastM)
                        .isEqualTo(40);
            }
            assertThat(kmhAt(chain, there, 499, -5.25, NOW_US)).isZero();
        }
    }

    @Test
    void aSignBesideTheBeginningOfALaneAppliesFromItselfOn() {
        told(limit(1, "40", -5), end(2, "", 28));
        assertThat(kmhAt(-15.5)).as("at the end of the lane before").isZero();
        assertThat(kmhAt(-6)).isZero();
        assertThat(kmhAt(-4)).isEqualTo(40);
        assertThat(kmhAt(14.9)).as("at the end of the lane before the end's").isEqualTo(40);
        assertThat(kmhAt(27)).isEqualTo(40);
        assertThat(kmhAt(29)).isZero();
    }

    @Test
    void aSignBehindTheFirstLaneOfAPathThatTurnsAwayDoesNotHoldBeforeIt() {
        Path straight = new Path(List.of(new Point(590, 1.75), new Point(-590, 1.75)), 2);
        RoadsideNotice there = sign(0xab, 1, SpeedSign.LIMIT_TYPE, "40", 6, straight, TURNING);
        told(there, sign(0xab, 2, SpeedSign.LIMIT_TYPE, "30", 6, straight, AS_FAR_AS_THE_JUNCTION));
        assertThat(kmhAt(100, 1.75, NOW_US)).isZero();
        assertThat(kmhAt(-1.75, -100, NOW_US)).isEqualTo(40);
        assertThat(kmhAt(-100, 1.75, NOW_US)).isEqualTo(30);
    }

    @Test
    void ofThreeSignsAtTenMetresTheOrderOfTellingDecidesNothing() {
        RoadsideNotice[] signs = {limit(1, "40", -320), limit(2, "50", -310), limit(3, "60", -300)};
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            RoadsideNotices there = new RoadsideNotices(lanes);
            for (int i : order) {
                assertThat(there.accept(signs[i], NOW_US)).isNull();
            }
            assertThat(kmhAt(lanes, there, -200, -5.25, NOW_US))
                    .as("%s", Arrays.toString(order))
                    .isEqualTo(50);
        }
    }

    @Test
    void anEndThatNobodyCanReadOrThatNoSignShowsIsCountedAndEndsNothing() {
        told(limit(1, "40", -300));
        assertThat(notices.accept(end(2, "解除限速60 施工", -200), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_UNREADABLE);
        assertThat(notices.accept(end(3, "解除限速６０ 施工", -200), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_UNREADABLE);
        assertThat(notices.accept(end(4, "400", -200), NOW_US)).isEqualTo(RoadsideDefect.LIMIT_ABSURD);
        assertThat(kmhAt(-100)).isEqualTo(40);
        told(end(5, "解除限速", -150));
        assertThat(kmhAt(-100)).as("one without a number").isZero();
    }

    @Test
    void aSignThatIsToldOtherwiseOrTakenBackCountsNoMoreAsItWas() {
        told(limit(1, "40", -300), end(2, "", -200));
        told(limit(1, "60", -300), end(2, "", -50));
        assertThat(kmhAt(-100)).isEqualTo(60);
        assertThat(kmhAt(0)).isZero();
        notices.tick(NOW_US + 10 * SECOND_US + 1);
        assertThat(kmhAt(-100)).isZero();
        notices.activate(CrossroadsZone.version("x", "east_out_0").lanes());
        assertThat(notices.limitAt(0, 100, NOW_US)).isEmpty();
    }

    @Test
    void aVehicleAmongHundredsOfSignsCostsMicroseconds() {
        for (int id = 0; id < 128; id++) {
            told(limit(id, "40", 300 - id * 5), end(200 + id, "40", 420 + id * 0.5));
        }
        long fastestNs = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long beginNs = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(notices.limitAt(2, 400, NOW_US)).isPresent();
            }
            fastestNs = Math.min(fastestNs, (System.nanoTime() - beginNs) / 20);
        }
        assertThat(fastestNs).isLessThan(100_000);
    }

    /** Lanes of the eastward road that follow each other, each from one of these places to the next. */
    private static LaneMap chain(double... eastM) {
        List<Lane> built = new ArrayList<>();
        int last = eastM.length - 2;
        for (int i = 0; i <= last; i++) {
            built.add(new Lane(
                    i,
                    "lane_" + i,
                    "lane_" + i,
                    0,
                    null,
                    LaneKind.VEHICLE,
                    CrossroadsZone.line(eastM[i], -5.25, eastM[i + 1], -5.25),
                    3.5,
                    16.7,
                    i < last ? List.of(i + 1) : List.of(),
                    i > 0 ? List.of(i - 1) : List.of(),
                    -1,
                    -1,
                    TurnDirection.STRAIGHT,
                    null,
                    List.of(),
                    List.of()));
        }
        return new LaneMap(built);
    }
}
