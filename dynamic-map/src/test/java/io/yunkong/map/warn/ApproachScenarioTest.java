package io.yunkong.map.warn;

import static io.yunkong.map.CrossroadsZone.leftTurnWay;
import static io.yunkong.map.CrossroadsZone.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.Actor;
import io.yunkong.map.CrossroadsZone;
import io.yunkong.map.Traffic;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.VehicleEvent;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.SignalRef;
import io.yunkong.map.road.Zone;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.SignalReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenarios of the applications that warn of what a host comes to, or of what it is about to do: at least one that must warn, one that must
 * not, and one close to the limit, for each; each over several noise seeds. Times in seconds from the start.
 */
class ApproachScenarioTest {
    private static final SignalRef HEAD = new SignalRef("s", 0);
    private static final Zone SIGNALS = CrossroadsZone.withSignal("00000000000000aa", "east_x_0", HEAD);
    private static final Polyline EAST_RIGHT = line(-600, -5.25, 600, -5.25);
    private static final Polyline EAST_LEFT = line(-600, -1.75, 600, -1.75);
    private static final Polyline CHANGES_LEFT = line(-600, -5.25, -300, -5.25, -247.5, -1.75, 600, -1.75);
    private static final Polyline WEST = line(600, 1.75, -600, 1.75);
    private static final Polyline NORTH = line(1.75, -600, 1.75, 600);
    private static final Polyline WRONG_SIDE = line(-600, -1.75, -450, -1.75, -400, 1.75, -200, 1.75);
    private static final long HOST = 0x11L;
    private static final long OTHER = 0x22L;
    private static final double ALWAYS = 1000;
    private static final Announcement LEFT_SIGNAL = new Announcement(0, 1 << 2, false);
    private static final Announcement EMERGENCY_RUN = new Announcement(0, 0, true);

    /**
     * @param notBefore of the first warning of the application to {@link #HOST}
     * @param notAfter likewise; negative = there must be none
     */
    record Row(
            String name,
            double seconds,
            Application application,
            double notBefore,
            double notAfter,
            List<Actor> actors,
            List<SignalReport.Head> lights,
            List<RoadsideNotice> notices) {
        @Override
        public String toString() {
            return application + ": " + name;
        }

        Row showing(Light light, OptionalLong untilUs) {
            List<SignalReport.Head> heads =
                    List.of(new SignalReport.Head(0, light, OptionalLong.empty(), untilUs, List.of()));
            return new Row(name, seconds, application, notBefore, notAfter, actors, heads, notices);
        }

        Row told(RoadsideNotice... of) {
            return new Row(name, seconds, application, notBefore, notAfter, actors, lights, List.of(of));
        }
    }

    private static Row warns(
            Application application, String name, double seconds, double notBefore, double notAfter, Actor... actors) {
        return new Row(name, seconds, application, notBefore, notAfter, List.of(actors), List.of(), List.of());
    }

    private static Row silent(Application application, String name, double seconds, Actor... actors) {
        return new Row(name, seconds, application, 0, -1, List.of(actors), List.of(), List.of());
    }

    private static Announcement saying(VehicleEvent event) {
        return new Announcement(1 << event.bit(), 0, false);
    }

    private static Actor host(Polyline way, double startM, double speedMps) {
        return Actor.on(way, startM, speedMps).equipped(HOST);
    }

    private static Actor other(Polyline way, double startM, double speedMps) {
        return Actor.on(way, startM, speedMps).equipped(OTHER);
    }

    static Stream<Row> brakingAhead() {
        return Stream.of(
                // 20.4 m behind: after 1 s of reaction more than 4 m/s2 would be needed
                warns(
                        Application.FCW,
                        "one who brakes by 6 m/s2 25 m ahead",
                        6,
                        3,
                        4,
                        host(EAST_RIGHT, 300, 13),
                        other(EAST_RIGHT, 325, 13).brakes(3, 6, 0)),
                silent(
                        Application.FCW,
                        "the same 60 m ahead",
                        5,
                        host(EAST_RIGHT, 300, 13),
                        other(EAST_RIGHT, 360, 13).brakes(3, 6, 0)));
    }

