package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Observation;
import io.yunkong.wire.RoadUserClass;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.SourceKind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;

/** Persons who report themselves (PSM) and vehicles that share what they see (SSM), from real sockets to the map and the cloud. */
final class SourcesTest {
    private static final long VEHICLE = 0x21;
    private static final long PERSON = 0x31;
    private static final LocalPlane PLANE = TestZone.create().plane();

    /** Twenty in a row from its own place on, 10 m apart: itself, 18 in range and one beyond; and an obstacle. */
    private static byte[] seenFrom(int count, double eastM, double northM) {
        return Standard.ssm(PLANE, VEHICLE, count, EdgeFixture.nowUs(), eastM, northM);
    }

    private static void await100Ms() {
        LockSupport.parkNanos(100_000_000);
    }

    @Test
    void whatAVehicleSeesIsOnTheMapOnceItHasSaidWhereItIs() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", VEHICLE)) {
            vehicle.uper(seenFrom(0, 510, 500));
            EdgeStatistics early = fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(early.objects().accepted()).isZero();
            assertThat(early.objects().rejected()).containsOnlyKeys(RejectReason.SENSOR_PLACE_UNKNOWN);
            assertThat(early.tracks()).isZero();
            for (int count = 1; count <= 6; count++) {
                vehicle.uper(fixture.bsm(VEHICLE, count, 510, 500));
                vehicle.uper(seenFrom(count, 510, 500));
                await100Ms();
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 13);
            assertThat(s.objects().accepted()).as("%s", s).isEqualTo(6 * 19);
            assertThat(s.objects().rejected())
                    .containsEntry(RejectReason.OWN_BODY, 6L)
                    .containsEntry(RejectReason.OUT_OF_SENSOR_RANGE, 6L);
            assertThat(s.tracks()).as("itself and nineteen others").isEqualTo(20);
            assertThat(s.standard().vehicleSensorReports()).isEqualTo(7);
            assertThat(s.rejected()).isEmpty();
        }
    }

    @Test
    void aVehicleSharesInItsOwnNameAndInASessionOnly() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice other = TestDevice.vehicle(fixture.tcp(), "veh-2", VEHICLE + 1);
                DatagramSocket socket = new DatagramSocket()) {
            other.uper(seenFrom(0, 510, 500));
            fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            InetSocketAddress edge = fixture.edge().udpAddress().orElseThrow();
            byte[] bsm = fixture.bsm(VEHICLE, 1, 510, 500);
            byte[] ssm = seenFrom(1, 510, 500);
            byte[] unit = Standard.ssm(PLANE, TestZone.ROADSIDE_STATION, 1, EdgeFixture.nowUs(), 500, 500);
            for (byte[] octets : List.of(bsm, ssm, unit)) {
                socket.send(new DatagramPacket(octets, octets.length, edge));
            }
            EdgeStatistics s = fixture.awaitStatistics(x -> x.received() == 4 && x.inFlight() == 0);
            assertThat(s.rejected()).containsEntry(RejectReason.DATAGRAM_NOT_KEYED, 1L);
            assertThat(s.objects().accepted()).as("of the roadside unit").isEqualTo(21);
            assertThat(s.standard().vehicleSensorReports()).isZero();
        }
    }

    @Test
    void personsAndWhatVehiclesSeeGoToTheOwnerOfTheirTile() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", VEHICLE);
                TestDevice person = TestDevice.vehicle(fixture.tcp(), "person", PERSON)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            vehicle.awaitMessage(
                    m -> m.hasZoneStatus() && m.getZoneStatus().getLevel() == ServiceLevel.SERVICE_LEVEL_OK);
            person.uper(Standard.psm(PLANE, PERSON, 1, EdgeFixture.nowUs(), 400, 505));
            vehicle.uper(fixture.bsm(VEHICLE, 1, 400, 500));
            vehicle.uper(seenFrom(1, 400, 500));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.uplink().sent() == 1 + 1 + 19);
            assertThat(s.standard().personalReports()).isEqualTo(1);
            assertThat(s.standard().vehicleSensorReports()).isEqualTo(1);
            await().atMost(EdgeFixture.PATIENCE)
                    .untilAsserted(() -> assertThat(observations(cloud)).hasSize(21));
            List<Observation> sent = observations(cloud);
            assertThat(sent)
                    .filteredOn(o -> o.getStationId() == PERSON)
                    .singleElement()
                    .satisfies(o -> {
                        assertThat(o.getSource()).isEqualTo(SourceKind.SOURCE_KIND_SELF_REPORT);
                        assertThat(o.getRoadUserClass()).isEqualTo(RoadUserClass.ROAD_USER_CLASS_BICYCLE);
                    });
            assertThat(sent)
                    .filteredOn(o -> o.getSource() == SourceKind.SOURCE_KIND_SENSOR_REPORT)
                    .hasSize(19)
                    .allMatch(o -> o.getStationId() == VEHICLE)
                    .anyMatch(o -> o.getObjectId() == SensorReport.OBSTACLE_NUMBERS + 1);
        }
    }

    private static List<Observation> observations(FakeCloud cloud) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasBatch)
                .flatMap(message -> message.getBatch().getObservationsList().stream())
                .toList();
    }

    @Test
    void aRoadsideUnitMayPassOnWhatPersonsSayOfThemselvesAndNotWhatVehiclesSee() throws Exception {
        MqttConfig mqtt = new MqttConfig(
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Optional.empty(),
                Profiles.shipped(),
                MqttLimits.standard());
        try (EdgeFixture fixture =
                new EdgeFixture(TestZone.create(), EdgeFixture.config().mqtt(mqtt))) {
            int port = fixture.edge().mqttAddress().orElseThrow().getPort();
            MqttClient unit = new MqttClient("tcp://127.0.0.1:" + port, "rsu-1", new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMqttVersion(
                    MqttConnectOptions.MQTT_VERSION_3_1_1); // else it tries 3.1 when the first attempt fails
            unit.connect(options);
            byte[] psm = Standard.psm(PLANE, PERSON, 1, EdgeFixture.nowUs(), 510, 505);
            unit.publish("yunkong/rsu-1/up", psm, 1, false);
            EdgeStatistics s = fixture.awaitStatistics(x -> x.processed() == 1);
            assertThat(s.tracks()).isEqualTo(1);
            assertThat(s.mqtt().relayedStations()).isEqualTo(1);
            unit.publish("yunkong/rsu-1/up", seenFrom(1, 510, 500), 1, false);
            fixture.awaitStatistics(x -> x.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            unit.disconnect(1000);
            unit.close(true);
        }
    }
}
