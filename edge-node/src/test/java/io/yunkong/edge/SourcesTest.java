package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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

    /** Something that a device says, numbered. */
    private interface Speech {
        void say(int count) throws Exception;
    }

    /** Lets devices speak ten times a second until the edge, or the cloud, has come so far: a busy machine may take what they say for too old. */
    private static void speakUntil(BooleanSupplier reached, Speech speech) throws Exception {
        for (int count = 1; !reached.getAsBoolean(); count++) {
            assertThat(count).as("rounds without success").isLessThan(100);
            speech.say(count);
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Test
    void whatAVehicleSeesIsOnTheMapOnceItHasSaidWhereItIs() throws Exception {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", VEHICLE)) {
            vehicle.uper(seenFrom(0, 510, 500));
            EdgeStatistics early = fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(early.objects().accepted()).isZero();
            assertThat(early.objects().rejected()).containsOnlyKeys(RejectReason.SENSOR_PLACE_UNKNOWN);
            assertThat(early.tracks()).isZero();
            speakUntil(() -> fixture.statistics().tracks() == 20, count -> {
                vehicle.uper(fixture.bsm(VEHICLE, count, 510, 500));
                vehicle.uper(seenFrom(count, 510, 500));
            });
            EdgeStatistics s = fixture.awaitStatistics(x -> x.inFlight() == 0);
            assertThat(s.objects().accepted()).isGreaterThanOrEqualTo(4 * 19);
            assertThat(s.objects().rejected()).containsKeys(RejectReason.OWN_BODY, RejectReason.OUT_OF_SENSOR_RANGE);
            assertThat(s.standard().vehicleSensorReports()).isGreaterThan(4);
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
            long objects = s.objects().accepted()
                    + s.objects().rejected().values().stream().mapToLong(n -> n).sum();
            assertThat(objects).as("of the roadside unit only").isEqualTo(21);
            assertThat(s.standard().vehicleSensorReports()).isZero();
        }
    }

    @Test
    void personsAndWhatVehiclesSeeGoToTheOwnerOfTheirTile() throws Exception {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice vehicle = TestDevice.vehicle(fixture.tcp(), "veh-1", VEHICLE);
                TestDevice person = TestDevice.vehicle(fixture.tcp(), "person", PERSON)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            vehicle.awaitMessage(
                    m -> m.hasZoneStatus() && m.getZoneStatus().getLevel() == ServiceLevel.SERVICE_LEVEL_OK);
            speakUntil(
                    () -> numbers(cloud, PERSON).size() == 1
                            && numbers(cloud, VEHICLE).size() == 20,
                    count -> {
                        person.uper(Standard.psm(PLANE, PERSON, count, EdgeFixture.nowUs(), 400, 505));
                        vehicle.uper(fixture.bsm(VEHICLE, count, 400, 500));
                        vehicle.uper(seenFrom(count, 400, 500));
                    });
            assertThat(numbers(cloud, VEHICLE))
                    .as("itself, participants 2 to 19 and the obstacle")
                    .contains("SELF_REPORT 0", "SENSOR_REPORT 2", "SENSOR_REPORT 19")
                    .contains("SENSOR_REPORT " + (SensorReport.OBSTACLE_NUMBERS + 1));
            assertThat(observations(cloud))
                    .filteredOn(o -> o.getStationId() == PERSON)
                    .allMatch(o -> o.getSource() == SourceKind.SOURCE_KIND_SELF_REPORT)
                    .allMatch(o -> o.getRoadUserClass() == RoadUserClass.ROAD_USER_CLASS_BICYCLE);
            EdgeStatistics s = fixture.statistics();
            assertThat(s.standard().personalReports()).isPositive();
            assertThat(s.standard().vehicleSensorReports()).isPositive();
        }
    }

    /** What a station has told of: by which kind of report, and by which number. */
    private static Set<String> numbers(FakeCloud cloud, long station) {
        return observations(cloud).stream()
                .filter(o -> o.getStationId() == station)
                .map(o -> o.getSource().name().replace("SOURCE_KIND_", "") + " " + o.getObjectId())
                .collect(Collectors.toSet());
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
            speakUntil(
                    () -> fixture.statistics().tracks() == 1,
                    count -> unit.publish(
                            "yunkong/rsu-1/up",
                            Standard.psm(PLANE, PERSON, count, EdgeFixture.nowUs(), 510, 505),
                            1,
                            false));
            assertThat(fixture.statistics().mqtt().relayedStations()).isEqualTo(1);
            unit.publish("yunkong/rsu-1/up", seenFrom(1, 510, 500), 1, false);
            fixture.awaitStatistics(x -> x.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            unit.disconnect(1000);
            unit.close(true);
        }
    }
}