    static Stream<Row> wrongWay() {
        Polyline against = line(-20, -5.25, -600, -5.25);
        return Stream.of(
                // 430 m apart, closing in by 26 m/s: 8 s before they meet they are 208 m apart
                warns(
                        Application.AVW,
                        "one who comes against the traffic on the host's lane",
                        13,
                        8,
                        9.2,
                        host(EAST_RIGHT, 150, 13),
                        other(against, 0, 13)),
                warns(
                        Application.AVW,
                        "the same, seen by a roadside unit only",
                        13,
                        8,
                        12,
                        host(EAST_RIGHT, 150, 13),
                        Actor.on(against, 0, 13).seen(1)),
                silent(
                        Application.AVW,
                        "one who comes on the lane beside",
                        13,
                        host(EAST_LEFT, 150, 13),
                        other(against, 0, 13)),
                silent(
                        Application.AVW,
                        "one on the other side who reports himself 2 m to the left",
                        13,
                        host(EAST_LEFT, 150, 13),
                        other(line(600, -0.25, -600, -0.25), 620, 13)));
    }

    static Stream<Row> emergencyBrake() {
        Announcement hard = saying(VehicleEvent.HARD_BRAKING);
        return Stream.of(
                warns(
                        Application.EBW,
                        "braking by 6 m/s2 40 m ahead",
                        5,
                        3,
                        3.8,
                        host(EAST_RIGHT, 300, 14),
                        other(EAST_RIGHT, 345, 14).brakes(3, 6, 0).announces(hard, 3, 5)),
                warns(
                        Application.EBW,
                        "on the lane beside, seen by a roadside unit only",
                        5,
                        3,
                        4.8,
                        host(EAST_RIGHT, 500, 14),
                        Actor.on(EAST_LEFT, 540, 14).seen(1).brakes(3, 6, 0)),
                silent(
                        Application.EBW,
                        "flag that is stuck",
                        8,
                        host(EAST_RIGHT, 300, 14),
                        other(EAST_RIGHT, 340, 14).announces(hard, 0, ALWAYS)),
                silent(
                        Application.EBW,
                        "braking by 2.5 m/s2, no flag",
                        5,
                        host(EAST_RIGHT, 300, 14),
                        other(EAST_RIGHT, 345, 14).brakes(3, 2.5, 0)),
                silent(
                        Application.EBW,
                        "braking hard behind",
                        5,
                        host(EAST_RIGHT, 345, 14),
                        other(EAST_RIGHT, 300, 14).brakes(3, 6, 0).announces(hard, 3, 5)));
    }

    static Stream<Row> abnormalVehicle() {
        Announcement hazard = saying(VehicleEvent.HAZARD_LIGHTS);
        return Stream.of(
                // 8 s away at the start of the ninth second: (100 + 12 * 8.4 - 4.6) / 12
                warns(
                        Application.AVW,
                        "standing with hazard lights on",
                        12,
                        7.5,
                        9,
                        host(EAST_RIGHT, 200, 12),
                        other(EAST_RIGHT, 400, 0).announces(hazard, 0, ALWAYS)),
                warns(
                        Application.AVW,
                        "standing on open road for a while, seen by a roadside unit only",
                        22,
                        15,
                        18.5,
                        host(EAST_RIGHT, 700 - 12 * 24, 12),
                        Actor.on(EAST_RIGHT, 700, 0).seen(4)),
                silent(
                        Application.AVW,
                        "standing before the junction, as one waits there",
                        22,
                        host(EAST_RIGHT, 570 - 12 * 24, 12),
                        other(EAST_RIGHT, 570, 0)),
                silent(
                        Application.AVW,
                        "hazard lights at 12 m/s",
                        12,
                        host(EAST_RIGHT, 200, 14),
                        other(EAST_RIGHT, 300, 12).announces(hazard, 0, ALWAYS)));
    }

