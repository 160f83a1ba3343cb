package io.yunkong.map.track;

import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.Zone;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrackerTest {
    private static final Zone ZONE = CrossroadsZone.create();
    private static final Polyline EAST = line(-600, -5.25, 600, -5.25);
    private static final Polyline EAST_LEFT = line(-600, -1.75, 600, -1.75);

    private static LongStream ids(Traffic traffic, int from, int to) {
        return traffic.tracks.subList(from, to).stream()
                .flatMap(List::stream)
                .mapToLong(TrackSnapshot::trackId)
                .distinct();
    }

    @Test
    void selfReportAndSensorReportOfOneCarAreOneTrack() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic traffic = new Traffic(
                            ZONE,
                            seed,
                            1,
                            Actor.on(EAST, 450, 12).equipped(0x11).seen(1).biased(0.7, -0.7))
                    .run(8);
            assertThat(ids(traffic, 1, 80).count()).as("seed " + seed).isEqualTo(1);
            TrackSnapshot last = traffic.tracksAt(7.9).getFirst();
            assertThat(last.sources()).as("seed " + seed).hasSize(2);
            assertThat(last.equipped()).isTrue();
            assertThat(last.roadUserClass()).isEqualTo(RoadUserClass.CAR);
        }
    }

    @Test
    void sensorsTakeTheBiasOutOfSelfReports() {
        Actor car = Actor.on(EAST, 450, 12).equipped(0x11).seen(1).biased(1.2, -1.2);
        Traffic traffic = new Traffic(ZONE, 1, 1, car).run(8);
        TrackSnapshot last = traffic.tracksAt(7.9).getFirst();
        assertThat(Math.hypot(last.eastM() - car.eastAt(7.9), last.northM() - car.northAt(7.9)))
                .isLessThan(0.9);
    }

    @Test
    void sensorObjectKeepsItsTrackWhenItsNumberChanges() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic traffic =
                    new Traffic(ZONE, seed, 1, Actor.on(EAST, 480, 12).seen(1).changesNumber(4, 77)).run(8);
            assertThat(ids(traffic, 1, 80).count()).as("seed " + seed).isEqualTo(1);
            assertThat(traffic.tracksAt(7.9)).as("seed " + seed).hasSize(1);
        }
    }

    @Test
    void aGhostIsNotConfirmed() {
        Traffic traffic = new Traffic(
                        ZONE, 1, 1, Actor.on(EAST, 600, 5).seen(9).appearsAt(1).silentFrom(1.3))
                .run(4);
        assertThat(ids(traffic, 1, 40).count()).isZero();
        assertThat(traffic.warner.counters().tracks()).isZero();
    }

    @Test
    void twoCarsSideBySideAreTwoTracks() {
        for (long seed = 1; seed <= 10; seed++) {
            Traffic traffic = new Traffic(
                            ZONE,
                            seed,
                            1,
                            Actor.on(EAST, 450, 12).equipped(0x11).seen(1),
                            Actor.on(EAST_LEFT, 450, 12).seen(2))
                    .run(8);
            assertThat(ids(traffic, 1, 80).count()).as("seed " + seed).isEqualTo(2);
        }
    }

    @Test
    void aPseudonymChangeLeavesOneTrackAndDoesNotLinkTheIds() {
        Traffic traffic = new Traffic(
                        ZONE,
                        2,
                        1,
                        Actor.on(EAST, 450, 12).equipped(0x11).seen(1).changesId(4, 0x99))
                .run(8);
        assertThat(traffic.tracksAt(7.9)).hasSize(1);
        assertThat(traffic.tracksAt(7.9).getFirst().stationId()).isEqualTo(0x99);
        assertThat(traffic.tracksAt(7.9).getFirst().trackId())
                .isNotEqualTo(traffic.tracksAt(3).getFirst().trackId());
        assertThat(traffic.tracksAt(5.5)).hasSize(1);
    }

    @Test
    void nodesGiveOneStationTheSameTrackId() {
        Traffic first = new Traffic(ZONE, 1, 1, Actor.on(EAST, 450, 12).equipped(0x11)).run(1);
        Traffic second =
                new Traffic(ZONE, 2, 1, Actor.on(EAST, 100, 9).equipped(0x11).seen(5)).run(1);
        assertThat(first.tracksAt(0.9).getFirst().trackId())
                .isEqualTo(second.tracksAt(0.9).getFirst().trackId());
    }

    @Test
    void nodesThatGetTheSameReportsGiveASensorObjectTheSameTrackId() {
        Traffic first = new Traffic(ZONE, 1, 1, Actor.on(EAST, 450, 12).seen(5)).run(2);
        Traffic second = new Traffic(ZONE, 1, 1, Actor.on(EAST, 450, 12).seen(5)).run(2);
        assertThat(first.tracksAt(1.5)).hasSize(1);
        assertThat(first.tracksAt(1.5).getFirst().trackId())
                .isEqualTo(second.tracksAt(1.5).getFirst().trackId())
                .isNegative();
    }

    @Test
    void tracksAgeOutBySourceClass() {
        Traffic traffic = new Traffic(
                        ZONE,
                        1,
                        1,
                        Actor.on(EAST, 450, 12).equipped(0x11).silentFrom(3),
                        Actor.on(EAST_LEFT, 500, 12).seen(2).silentFrom(3))
                .run(6);
        assertThat(traffic.tracksAt(3.5)).hasSize(2);
        assertThat(traffic.tracksAt(4.2)).hasSize(1);
        assertThat(traffic.tracksAt(4.9)).isEmpty();
    }

    @Test
    void followsACarThroughATurn() {
        for (long seed = 1; seed <= 5; seed++) {
            Actor car = Actor.on(CrossroadsZone.leftTurnWay(), 250, 8)
                    .equipped(0x11)
                    .seen(1);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(10);
            for (int tick = 10; tick < 100; tick++) {
                TrackSnapshot track = traffic.tracks.get(tick).getFirst();
                double error =
                        Math.hypot(track.eastM() - car.eastAt(tick / 10.0), track.northM() - car.northAt(tick / 10.0));
                assertThat(error).as("seed " + seed + ", tick " + tick).isLessThan(2.0);
            }
        }
    }
}
