package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Messages other than BSM and RSM on their way up, over real sockets. */
final class StandardUplinkTest {
    private static final long STATION = 0x21;
    private static final LocalPlane PLANE = TestZone.create().plane();

    static TestDevice roadsideUnit(EdgeFixture fixture) throws IOException {
        return TestDevice.open(
                fixture.tcp(),
                TestDevice.hello("rsu-1", TestZone.ROADSIDE_STATION).setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT));
    }

    private static void awaitRejected(EdgeFixture fixture, RejectReason reason, long count) {
        fixture.awaitStatistics(s -> s.rejected().getOrDefault(reason, 0L) == count);
    }

    @Test
    void aPersonsMessageMakesATrack() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice person = TestDevice.vehicle(fixture.tcp(), "person", STATION)) {
            person.uper(Standard.psm(PLANE, STATION, 1, EdgeFixture.nowUs(), 510, 505));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 1);
            assertThat(s.tracks()).isEqualTo(1);
            person.uper(Standard.psm(PLANE, STATION + 1, 2, EdgeFixture.nowUs(), 510, 505));
            awaitRejected(fixture, RejectReason.FOREIGN_STATION_ID, 1);
        }
    }

    @Test
    void participantsAndObstaclesOfAnSsmMakeTracks() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice unit = roadsideUnit(fixture)) {
            for (int count = 0; count < 6; count++) {
                unit.uper(Standard.ssm(PLANE, TestZone.ROADSIDE_STATION, count, EdgeFixture.nowUs(), 500, 500));
                LockSupport.parkNanos(60_000_000);
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 6);
            assertThat(s.objects().accepted()).as("%s", s).isEqualTo(6 * 21);
            assertThat(s.tracks()).isEqualTo(21);
        }
    }

    @Test
    void whatOnlyRoadsideUnitsMaySayIsRefusedFromOthers() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            long now = EdgeFixture.nowUs();
            vehicle.uper(Standard.spat(1, now));
            vehicle.uper(Standard.map(Edition.E2020, 1));
            vehicle.uper(Standard.rsi(PLANE, STATION, 1));
            vehicle.uper(Bsm.sensed(PLANE, STATION, 1, now, 500, 500));
            awaitRejected(fixture, RejectReason.UNKNOWN_ROADSIDE_UNIT, 4);
            assertThat(fixture.statistics().processed()).isZero();
        }
    }

    @Test
    void anIntentionIsTakenAndCountedApart() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            vehicle.uper(Standard.vir(PLANE, STATION, 1, EdgeFixture.nowUs()));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.standard().intentions() == 1);
            assertThat(s.processed()).isEqualTo(1);
            assertThat(s.tracks()).isZero();
        }
    }

    @Test
    void thePathOfAnIntentionIsTakenForWhoIsOnTheMapAndNobodyElse() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            vehicle.uper(Standard.plan(PLANE, STATION, 0, EdgeFixture.nowUs(), 300, 500));
            fixture.awaitStatistics(s -> s.plans().refused().equals(Map.of(PlanDefect.UNKNOWN_STATION, 1L)));
            long startUs = EdgeFixture.nowUs();
            for (int count = 1; count < 100 && fixture.statistics().plans().taken() == 0; count++) {
                long now = EdgeFixture.nowUs();
                double east = 300 + (now - startUs) * 10e-6;
                vehicle.uper(Bsm.moving(PLANE, STATION, count, now, east, 500, 10, Math.PI / 2));
                vehicle.uper(Standard.plan(PLANE, STATION, count, now, east, 500));
                LockSupport.parkNanos(100_000_000);
            }
            EdgeStatistics s = fixture.statistics();
            assertThat(s.plans().taken()).as("%s", s).isPositive();
            assertThat(s.plans().refused()).containsKey(PlanDefect.STATION_NOT_BELIEVED);
            assertThat(s.balanced()).isTrue();
        }
    }

    @Test
    void signalsOfTheZonesOwnIntersectionsGoIntoTheMap() throws IOException, ZoneException {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        RoadsideUnit first = zone.roadsideUnits().getFirst();
        int node = MapMessages.of(zone).maps().stream()
                .filter(map -> map.name().equals("c"))
                .findFirst()
                .orElseThrow()
                .node();
        try (EdgeFixture fixture = new EdgeFixture(zone, EdgeFixture.config());
                TestDevice unit = TestDevice.open(
                        fixture.tcp(),
                        TestDevice.hello("rsu-1", first.stationId())
                                .setZone(zone.name())
                                .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT))) {
            unit.uper(Standard.spat(node, 1, EdgeFixture.nowUs()));
            unit.uper(Standard.spat(7, 2, EdgeFixture.nowUs()));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 2);
            assertThat(s.signals().reports()).isEqualTo(1);
            assertThat(s.signals().refused()).isEqualTo(Map.of(SignalDefect.UNKNOWN_CONTROLLER, 1L));
        }
    }

    @Test
    void signalsAndMapsByDatagramBelongToTheRoadsideUnitHeardThere() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                DatagramSocket socket = new DatagramSocket()) {
            send(fixture, socket, Standard.spat(1, EdgeFixture.nowUs()));
            awaitRejected(fixture, RejectReason.UNKNOWN_ROADSIDE_UNIT, 1);
            send(fixture, socket, Standard.rsi(PLANE, TestZone.ROADSIDE_STATION, 1));
            fixture.awaitStatistics(s -> s.processed() == 1);
            send(fixture, socket, Standard.spat(2, EdgeFixture.nowUs()));
            send(fixture, socket, Standard.map(Edition.E2019, 1));
            fixture.awaitStatistics(s -> s.processed() == 3);
        }
    }

    @Test
    void ofTwoUnitsBehindOneGatewayTheOneThatStaysIsKnownWhenTheOtherHasASessionOfItsOwn() throws IOException {
        long other = TestZone.ROADSIDE_STATION + 1;
        Zone zone = TestZone.create(List.of(new RoadsideUnit("rsu-2", other, 1500, 500, 300)));
        try (EdgeFixture fixture = new EdgeFixture(zone, EdgeFixture.config());
                DatagramSocket gateway = new DatagramSocket()) {
            send(fixture, gateway, Standard.rsi(PLANE, TestZone.ROADSIDE_STATION, 1));
            send(fixture, gateway, Standard.rsi(PLANE, other, 1));
            fixture.awaitStatistics(s -> s.processed() == 2);
            send(fixture, gateway, Standard.spat(1, EdgeFixture.nowUs()));
            awaitRejected(fixture, RejectReason.UNKNOWN_ROADSIDE_UNIT, 1);
            try (TestDevice moved = roadsideUnit(fixture)) {
                send(fixture, gateway, Standard.spat(2, EdgeFixture.nowUs()));
                send(fixture, gateway, Standard.map(Edition.E2020, 1));
                EdgeStatistics s = fixture.awaitStatistics(x -> x.received() == 5);
                assertThat(s.rejected()).containsExactly(Map.entry(RejectReason.UNKNOWN_ROADSIDE_UNIT, 1L));
                moved.heartbeat();
            }
        }
    }

    @Test
    void signalsThatAreOldAreNotUsed() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice unit = roadsideUnit(fixture)) {
            unit.uper(Standard.spat(1, EdgeFixture.nowUs() - 2_000_000));
            awaitRejected(fixture, RejectReason.TOO_OLD, 1);
        }
    }

    private static void send(EdgeFixture fixture, DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }
}