    static Stream<Row> controlLoss() {
        return Stream.of(
                warns(
                        Application.CLW,
                        "stability control acts 60 m ahead",
                        6,
                        2,
                        2.6,
                        host(EAST_RIGHT, 300, 13),
                        other(EAST_RIGHT, 365, 13).announces(saying(VehicleEvent.STABILITY_CONTROL_ACTIVATED), 2, 6)),
                silent(
                        Application.CLW,
                        "it stands",
                        6,
                        host(EAST_RIGHT, 300, 5),
                        other(EAST_RIGHT, 370, 0).announces(saying(VehicleEvent.ABS_ACTIVATED), 0, ALWAYS)),
                silent(
                        Application.CLW,
                        "behind the host",
                        6,
                        host(EAST_RIGHT, 365, 13),
                        other(EAST_RIGHT, 300, 13).announces(saying(VehicleEvent.ABS_ACTIVATED), 0, ALWAYS)));
    }

    static Stream<Row> emergencyVehicle() {
        return Stream.of(
                warns(
                        Application.EVW,
                        "comes up behind",
                        8,
                        0.3,
                        4,
                        host(EAST_RIGHT, 400, 10),
                        other(EAST_RIGHT, 180, 20)
                                .as(RoadUserClass.EMERGENCY, 6, 2.2)
                                .announces(EMERGENCY_RUN, 0, ALWAYS)),
                warns(
                        Application.EVW,
                        "comes to the crossing from the side",
                        8,
                        0.3,
                        4,
                        host(EAST_RIGHT, 600 - 120, 10),
                        other(NORTH, 600 - 150, 15)
                                .as(RoadUserClass.EMERGENCY, 6, 2.2)
                                .announces(EMERGENCY_RUN, 0, ALWAYS)),
                silent(
                        Application.EVW,
                        "is on no emergency run",
                        8,
                        host(EAST_RIGHT, 400, 10),
                        other(EAST_RIGHT, 180, 20).as(RoadUserClass.EMERGENCY, 6, 2.2)),
                silent(
                        Application.EVW,
                        "drives ahead of the host",
                        8,
                        host(EAST_RIGHT, 300, 10),
                        other(EAST_RIGHT, 400, 15)
                                .as(RoadUserClass.EMERGENCY, 6, 2.2)
                                .announces(EMERGENCY_RUN, 0, ALWAYS)));
    }

    static Stream<Row> redLight() {
        long end = Traffic.START_US + 6_300_000;
        return Stream.of(
                // the front is at the line after 100 / 14 s; 2 m/s2 are needed from 49 m on
                warns(Application.RLVW, "red, does not brake", 7, 3.4, 4.2, host(EAST_RIGHT, 582.7 - 100, 14))
                        .showing(Light.RED, OptionalLong.empty()),
                silent(Application.RLVW, "green", 7, host(EAST_RIGHT, 582.7 - 100, 14))
                        .showing(Light.PROTECTED_GREEN, OptionalLong.empty()),
                silent(Application.RLVW, "red that ends before it is there", 7, host(EAST_RIGHT, 582.7 - 100, 14))
                        .showing(Light.RED, OptionalLong.of(end)),
                silent(
                                Application.RLVW,
                                "red, brakes in time",
                                9,
                                host(EAST_RIGHT, 582.7 - 100, 14).brakes(2.6, 1.6, 0))
                        .showing(Light.RED, OptionalLong.empty()),
                silent(Application.RLVW, "nobody tells the signal", 7, host(EAST_RIGHT, 582.7 - 100, 14)));
    }

    static Stream<Row> speedLimit() {
        return Stream.of(
                warns(Application.SLW, "20 m/s where 16.7 is the limit", 4, 0.2, 2, host(EAST_RIGHT, 300, 20)),
                silent(Application.SLW, "17.5 m/s is tolerated", 4, host(EAST_RIGHT, 300, 17.5)),
                silent(
                        Application.SLW,
                        "on an emergency run",
                        4,
                        host(EAST_RIGHT, 300, 22).announces(EMERGENCY_RUN, 0, ALWAYS)),
                // the centre passes the sign after (350 - 300) / 14
                warns(Application.SLW, "14 m/s behind a sign that says 40 km/h", 7, 3.4, 4.8, host(EAST_RIGHT, 300, 14))
                        .told(limit("40", -250)),
                silent(Application.SLW, "12 m/s behind that sign is tolerated", 8, host(EAST_RIGHT, 340, 12))
                        .told(limit("40", -250)),
                silent(Application.SLW, "14 m/s behind its end", 8, host(EAST_RIGHT, 420, 14))
                        .told(limit("40", -250), end(-200)),
                silent(Application.SLW, "14 m/s where a sign allows more than the map", 5, host(EAST_RIGHT, 360, 14))
                        .told(limit("80", -250)),
                silent(Application.SLW, "behind a sign that nobody can read", 5, host(EAST_RIGHT, 360, 14))
                        .told(limit("slow", -250)));
    }

