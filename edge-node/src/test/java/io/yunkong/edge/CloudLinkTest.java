package io.yunkong.edge;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.CloseReason;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.PredictedPath;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.TileRef;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The edge between devices and a cloud node that speaks the link protocol. */
final class CloudLinkTest {
    private static final long STATION = 0x11;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Warning.Builder warning(EdgeFixture fixture, String id, long host) {
        int latitude = (int) Math.round(fixture.zone().plane().latitudeDeg(500, 500) * 1e7);
        int longitude = (int) Math.round(fixture.zone().plane().longitudeDeg(500, 500) * 1e7);
        TrackState place = TrackState.newBuilder()
                .setLatitudeE7(latitude)
                .setLongitudeE7(longitude)
                .build();
        long now = EdgeFixture.nowUs();
        return Warning.newBuilder()
                .setWarningId(id)
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setOrigin(WarningOrigin.WARNING_ORIGIN_CLOUD)
                .setNode("cloud-a")
                .setEpoch(5)
                .setHostStationId(host)
                .setHost(place.toBuilder().setStationId(host))
                .setCounterpart(place.toBuilder().setStationId(99))
                .setRaisedAtUs(now)
                .setUpdatedAtUs(now)
                .setValidUntilUs(now + 5_000_000);
    }

    private static EdgeFixture start(FakeCloud cloud, UplinkLimits limits) throws IOException {
        return new EdgeFixture(
                TestZone.create(), EdgeFixture.config(cloud.address()).uplink(limits));
    }

    private static void await(Runnable check) {
        org.awaitility.Awaitility.await().atMost(EdgeFixture.PATIENCE).untilAsserted(check::run);
    }

    private static void awaitMessage(FakeCloud cloud, Predicate<EdgeToCloud> wanted) {
        org.awaitility.Awaitility.await()
                .atMost(EdgeFixture.PATIENCE)
                .until(() -> cloud.received().stream().anyMatch(wanted));
    }

