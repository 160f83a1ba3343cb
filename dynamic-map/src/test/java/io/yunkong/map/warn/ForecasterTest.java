package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.Tracker;
import io.yunkong.map.track.TrackerParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cars that drive to the east at 10 m/s: 40 m in four seconds. */
final class ForecasterTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final long NOW = Traffic.START_US;
    private static final double MARGIN_M = 0.5;

    private final TrackerParameters parameters = TrackerParameters.defaults();
    private final DynamicMap map = new DynamicMap(-1_000, -1_000, 2_000, 2_000, 50, parameters.tracksMax());
    private final Tracker tracker = new Tracker(ZONE.lanes(), map, parameters);
    private final Forecaster forecaster = new Forecaster(
            ZONE,
            tracker,
            map,
            new PlannedPaths(ZONE.lanes(), PlannedPaths.Parameters.defaults()),
            parameters.tracksMax());

    private int car(long stationId, double eastM, long atUs) {
        assertThat(tracker.update(new SelfReport(
                        stationId,
                        atUs,
                        atUs,
                        eastM,
                        -1.75,
                        10,
                        Math.toRadians(90),
                        0,
                        0,
                        4.6,
                        1.9,
                        RoadUserClass.CAR,
                        0.5,
                        Announcement.NONE,
                        1)))
                .isNull();
        return tracker.updatedSlot();
    }

    private boolean apart(int a, int b) {
        return apart(a, b, NOW);
    }

    private boolean apart(int a, int b, long atUs) {
        List<Integer> met = new ArrayList<>();
        foresee(a);
        map.forEachMeeting(a, 1_000, MARGIN_M, atUs, (slot, _, _) -> met.add(slot));
        return !met.contains(b);
    }

    private void foresee(int... slots) {
        for (int slot : slots) {
            assertThat(forecaster.forecast(slot, NOW).state().stationId()).isPositive();
        }
    }

    @Test
    void thoseWhoCannotComeNearEachOtherAreApartAndOthersAreNot() {
        int first = car(0x11, -400, NOW);
        int near = car(0x12, -380, NOW);
        int far = car(0x13, -250, NOW);
        foresee(first, near, far);
        assertThat(apart(first, near)).isFalse();
        assertThat(apart(first, far)).isTrue();
        assertThat(apart(far, first)).isTrue();
    }

    @Test
    void nobodyIsApartWhoseWayIsNotForeseenOrNoLonger() {
        int first = car(0x11, -400, NOW);
        int far = car(0x13, -250, NOW);
        foresee(first);
        assertThat(apart(first, far)).as("not foreseen yet").isFalse();
        foresee(far);
        assertThat(apart(first, far)).isTrue();
        assertThat(apart(first, far, NOW + 3_000_000))
                .as("the forecast does not reach so far")
                .isFalse();
        forecaster.forget(far);
        assertThat(apart(first, far)).as("to be foreseen anew").isFalse();
    }

    @Test
    void whoeverTakesASlotOverIsForeseenFromHisOwnState() {
        int slot = car(0x11, -400, NOW);
        foresee(slot);
        long laterUs = NOW + 60_000_000;
        tracker.tick(laterUs);
        assertThat(car(0x12, 100, laterUs)).isEqualTo(slot);
        assertThat(forecaster.holds(slot)).isFalse();
        assertThat(forecaster.forecast(slot, laterUs).state().stationId()).isEqualTo(0x12);
    }

    @Test
    void nothingOfTheOldLanesIsKeptWhenOthersComeIntoForce() {
        int slot = car(0x11, -400, NOW);
        Forecast before = forecaster.forecast(slot, NOW);
        forecaster.activate(CrossroadsZone.create());
        Forecast after = forecaster.forecast(slot, NOW);
        assertThat(after).isNotSameAs(before);
        assertThat(after.state().stationId()).isEqualTo(0x11);
    }
}
