package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.SignalReport;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another version of the lanes takes over while road users are on them: entry 55 of the catalogue of bad input. */
class ActivationTest {
    private static final String NEXT = "fedcba9876543210";
    private static final Zone ZONE = CrossroadsZone.create();
    private static final Zone WITHOUT_EAST =
            CrossroadsZone.version(NEXT, "east_in_0", "east_x_0", "east_out_0", "east_in_1", "east_x_1", "east_out_1");
    private static final Zone WITHOUT_BRIDGE = CrossroadsZone.version(NEXT, "bridge");
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);
    private static final Polyline NORTH = line(1.75, -600, 1.75, 600);
    private static final Polyline BRIDGE = line(120, -300, 120, 300);

    private static String lane(Zone zone, TrackSnapshot track) {
        return track.laneIndex() < 0
                ? "none"
                : zone.lanes().lane(track.laneIndex()).id();
    }

    private static Set<Long> ids(List<TrackSnapshot> tracks) {
        return tracks.stream().map(TrackSnapshot::trackId).collect(Collectors.toSet());
    }

    private static TrackSnapshot station(List<TrackSnapshot> tracks, long station) {
        return tracks.stream()
                .filter(track -> track.stationId() == station)
                .findFirst()
                .orElseThrow();
    }

    /** A car that is to stay on its lane, one whose lane goes, one that only a sensor sees, and a walker. */
    private static Actor[] mixed() {
        return new Actor[] {
            Actor.on(NORTH, 300, 12).equipped(0x11),
            Actor.on(EAST, 300, 12).equipped(0x22),
            Actor.on(EAST, 440, 10).seen(1),
            Actor.on(line(90, -9, 200, -9), 0, 1.4)
                    .as(RoadUserClass.PEDESTRIAN, 0.5, 0.5)
                    .seen(2)
        };
    }

    @Test
    void roadUsersLiveOnAndAreMatchedToTheLanesThatAreThere() {
        Traffic traffic =
                new Traffic(ZONE, 1, 1, mixed()).activating(6, WITHOUT_EAST).run(10);

        List<TrackSnapshot> before = traffic.tracksAt(5.9);
        List<TrackSnapshot> at = traffic.tracksAt(6);
        assertThat(ids(before)).hasSize(4);
        for (double s = 6; s < 9.9; s += 0.1) {
            assertThat(ids(traffic.tracksAt(s))).as("second " + s).isEqualTo(ids(before));
        }
        assertThat(lane(ZONE, station(before, 0x11))).isEqualTo("north_in_0");
        assertThat(lane(WITHOUT_EAST, station(at, 0x11))).as("at once").isEqualTo("north_in_0");
        assertThat(lane(ZONE, station(before, 0x22))).isEqualTo("east_in_0");
        for (double s = 6; s < 9.9; s += 0.1) {
            assertThat(lane(WITHOUT_EAST, station(traffic.tracksAt(s), 0x22)))
                    .as("no lane leads there any more, second " + s)
                    .isEqualTo("none");
        }
        assertThat(station(traffic.tracksAt(9.9), 0x22).speedMps()).isBetween(11.5, 12.5);
    }

    @Test
    void aLaneThatComesIsUsed() {
        Traffic traffic =
                new Traffic(WITHOUT_EAST, 1, 1, mixed()).activating(6, ZONE).run(10);

        assertThat(lane(WITHOUT_EAST, station(traffic.tracksAt(5.9), 0x22))).isEqualTo("none");
        assertThat(lane(ZONE, station(traffic.tracksAt(6), 0x22))).isEqualTo("east_in_0");
        assertThat(ids(traffic.tracksAt(9.9))).isEqualTo(ids(traffic.tracksAt(5.9)));
    }

    @Test
    void theSameLanesUnderAnotherVersionChangeNothingForRoadUsersAndWarnings() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic undisturbed = new Traffic(ZONE, seed, 1, dangers()).run(14);
            Traffic traffic = new Traffic(ZONE, seed, 1, dangers());
            for (double second = 2.05; second < 14; second += 2) {
                traffic.activating(second, CrossroadsZone.version(Integer.toString((int) second), "walk"));
            }
            traffic.run(14);
            assertThat(traffic.tracks.stream().map(ActivationTest::ids).toList())
                    .as("seed " + seed)
                    .isEqualTo(
                            undisturbed.tracks.stream().map(ActivationTest::ids).toList());
            assertThat(pairs(traffic)).as("seed " + seed).isEqualTo(pairs(undisturbed));
            assertThat(traffic.cleared()).hasSameSizeAs(traffic.raised());
            assertThat(traffic.warner.activeWarnings()).isEmpty();
        }
    }

    /** Nothing may keep the number of a lane, or a table of lanes, beyond its version. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLanesMayComeAndGoAtAnyTime(long seed) {
        Random random = new Random(seed);
        List<String> lanes = ZONE.lanes().lanes().stream().map(Lane::id).toList();
        NavigableMap<Double, Zone> versions = new TreeMap<>(Map.of(0.0, ZONE));
        Traffic traffic = new Traffic(
                ZONE,
                seed,
                1,
                Stream.of(dangers(), mixed(), hidden()).flatMap(Stream::of).toArray(Actor[]::new));
        for (double second = 0.5; second < 16; second += 0.1 + random.nextDouble()) {
            String[] without =
                    lanes.stream().filter(_ -> random.nextInt(4) == 0).toArray(String[]::new);
            Zone version = CrossroadsZone.version(Integer.toString(versions.size()), without);
            versions.put(second, version);
            traffic.activating(second, version);
        }
        traffic.run(20);

        for (int tick = 0; tick < traffic.tracks.size(); tick++) {
            int lanesThen = versions.floorEntry(tick / 10.0 + 1e-6)
                    .getValue()
                    .lanes()
                    .lanes()
                    .size();
            assertThat(traffic.tracks.get(tick))
                    .allSatisfy(track -> assertThat(track.laneIndex()).isLessThan(lanesThen));
        }
        assertThat(traffic.events)
                .filteredOn(WarningEvent.Raised.class::isInstance)
                .isNotEmpty();
        assertThat(traffic.cleared()).hasSameSizeAs(traffic.raised());
        assertThat(traffic.warner.activeWarnings()).isEmpty();
    }

    /** Two that only the roadside unit sees, and for some seconds not even that. */
    private static Actor[] hidden() {
        return new Actor[] {
            Actor.on(EAST, 520, 12).seen(11).changesNumber(6, 111).hidden(4, 10),
            Actor.on(NORTH, 530, 11).seen(12).changesNumber(6, 112).hidden(5, 9)
        };
    }

    /** Two that brake late, and two whose ways cross. */
    private static Actor[] dangers() {
        return new Actor[] {
            Actor.on(EAST, 100, 15).equipped(0x61).brakes(7.4, 6, 0),
            Actor.on(EAST, 100 + 15 * 7.4 + 18.75 + 8, 0).equipped(0x62),
            Actor.on(line(600, 1.75, -600, 1.75), 480, 14).equipped(0x63),
            Actor.on(NORTH, 480, 14).seen(7)
        };
    }

    private static List<String> pairs(Traffic traffic) {
        return traffic.raised().stream()
                .map(w -> w.application() + " " + w.host().trackId() + " "
                        + w.counterpart().orElseThrow().trackId())
                .sorted()
                .toList();
    }

    @Test
    void aWarningOnLanesThatAreGoneGoesOnWhileTheDangerIsThere() {
        Traffic traffic = new Traffic(
                        ZONE,
                        2,
                        1,
                        Actor.on(EAST, 300, 15).equipped(0x11).brakes(7.4, 6, 0),
                        Actor.on(EAST, 300 + 15 * 7.4 + 18.75 + 8, 0).equipped(0x22))
                .activating(7.5, WITHOUT_EAST)
                .run(14);

        assertThat(traffic.raised()).hasSize(1).allSatisfy(warning -> {
            assertThat(warning.raisedAtUs()).isLessThan(Traffic.START_US + 7_500_000);
            assertThat(warning.evidence().zoneVersion()).isEqualTo(ZONE.version());
            assertThat(warning.evidence().hostPath().laneIds()).contains("east_in_0");
        });
        List<Warning> after = traffic.events.stream()
                .filter(WarningEvent.Updated.class::isInstance)
                .map(WarningEvent::warning)
                .filter(warning -> warning.updatedAtUs() > Traffic.START_US + 7_500_000)
                .toList();
        assertThat(after).isNotEmpty().allSatisfy(warning -> {
            assertThat(warning.id()).isEqualTo(traffic.raised().getFirst().id());
            assertThat(warning.evidence().zoneVersion()).isEqualTo(NEXT);
            assertThat(warning.evidence().hostPath().laneIds()).isEmpty();
        });
        assertThat(traffic.cleared()).hasSize(1);
        assertThat(traffic.warner.activeWarnings()).isEmpty();
    }

    @Test
    void aWarningThatTheNewLanesDoNotBearOutEndsAtOnce() {
        // to who knows no bridge, the two will meet
        Traffic traffic = new Traffic(WITHOUT_BRIDGE, 3, 1, overAndUnder())
                .activating(8, ZONE)
                .run(10);

        assertThat(traffic.raised()).isNotEmpty().allSatisfy(warning -> {
            assertThat(warning.raisedAtUs()).isLessThan(Traffic.START_US + 8_000_000);
            assertThat(warning.evidence().zoneVersion()).isEqualTo(NEXT);
        });
        assertThat(traffic.cleared()).hasSameSizeAs(traffic.raised()).allSatisfy(warning -> {
            assertThat(Traffic.seconds(warning.updatedAtUs())).isBetween(8.0, 8.8);
            assertThat(warning.host().laneIndex())
                    .as("no number of the old lanes")
                    .isEqualTo(-1);
            assertThat(warning.counterpart().orElseThrow().laneIndex()).isEqualTo(-1);
        });
        assertThat(new Traffic(ZONE, 3, 1, overAndUnder()).run(10).raised()).isEmpty();
    }

    /** They cross at 10 s. */
    private static Actor[] overAndUnder() {
        return new Actor[] {
            Actor.on(EAST, 720 - 140, 14).equipped(0x11),
            Actor.on(BRIDGE, 294.75 - 140, 14).equipped(0x22)
        };
    }

    @Test
    void whatSignalsShowedAndVehiclesPlannedIsForgottenUntilItIsToldAgain() {
        SignalRef head = new SignalRef("c", 0);
        CooperativeWarner warner = new Traffic(
                        CrossroadsZone.withSignal("1", "north_x_0", head),
                        1,
                        0,
                        Actor.on(EAST, 300, 12).equipped(0x11))
                .run(5)
                .warner;
        long now = Traffic.START_US + 5_000_000;
        SignalReport red = new SignalReport(
                CrossroadsZone.ROADSIDE_UNIT,
                "c",
                now,
                List.of(new SignalReport.Head(0, Light.RED, OptionalLong.empty(), OptionalLong.empty(), List.of())));
        List<PlannedPath.Point> points = IntStream.range(0, 30)
                .mapToObj(i -> new PlannedPath.Point(-600 + 360 + 1.2 * i, -5.25, i / 10.0))
                .toList();
        PlannedPath plan = new PlannedPath(0x11, now, points);

        assertThat(warner.signals().accept(red, now)).isNull();
        warner.accept(plan, now);
        assertThat(warner.signals().find(head, now)).isPresent();
        warner.accept(plan, now);
        assertThat(warner.plansRefused()).isEqualTo(Map.of(PlanDefect.OUT_OF_ORDER, 1L));
        assertThat(warner.plansTaken()).isEqualTo(1);

        assertThat(warner.activate(CrossroadsZone.withSignal("2", "north_x_0", head)))
                .isEqualTo(1);
        assertThat(warner.signals().find(head, now)).isEmpty();
        warner.accept(plan, now);
        assertThat(warner.plansRefused())
                .as("nothing is known that it could be older than")
                .isEqualTo(Map.of(PlanDefect.OUT_OF_ORDER, 1L));
        assertThat(warner.plansTaken()).isEqualTo(2);
        assertThat(warner.signals().accept(red, now)).isNull();
        assertThat(warner.signals().find(head, now)).isPresent();
    }

    @Test
    void whoDrovePastTheOldRoadsIsBelievedAgain() {
        Actor onNewRoad = Actor.on(line(-600, 100, 600, 100), 100, 14).equipped(0x11);
        Polyline road = line(-600, 100, 600, 100);
        Zone withRoad = CrossroadsZone.withRoad(NEXT, road);

        Traffic traffic = new Traffic(ZONE, 1, 0, onNewRoad).run(12);
        assertThat(traffic.warner.counters().stationsDiscounted()).isNotEmpty();

        Traffic served =
                new Traffic(ZONE, 1, 0, onNewRoad).activating(11, withRoad).run(12);
        assertThat(served.warner.takeTrustNotices().getLast().trust()).hasToString("FULL");
        assertThat(lane(withRoad, station(served.tracksAt(11.9), 0x11))).isEqualTo("new");
    }

    @Test
    void anotherOriginIsRefusedAndTheOldVersionStays() {
        Zone elsewhere = CrossroadsZone.at(NEXT, new LocalPlane(34.8, 113.9));
        CooperativeWarner warner = new CooperativeWarner(ZONE, "edge-1", host -> true);

        assertThatThrownBy(() -> warner.activate(elsewhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("origin of the zone differs: zone=crossroads, version=" + NEXT + "; the old version stays");
    }
}