    private static List<DeliveryReport> reports(FakeCloud cloud, DeliveryOutcome outcome) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasDelivery)
                .map(EdgeToCloud::getDelivery)
                .filter(r -> r.getOutcome() == outcome)
                .toList();
    }

    private static EdgeMessage awaitLevel(TestDevice device, ServiceLevel level) throws IOException {
        return device.awaitMessage(m -> m.hasZoneStatus() && m.getZoneStatus().getLevel() == level);
    }

    @Test
    void sendsEachObservationToTheOwnersOfTheTilesThatSeeIt() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
                TestDevice nearTheEdge = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            device.uper(fixture.bsm(STATION, 1, 500, 500));
            fixture.awaitStatistics(s -> s.uplink().sent() == 1);
            nearTheEdge.uper(fixture.bsm(STATION + 1, 2, 950, 500));
            EdgeStatistics s = fixture.awaitStatistics(x -> x.uplink().sent() == 3);
            assertThat(s.uplink().offered()).isEqualTo(3);
            await(() -> assertThat(batches(cloud)).hasSize(3));
            assertThat(batches(cloud).stream().map(ObservationBatch::getTile))
                    .containsExactlyInAnyOrder(tile(0), tile(0), tile(1));
            assertThat(batches(cloud).stream().map(ObservationBatch::getSequence))
                    .containsExactly(1L, 2L, 3L);
            assertThat(batches(cloud))
                    .allSatisfy(b -> assertThat(b.getObservationsList())
                            .allSatisfy(o -> assertThat(o.getStationId()).isIn(STATION, STATION + 1)));
            awaitMessage(
                    cloud,
                    m -> m.hasStation()
                            && m.getStation().getStationId() == STATION
                            && m.getStation().getConnected());
        }
    }

    private static List<ObservationBatch> batches(FakeCloud cloud) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasBatch)
                .map(EdgeToCloud::getBatch)
                .toList();
    }

    private static TileRef tile(int x) {
        return TileRef.newBuilder().setX(x).build();
    }

    @Test
    void deliversAWarningToItsStationAndToNoOtherAndReportsTheAcknowledgement() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
                TestDevice other = TestDevice.vehicle(fixture.tcp(), "veh-2", STATION + 1)) {
            cloud.own(5, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            cloud.warn(warning(fixture, "cloud-a-1", STATION).build());
            EdgeMessage told = device.awaitMessage(EdgeMessage::hasWarning);
            assertThat(told.getWarning().getWarningId()).isEqualTo("cloud-a-1");
            assertThat(told.getWarning().getEvidence().getStamps().getDownlinkAtUs())
                    .isPositive();
            other.acknowledge("cloud-a-1");
            fixture.awaitStatistics(s -> s.warnings().acksUnknown() == 1);
            device.acknowledge("cloud-a-1");
            fixture.awaitStatistics(s -> s.warnings().acknowledged() == 1);
            await(() -> assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_SENT))
                    .hasSize(1));
            await(() -> assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED))
                    .hasSize(1));
            other.heartbeat();
            EdgeMessage next = other.awaitMessage(m -> m.hasWarning() || TestDevice.answersHeartbeat(m));
            assertThat(next.hasWarning()).isFalse();
            assertThat(fixture.statistics().warnings().delivered()).isEqualTo(1);
        }
    }

    @Test
    void aStationOverUdpIsWarnedAtItsAddressAndAcknowledgesFromThere() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                DatagramSocket device = new DatagramSocket();
                DatagramSocket thief = new DatagramSocket()) {
            device.setSoTimeout((int) EdgeFixture.PATIENCE.toMillis());
            cloud.own(5, TestZone.WEST, TestZone.EAST);
            fixture.awaitStatistics(s -> s.serviceLevel() == ServiceLevel.SERVICE_LEVEL_OK);
            send(fixture, device, fixture.bsm(STATION, 1, 500, 500));
            fixture.awaitStatistics(s -> s.processed() == 1);
            assertThat(receive(device).hasZoneStatus()).isTrue();
            cloud.warn(warning(fixture, "cloud-a-1", STATION).build());
            assertThat(receive(device).getWarning().getWarningId()).isEqualTo("cloud-a-1");
            send(fixture, thief, acknowledgement("cloud-a-1"));
            fixture.awaitStatistics(s -> s.sessions().acksFromStrangers() == 1);
            send(fixture, thief, fixture.bsm(STATION + 1, 1, 500, 600));
            fixture.awaitStatistics(s -> s.processed() == 2);
            send(fixture, thief, acknowledgement("cloud-a-1"));
            fixture.awaitStatistics(s -> s.warnings().acksUnknown() == 1);
            send(fixture, device, acknowledgement("cloud-a-1"));
            fixture.awaitStatistics(s -> s.warnings().acknowledged() == 1);
        }
    }

    @Test
    void onlyTheRaiseOfAWarningIsAcknowledged() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(5, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            cloud.warn(warning(fixture, "cloud-a-1", STATION).build());
            device.awaitMessage(EdgeMessage::hasWarning);
            int unknown = 99;
            device.acknowledge("cloud-a-1", unknown);
            device.acknowledge("cloud-a-1", WarningPhase.WARNING_PHASE_UNSPECIFIED_VALUE);
            device.acknowledge("cloud-a-1", WarningPhase.WARNING_PHASE_UPDATED_VALUE);
            device.acknowledge("cloud-a-1", WarningPhase.WARNING_PHASE_CLEARED_VALUE);
            EdgeStatistics s = fixture.awaitStatistics(x -> x.warnings().acksUnknown() == 4);
            assertThat(s.warnings().acknowledged()).isZero();
            assertThat(s.defects()).isZero();
            device.acknowledge("cloud-a-1");
            fixture.awaitStatistics(x -> x.warnings().acknowledged() == 1);
        }
    }

    private static byte[] acknowledgement(String id) {
        byte[] message = io.yunkong.wire.DeviceMessage.newBuilder()
                .setWarningAck(io.yunkong.wire.WarningAck.newBuilder()
                        .setWarningId(id)
                        .setPhase(WarningPhase.WARNING_PHASE_RAISED))
                .build()
                .toByteArray();
        byte[] datagram = new byte[message.length + 1];
        datagram[0] = (byte) 0xF5;
        System.arraycopy(message, 0, datagram, 1, message.length);
        return datagram;
    }

    private static void send(EdgeFixture fixture, DatagramSocket socket, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }

    private static EdgeMessage receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
        socket.receive(packet);
        assertThat(packet.getData()[0]).isEqualTo((byte) 0xF5);
        return EdgeMessage.parseFrom(java.nio.ByteBuffer.wrap(packet.getData(), 1, packet.getLength() - 1));
    }

    @Test
    void aWarningThatMustNotBeSentIsReportedWithTheReason() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(5, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            cloud.warn(warning(fixture, "old", STATION).setEpoch(4).build());
            cloud.warn(warning(fixture, "expired", STATION)
                    .setValidUntilUs(EdgeFixture.nowUs() - 1000)
                    .build());
            cloud.warn(warning(fixture, "nobody", 1234).build());
            cloud.warn(warning(fixture, "first", STATION).build());
            cloud.warn(warning(fixture, "twin", STATION)
                    .setNode("cloud-b")
                    .setWarner("cloud-b.start.1")
                    .build());
            await(() -> assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE))
                    .singleElement()
                    .satisfies(r -> assertThat(r.getDuplicateOf()).isEqualTo("first")));
            assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_OLD_EPOCH))
                    .extracting(DeliveryReport::getWarningId)
                    .containsExactly("old");
            assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_EXPIRED))
                    .extracting(DeliveryReport::getWarningId)
                    .containsExactly("expired");
            assertThat(reports(cloud, DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION))
                    .extracting(DeliveryReport::getWarningId)
                    .containsExactly("nobody");
            EdgeStatistics.Warnings counted = fixture.statistics().warnings();
            assertThat(counted.fromCloud()).isEqualTo(5);
            assertThat(counted.delivered()).isEqualTo(1);
            assertThat(counted.duplicates()).isEqualTo(1);
            assertThat(counted.oldEpoch()).isEqualTo(1);
            assertThat(counted.expired()).isEqualTo(1);
            assertThat(counted.noSession()).isEqualTo(1);
        }
    }

    @Test
    void aLostCloudIsToldToDevicesAndIsFoundAgain() throws IOException {
        int port = FreePort.find();
        FakeCloud cloud = new FakeCloud("cloud-a", port);
        try (EdgeFixture fixture = start(cloud, EdgeFixture.uplinkLimits(Duration.ofMillis(300), LONG, LONG));
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            cloud.close();
            EdgeMessage lost = awaitLevel(device, ServiceLevel.SERVICE_LEVEL_DEGRADED);
            assertThat(lost.getZoneStatus().getReason()).isEqualTo("no cloud node connected");
            device.uper(fixture.bsm(STATION, 1, 500, 500));
            fixture.awaitStatistics(s -> s.uplink().stale() == 1 && s.uplink().pending() == 0);
            try (FakeCloud back = new FakeCloud("cloud-a", port)) {
                awaitMessage(back, EdgeToCloud::hasHello);
                back.own(2, TestZone.WEST, TestZone.EAST);
                awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
                awaitMessage(back, m -> m.hasStation() && m.getStation().getStationId() == STATION);
                assertThat(batches(back)).isEmpty();
                assertThat(fixture.statistics().uplink().linksLost()).isEqualTo(1);
            }
        }
    }

    @Test
    void aCloudThatFallsSilentIsLostWithoutItsLinkBreaking() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture =
                        start(cloud, EdgeFixture.uplinkLimits(LONG, Duration.ofMillis(400), Duration.ofSeconds(1)));
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(1, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            cloud.fallSilent();
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_DEGRADED);
            fixture.awaitStatistics(s -> s.uplink().linksLost() > 0);
        }
    }

    @Test
    void aCloudThatRefusesTheEdgeEveryTimeIsWrittenToTheLogOnce() throws IOException {
        try (LogLines log = new LogLines("io.yunkong.edge.uplink.CloudLink");
                FakeCloud cloud = new FakeCloud("cloud-a", 0)) {
            cloud.refuse();
            try (EdgeFixture fixture = EdgeFixture.start(cloud.address())) {
                await(() -> assertThat(cloud.received())
                        .filteredOn(EdgeToCloud::hasHello)
                        .hasSizeGreaterThan(5));
                assertThat(fixture.statistics().uplink().linksUp()).isZero();
            }
            assertThat(log.lines())
                    .containsExactly("cloud link refused: address=localhost:"
                            + cloud.address().getPort() + ", reason=zone version differs; dialled again");
        }
    }

    @Test
    void aCloudThatIsLostAndStaysAwayIsWrittenToTheLogOnceForEachState() throws IOException {
        try (LogLines log = new LogLines("io.yunkong.edge.uplink.CloudLink")) {
            FakeCloud cloud = new FakeCloud("cloud-a", FreePort.find());
            try (EdgeFixture fixture = EdgeFixture.start(cloud.address())) {
                fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
                cloud.close();
                fixture.awaitStatistics(s -> s.uplink().linksLost() == 1);
                await(() -> assertThat(log.lines()).hasSize(2));
            }
            String address = "address=localhost:" + cloud.address().getPort();
            assertThat(log.lines())
                    .containsExactly(
                            "cloud link lost: " + address + ", node=cloud-a; dialled again",
                            "cloud link unreachable: " + address + ", cause=connection refused; dialled again");
        }
    }

    @Test
    void aTileWithoutOwnerDegradesTheZone() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = EdgeFixture.start(cloud.address());
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(1, TestZone.WEST);
            EdgeMessage status = device.awaitMessage(
                    m -> m.hasZoneStatus() && m.getZoneStatus().getReason().contains("tile=1,0"));
            assertThat(status.getZoneStatus().getLevel()).isEqualTo(ServiceLevel.SERVICE_LEVEL_DEGRADED);
            cloud.own(2, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
        }
    }

    @Test
    void anEdgeWithoutCloudSaysSo() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            assertThat(awaitLevel(device, ServiceLevel.SERVICE_LEVEL_DEGRADED)
                            .getZoneStatus()
                            .getReason())
                    .isEqualTo("edge stands alone");
        }
    }

    @Test
    void aReaderThatNeverReadsIsClosed() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = new EdgeFixture(
                        TestZone.create(), EdgeFixture.config(cloud.address()).link(EdgeFixture.hastyLimits()));
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            cloud.own(5, TestZone.WEST, TestZone.EAST);
            awaitLevel(device, ServiceLevel.SERVICE_LEVEL_OK);
            Evidence long7k = Evidence.newBuilder()
                    .setHostPath(PredictedPath.newBuilder().addLaneIds("x".repeat(7000)))
                    .build();
            int sent = 0;
            while (fixture.statistics().sessions().connected() > 0) {
                assertThat(sent).isLessThan(100_000);
                for (int i = 0; i < 20; i++) {
                    sent++;
                    cloud.warn(warning(fixture, "w" + sent, STATION)
                            .setEvidence(long7k)
                            .build());
                }
                LockSupport.parkNanos(MILLISECONDS.toNanos(5));
            }
            fixture.awaitStatistics(s -> s.sessions().closed().containsKey(CloseReason.SLOW_READER));
        }
    }
}
