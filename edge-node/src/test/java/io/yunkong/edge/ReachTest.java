package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.StationEvent;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cloud is told of a station that is reached by datagrams, by a session, or by one after the other. */
final class ReachTest {
    private static final long STATION = 0x11;
    private static final long OTHER = 0x12;

    /** Forgets a datagram station soon. */
    private static EdgeFixture start(FakeCloud cloud) throws IOException {
        return new EdgeFixture(
                TestZone.create(), EdgeFixture.config(cloud.address()).link(EdgeFixture.limits(Duration.ofSeconds(2))));
    }

    private static void speak(EdgeFixture fixture, DatagramSocket socket, long station) throws IOException {
        byte[] octets = fixture.bsm(station, 1, 500, 500);
        socket.send(new DatagramPacket(
                octets, octets.length, fixture.edge().udpAddress().orElseThrow()));
    }

    private static List<Boolean> told(FakeCloud cloud, long station) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasStation)
                .map(EdgeToCloud::getStation)
                .filter(event -> event.getStationId() == station)
                .map(StationEvent::getConnected)
                .toList();
    }

    private static void awaitTold(FakeCloud cloud, long station, Boolean... connected) {
        await().atMost(EdgeFixture.PATIENCE)
                .untilAsserted(() -> assertThat(told(cloud, station)).containsExactly(connected));
    }

    @Test
    void aStationThatOpensASessionStaysWhenItsAddressFallsSilentAndComesBackByDatagramWhenTheSessionEnds()
            throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = start(cloud);
                DatagramSocket socket = new DatagramSocket()) {
            fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
            speak(fixture, socket, STATION);
            awaitTold(cloud, STATION, true);
            try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
                awaitTold(cloud, STATION, true, true); // by its name now
                assertThat(fixture.statistics().sessions().datagramStations()).isZero();
                speak(fixture, socket, OTHER); // falls silent later than the first
                await().atMost(EdgeFixture.PATIENCE).until(() -> {
                    device.heartbeat();
                    return told(cloud, OTHER).equals(List.of(true, false));
                });
                awaitTold(cloud, STATION, true, true);
            }
            awaitTold(cloud, STATION, true, true, false);
            speak(fixture, socket, STATION);
            awaitTold(cloud, STATION, true, true, false, true);
        }
    }

    @Test
    void aStationWithASessionIsNotHeardByDatagramAnyMore() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0);
                EdgeFixture fixture = start(cloud);
                DatagramSocket socket = new DatagramSocket()) {
            speak(fixture, socket, STATION);
            fixture.awaitStatistics(s -> s.processed() == 1);
            try (TestDevice _ = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
                speak(fixture, socket, STATION);
                fixture.awaitStatistics(s -> s.rejected().getOrDefault(RejectReason.FOREIGN_STATION_ID, 0L) == 1);
            }
        }
    }

    @Test
    void anEdgeThatStopsSignsItsDatagramStationsOff() throws IOException {
        try (FakeCloud cloud = new FakeCloud("cloud-a", 0)) {
            try (EdgeFixture fixture = start(cloud);
                    DatagramSocket socket = new DatagramSocket()) {
                fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
                speak(fixture, socket, STATION);
                awaitTold(cloud, STATION, true);
            }
            awaitTold(cloud, STATION, true, false);
        }
    }
}
