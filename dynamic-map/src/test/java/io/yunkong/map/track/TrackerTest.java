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
    private static final Polyline NORTH = line(1.75, -600, 1.75, 600);
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
    void aCopyThatIsOverwrittenHoldsNothingOfTheOneBefore() {
        TrackSnapshot twoSources = new Traffic(
                        ZONE, 1, 1, Actor.on(EAST, 450, 12).equipped(0x11).seen(1))
                .run(8)
                .tracksAt(7.9)
                .getFirst();
        TrackSnapshot oneSource = new Traffic(
                        ZONE, 2, 1, Actor.on(NORTH, 450, 9).seen(2))
                .run(8)
                .tracksAt(7.9)
                .getFirst();
        assertThat(twoSources.sources()).hasSize(2);
        TrackCopy copy = new TrackCopy();
        for (TrackSnapshot state : List.of(twoSources, oneSource, twoSources)) {
            copy.copyOf(state);
            assertThat(copy.snapshot()).isEqualTo(state);
            assertThat(copy.sourceCount()).isEqualTo(state.sourceCount());
            assertThat(copy.equipped()).isEqualTo(state.equipped());
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
    void whoIsNoLongerReportedIsSoonNoLongerShownAndForgottenBySourceClass() {
        Actor[] road = {
            Actor.on(EAST, 450, 12).equipped(0x11).silentFrom(3),
            Actor.on(EAST_LEFT, 500, 12).seen(2).silentFrom(3),
            Actor.on(EAST, 550, 12).seen(3)
        };
        Traffic traffic = new Traffic(ZONE, 1, 1, road).run(6);
        assertThat(traffic.tracksAt(3.2)).hasSize(3);
        assertThat(traffic.tracksAt(3.9)).as("the sensor still names the third").hasSize(1);
        assertThat(traffic.warner.counters().tracks()).isEqualTo(1);
        assertThat(new Traffic(ZONE, 1, 1, road).run(4.2).warner.counters().tracks())
                .as("one may come back under its old id")
                .isEqualTo(2);
    }

    @Test
    void whoAFallenSilentSensorSawIsKeptForAWhile() {
        Traffic traffic =
                new Traffic(ZONE, 1, 1, Actor.on(EAST_LEFT, 500, 12).seen(2).silentFrom(3)).run(5);
        assertThat(traffic.tracksAt(3.5)).hasSize(1);
        assertThat(traffic.tracksAt(4.1)).isEmpty();
    }

    @Test
    void theLaneTellsTheBiasAcrossTheRoadWhereNoSensorLooks() {
        for (long seed = 1; seed <= 10; seed++) {
            Actor car = Actor.on(EAST, 20, 12).equipped(0x11).biased(0, -1.2);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(10);
            for (int tick = 30; tick < 100; tick++) {
                double error = traffic.tracks.get(tick).getFirst().northM() - car.northAt(tick / 10.0);
                assertThat(Math.abs(error))
                        .as("seed " + seed + ", tick " + tick)
                        .isLessThan(0.8);
            }
        }
    }

    @Test
    void aBendTellsTheBiasAlongTheRoadBeforeIt() {
        Actor car =
                Actor.on(CrossroadsZone.leftTurnWay(), 200, 10).equipped(0x11).biased(1.2, 0);
        Traffic traffic = new Traffic(ZONE, 3, 1, car).run(25);
        assertThat(Math.abs(traffic.tracksAt(2).getFirst().eastM() - car.eastAt(2)))
                .as("going west")
                .isGreaterThan(0.7);
        assertThat(Math.abs(traffic.tracksAt(24.9).getFirst().eastM() - car.eastAt(24.9)))
                .as("going south")
                .isLessThan(0.7);
    }

    @Test
    void aCarThatChangesLanesIsFollowedIntoTheOther() {
        for (long seed = 1; seed <= 10; seed++) {
            Actor car = Actor.on(line(-600, -5.25, -200, -5.25, -160, -1.75, 600, -1.75), 250, 12)
                    .equipped(0x11)
                    .biased(0, 0.6);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(22);
            assertThat(Math.abs(traffic.tracksAt(12).getFirst().northM() + 5.25))
                    .as("before, seed " + seed)
                    .isLessThan(0.8);
            assertThat(Math.abs(traffic.tracksAt(21.9).getFirst().northM() + 1.75))
                    .as("after, seed " + seed)
                    .isLessThan(0.8);
        }
    }

    /** Many speed sensors read 0 below walking speed; what moves then is the places alone. */
    @Test
    void aCarThatCreepsIntoTheNextLaneWhileItsSpeedReadsZeroIsFollowed() {
        Polyline creep = line(-100, -5.25, -84, -5.25, -84, -1.75, 0, -1.75);
        double changed = 16 + 3.5;
        for (long seed = 1; seed <= 10; seed++) {
            Actor car = Actor.on(creep, 0, 0.8)
                    .equipped(0x11)
                    .biased(0, -0.6)
                    .tells(0)
                    .heads(Math.PI / 2);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(30);
            assertThat(traffic.tracksAt(changed / 0.8 + 4).getFirst().northM())
                    .as("seed " + seed)
                    .isGreaterThan(-2.9);
        }
    }

    /** A reflected signal: no car goes sideways by 2 m in a tenth of a second, and back. */
    @Test
    void aCarWhosePlacesJumpAtSpeedStaysInItsLane() {
        int ticks = 0;
        int astray = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Actor car = Actor.on(EAST, 20, 12).equipped(0x11).jumps(8, 10, 2);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(16);
            for (int tick = 80; tick < 160; tick++) {
                ticks++;
                astray += traffic.tracks.get(tick).getFirst().northM() > -3.5 ? 1 : 0;
            }
        }
        assertThat((double) astray / ticks).isLessThan(0.02);
    }

    @Test
    void betweenTwoLanesTheTrackIsBetweenThemToo() {
        Actor car = Actor.on(EAST, 20, 12).equipped(0x11).biased(0, 1.75);
        Traffic traffic = new Traffic(ZONE, 1, 1, car).run(3);
        TrackSnapshot track = traffic.tracksAt(2.9).getFirst();
        assertThat(track.northM()).isBetween(-5.25, -1.75);
        assertThat(track.positionSigmaM()).isGreaterThan(0.6);
    }

    @Test
    void offEveryLaneTheMapTellsNothing() {
        Actor car = Actor.on(line(-600, -40, 600, -40), 20, 12).equipped(0x11).biased(0, 1);
        Traffic traffic = new Traffic(ZONE, 1, 0, car).run(5);
        assertThat(traffic.tracksAt(4.9).getFirst().northM()).isBetween(-40.1, -38.9);
    }

    @Test
    void aCarThatDrivesBesideTheRoadIsNotToldToBeOnIt() {
        for (long seed = 1; seed <= 10; seed++) {
            Actor car = Actor.on(line(-600, -9.75, 600, -9.75), 20, 12).equipped(0x11);
            Traffic traffic = new Traffic(ZONE, seed, 1, car).run(15);
            for (double s : new double[] {2, 8, 14.9}) {
                assertThat(traffic.tracksAt(s).getFirst().northM())
                        .as("seed " + seed + ", after " + s + " s")
                        .isLessThan(-8.7);
            }
        }
    }

    @Test
    void carsOnLanesTellByHowMuchASensorIsOff() {
        Actor[] road = new Actor[12];
        for (int i = 0; i < road.length; i++) {
            Polyline way = i % 2 == 0 ? EAST : NORTH;
            road[i] = Actor.on(way, 400 + 14 * i, 9).seen(i + 1);
        }
        Traffic traffic = new Traffic(ZONE, 1, 1, road).withSensorOff(0.7, -0.5).run(12);
        double square = 0;
        for (TrackSnapshot track : traffic.tracksAt(11.9)) {
            double nearest = Double.POSITIVE_INFINITY;
            for (Actor actor : road) {
                nearest = Math.min(
                        nearest, Math.hypot(track.eastM() - actor.eastAt(11.9), track.northM() - actor.northAt(11.9)));
            }
            square += nearest * nearest / traffic.tracksAt(11.9).size();
        }
        assertThat(Math.sqrt(square)).isLessThan(0.5);
    }

    /** The accuracy that a recording or sender does not tell is learned: with three times the usual errors nobody is split in two. */
    @Test
    void aSensorThatIsWorseThanUsualIsNoticed() {
        Traffic traffic = new Traffic(
                        ZONE,
                        5,
                        3,
                        Actor.on(EAST, 430, 9).seen(1),
                        Actor.on(EAST, 460, 9).seen(2),
                        Actor.on(EAST_LEFT, 445, 9).seen(3))
                .run(25);
        assertThat(ids(traffic, 120, 240).count()).isLessThanOrEqualTo(3);
        assertThat(traffic.tracksAt(24).getFirst().positionSigmaM()).isGreaterThan(0.25);
    }

    @Test
    void whatASingleSensorSeesWhereNobodyGoesIsBelievedLater() {
        Actor odd = Actor.on(line(-150, -40, 150, -40), 50, 5).seen(4);
        Traffic traffic = new Traffic(ZONE, 1, 1, odd).run(4);
        assertThat(traffic.tracksAt(1.2)).isEmpty();
        assertThat(traffic.tracksAt(2.5)).hasSize(1);
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