    /** A sign at the right lane, with that lane as its path from the west to near the crossing. */
    private static RoadsideNotice limit(String text, double eastM) {
        return along(notice(RoadsideNotice.Kind.SIGN, 85, text, eastM, -9), -590, -5.25, -20, -5.25);
    }

    private static RoadsideNotice end(double eastM) {
        RoadsideNotice end = along(notice(RoadsideNotice.Kind.SIGN, 86, "", eastM, -9), -590, -5.25, -20, -5.25);
        return toldBy(end, CrossroadsZone.ROADSIDE_UNIT + 1);
    }

    static Stream<Row> trafficJam() {
        return Stream.of(
                // 15 s to the end of the queue at 160 m less its half length
                warns(Application.TJW, "ten vehicles in a column", 12, 1.0, 9, queue(10, 14 * 18)),
                silent(Application.TJW, "four vehicles in a column", 8, queue(4, 14 * 18)),
                // 15 s away: (250 - 2.3 - 14 * 15) / 14
                warns(Application.TJW, "a roadside unit tells of a jam", 5, 2.4, 3.8, host(EAST_RIGHT, 300, 14))
                        .told(event(707, -50, -5.25)),
                silent(Application.TJW, "a roadside unit tells of an obstacle", 8, host(EAST_RIGHT, 300, 14))
                        .told(event(401, -50, -5.25)));
    }

    /** 250 m ahead of who starts at 300 m eastward. */
    static Stream<Row> hazardousLocation() {
        RoadsideNotice obstacle = event(401, -50, -5.25);
        return Stream.of(
                // 12 s away: (250 - 2.3 - 14 * 12) / 14
                warns(Application.HLW, "an obstacle", 8, 5.4, 6.8, host(EAST_RIGHT, 300, 14))
                        .told(obstacle),
                warns(Application.HLW, "works from 100 m ahead on", 3, 0.2, 1.5, host(EAST_RIGHT, 300, 14))
                        .told(along(event(501, -200, -5.25), -200, -5.25, 100, -5.25)),
                silent(Application.HLW, "an obstacle, as who is slow sees", 8, host(EAST_RIGHT, 500, 1.5))
                        .told(obstacle),
                silent(Application.HLW, "an obstacle that is passed", 8, host(EAST_RIGHT, 556, 14))
                        .told(obstacle),
                silent(Application.HLW, "works on the other side of the road", 12, host(EAST_RIGHT, 300, 14))
                        .told(along(event(501, -50, -1.75), 0, 1.75, -100, 1.75)),
                silent(Application.HLW, "an accident on the road that crosses", 12, host(EAST_RIGHT, 300, 14))
                        .told(event(101, 1.75, -60)),
                silent(Application.HLW, "a jam, for which there is another application", 8, host(EAST_RIGHT, 300, 14))
                        .told(event(707, -50, -5.25)),
                silent(Application.HLW, "an event of no kind that is known", 8, host(EAST_RIGHT, 300, 14))
                        .told(event(999, -50, -5.25)));
    }

    static Stream<Row> sign() {
        RoadsideNotice sign = notice(RoadsideNotice.Kind.SIGN, 37, -50, -9);
        return Stream.of(
                // 150 m away: (250 - 2.3 - 150) / 14
                warns(Application.IVS, "beside the road", 9, 6.7, 8.1, host(EAST_RIGHT, 300, 14))
                        .told(sign),
                silent(Application.IVS, "passed", 6, host(EAST_RIGHT, 556, 14)).told(sign),
                // the sign does not stand beside its path, so it holds along all of it
                silent(Application.IVS, "of a limit, from where it applies: SLW speaks", 6, host(EAST_RIGHT, 300, 14))
                        .told(along(notice(RoadsideNotice.Kind.SIGN, 85, "40", -300, -40), -590, -5.25, -20, -5.25)),
                silent(Application.IVS, "for those who come from the other side", 12, host(EAST_RIGHT, 300, 14))
                        .told(along(sign, 100, 1.75, -50, 1.75)));
    }

    private static RoadsideNotice event(int code, double eastM, double northM) {
        return notice(RoadsideNotice.Kind.EVENT, code, eastM, northM);
    }

    private static RoadsideNotice notice(RoadsideNotice.Kind kind, int code, double eastM, double northM) {
        return notice(kind, code, "", eastM, northM);
    }

    private static RoadsideNotice notice(RoadsideNotice.Kind kind, int code, String text, double eastM, double northM) {
        return new RoadsideNotice(
                CrossroadsZone.ROADSIDE_UNIT,
                kind,
                1,
                code,
                0,
                text,
                Optional.of(new RoadsideNotice.Point(eastM, northM)),
                0,
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Traffic.START_US);
    }

    private static RoadsideNotice toldBy(RoadsideNotice notice, long station) {
        return new RoadsideNotice(
                station,
                notice.kind(),
                notice.localId(),
                notice.code(),
                notice.priority(),
                notice.text(),
                notice.place(),
                notice.radiusM(),
                notice.paths(),
                notice.validFromUs(),
                notice.validUntilUs(),
                notice.generatedAtUs());
    }

    private static RoadsideNotice along(RoadsideNotice notice, double e1, double n1, double e2, double n2) {
        List<RoadsideNotice.Point> points = List.of(new RoadsideNotice.Point(e1, n1), new RoadsideNotice.Point(e2, n2));
        return new RoadsideNotice(
                notice.stationId(),
                notice.kind(),
                notice.localId(),
                notice.code(),
                notice.priority(),
                notice.text(),
                notice.place(),
                notice.radiusM(),
                List.of(new RoadsideNotice.Path(points, 2)),
                notice.validFromUs(),
                notice.validUntilUs(),
                notice.generatedAtUs());
    }

    private static Actor[] queue(int vehicles, double hostBehindM) {
        List<Actor> actors = new ArrayList<>();
        double headM = 560;
        for (int i = 0; i < vehicles; i++) {
            actors.add(Actor.on(EAST_RIGHT, headM - 8 * i, 0).equipped(0x100 + i));
        }
        actors.add(host(EAST_RIGHT, headM - 8 * vehicles - hostBehindM, 14));
        return actors.toArray(Actor[]::new);
    }

    static Stream<Row> leftTurn() {
        return Stream.of(
                warns(
                        Application.LTA,
                        "creeps into the turn while somebody comes from the other side",
                        8,
                        1,
                        6,
                        Actor.on(leftTurnWay(), 285 - 8, 1.5).equipped(HOST).announces(LEFT_SIGNAL, 0, ALWAYS),
                        other(EAST_LEFT, 585 - 12 * 6, 12)),
                silent(
                        Application.LTA,
                        "nobody comes for ten seconds",
                        6,
                        Actor.on(leftTurnWay(), 285 - 8, 1.5).equipped(HOST).announces(LEFT_SIGNAL, 0, ALWAYS),
                        other(EAST_LEFT, 585 - 12 * 13, 12)),
                silent(
                                Application.LTA,
                                "somebody comes from the other side who can stop at his red light",
                                2.5,
                                Actor.on(leftTurnWay(), 285 - 8, 1.5)
                                        .equipped(HOST)
                                        .announces(LEFT_SIGNAL, 0, ALWAYS),
                                other(EAST_RIGHT, 585 - 12 * 6, 12))
                        .showing(Light.RED, OptionalLong.empty()),
                warns(
                                Application.LTA,
                                "somebody comes from the other side whose red ends before he is there",
                                8,
                                1,
                                3.3,
                                Actor.on(leftTurnWay(), 285 - 8, 1.5)
                                        .equipped(HOST)
                                        .announces(LEFT_SIGNAL, 0, ALWAYS),
                                other(EAST_RIGHT, 585 - 12 * 6, 12))
                        .showing(Light.RED, OptionalLong.of(Traffic.START_US + 4_000_000)),
                silent(
                        Application.LTA,
                        "waits at the line",
                        8,
                        Actor.on(leftTurnWay(), 285 - 5, 0).equipped(HOST).announces(LEFT_SIGNAL, 0, ALWAYS),
                        other(EAST_LEFT, 585 - 12 * 6, 12)));
    }

    static Stream<Row> blindSpot() {
        return Stream.of(
                warns(
                        Application.BSW_LCW,
                        "signals to the left, somebody is beside",
                        5,
                        1,
                        1.8,
                        host(EAST_RIGHT, 300, 14).announces(LEFT_SIGNAL, 1, ALWAYS),
                        other(EAST_LEFT, 296, 14)),
                warns(
                        Application.BSW_LCW,
                        "begins to change lanes without a signal, somebody is beside",
                        7,
                        4,
                        6.6,
                        host(CHANGES_LEFT, 300 - 15 * 4, 15),
                        other(EAST_LEFT, 300 - 15 * 4 - 3, 15)),
                silent(
                        Application.BSW_LCW,
                        "signals to the left, the other one is 20 m behind and no faster",
                        5,
                        host(EAST_RIGHT, 300, 14).announces(LEFT_SIGNAL, 1, ALWAYS),
                        other(EAST_LEFT, 275, 14)),
                silent(
                        Application.BSW_LCW,
                        "keeps its lane beside another one",
                        5,
                        host(EAST_RIGHT, 300, 14),
                        other(EAST_LEFT, 297, 14)));
    }

    static Stream<Row> doNotPass() {
        return Stream.of(
                // on the other side after 13.5 s, 215 m from each other; they meet at 30 m/s
                warns(
                        Application.DNPW,
                        "is on the other side of the road while somebody comes",
                        16,
                        11.5,
                        15.5,
                        host(WRONG_SIDE, 0, 14),
                        other(WEST, 580, 16)),
                warns(
                        Application.DNPW,
                        "signals to overtake while somebody comes",
                        8,
                        1,
                        3.5,
                        host(EAST_LEFT, 100, 14).announces(LEFT_SIGNAL, 1, ALWAYS),
                        other(WEST, 1200 - 100 - 230, 16)),
                silent(
                        Application.DNPW,
                        "keeps its side",
                        8,
                        host(EAST_LEFT, 100, 14),
                        other(WEST, 1200 - 100 - 230, 16)),
                silent(
                        Application.DNPW,
                        "signals to overtake and nobody is near",
                        4,
                        host(EAST_LEFT, 100, 14).announces(LEFT_SIGNAL, 1, ALWAYS),
                        other(WEST, 0, 16)));
    }

    static Stream<Row> all() {
        return Stream.of(
                        brakingAhead(),
                        emergencyBrake(),
                        abnormalVehicle(),
                        wrongWay(),
                        controlLoss(),
                        emergencyVehicle(),
                        redLight(),
                        speedLimit(),
                        trafficJam(),
                        hazardousLocation(),
                        sign(),
                        leftTurn(),
                        blindSpot(),
                        doNotPass())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("all")
    void warnsInTimeOrNotAtAll(Row row) {
        for (long seed = 1; seed <= 6; seed++) {
            Traffic traffic = new Traffic(SIGNALS, seed, 1, row.actors().toArray(Actor[]::new));
            row.lights().forEach(head -> traffic.telling(0, ALWAYS, HEAD.controller(), head));
            row.notices().forEach(traffic::telling);
            List<Warning> raised = traffic.run(row.seconds()).raised().stream()
                    .filter(warning -> warning.application() == row.application()
                            && warning.host().stationId() == HOST)
                    .toList();
            String described = row + ", seed " + seed + ": "
                    + traffic.raised().stream()
                            .map(w -> String.format(
                                    "%s at %.2f s (%s)",
                                    w.application(),
                                    Traffic.seconds(w.raisedAtUs()),
                                    w.evidence().rule()))
                            .toList();
            if (row.notAfter() < 0) {
                assertThat(raised).as(described).isEmpty();
            } else {
                assertThat(raised).as(described).isNotEmpty();
                assertThat(Traffic.seconds(raised.getFirst().raisedAtUs()))
                        .as(described)
                        .isBetween(row.notBefore(), row.notAfter());
            }
        }
    }
}
