package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;

/** A device that says more than its rate: one frame a second, three at once. */
final class RateTest {
    private static final long STATION = 0x11;
    private static final int BURST = 3;
    private static final int SAID = 20;

    private static EdgeFixture start() throws IOException {
        return new EdgeFixture(TestZone.create(), EdgeFixture.config().link(EdgeFixture.limits(1, BURST)));
    }

    @Test
    void messagesOverTheRateAreRejectedAndSessionMessagesAreCountedApart() throws IOException {
        try (EdgeFixture fixture = start();
                TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            for (int i = 0; i < SAID; i++) {
                device.heartbeat();
            }
            EdgeStatistics s = fixture.awaitStatistics(
                    x -> x.sessions().messages() - 1 + x.sessions().messagesOverRate() == SAID);
            assertThat(s.sessions().messagesOverRate()).isPositive();
            assertThat(s.received()).isZero();
            for (int i = 0; i < SAID; i++) {
                device.uper(fixture.bsm(STATION, i, 500, 500));
            }
            EdgeStatistics after = fixture.awaitStatistics(x -> x.received() == SAID);
            assertThat(after.rejected().getOrDefault(RejectReason.RATE_LIMIT, 0L))
                    .isPositive();
        }
    }

    @Test
    void aDeviceThatConnectsAgainAndAgainKeepsItsRate() throws IOException {
        try (EdgeFixture fixture = start()) {
            long begun = System.nanoTime();
            for (int i = 0; i < SAID; i++) {
                try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
                    device.uper(fixture.bsm(STATION, i, 500, 500));
                    int received = i + 1;
                    fixture.awaitStatistics(s -> s.received() == received);
                }
            }
            double seconds = (System.nanoTime() - begun) * 1e-9;
            assertThat(fixture.statistics().rejected().getOrDefault(RejectReason.RATE_LIMIT, 0L))
                    .isGreaterThanOrEqualTo((long) (SAID - BURST - seconds));
        }
    }

    @Test
    void acknowledgementsByDatagramKeepTheRateOfTheirStationAndComeFromOneThatIsKnown() throws IOException {
        try (EdgeFixture fixture = start();
                DatagramSocket socket = new DatagramSocket()) {
            byte[] acknowledgement = acknowledgement();
            send(fixture, socket, acknowledgement);
            fixture.awaitStatistics(s -> s.sessions().acksFromStrangers() == 1);
            send(fixture, socket, fixture.bsm(STATION, 1, 500, 500));
            fixture.awaitStatistics(s -> s.processed() == 1);
            for (int i = 0; i < SAID; i++) {
                send(fixture, socket, acknowledgement);
            }
            EdgeStatistics s = fixture.awaitStatistics(
                    x -> x.warnings().acksUnknown() + x.sessions().messagesOverRate() == SAID);
            assertThat(s.warnings().acksUnknown()).isPositive();
            assertThat(s.sessions().messagesOverRate()).isPositive();
            assertThat(s.received()).isEqualTo(1);
        }
    }

    @Test
    void twoStationsAtOneAddressAreBothKnownThereUntilTheLastHasGone() throws IOException {
        try (EdgeFixture fixture = start();
                DatagramSocket gateway = new DatagramSocket();
                DatagramSocket elsewhere = new DatagramSocket()) {
            send(fixture, gateway, fixture.bsm(STATION, 1, 500, 500));
            send(fixture, gateway, fixture.bsm(STATION + 1, 1, 500, 600));
            fixture.awaitStatistics(s -> s.processed() == 2);
            send(fixture, elsewhere, fixture.bsm(STATION, 2, 500, 500));
            fixture.awaitStatistics(s -> s.processed() == 3);
            send(fixture, gateway, acknowledgement());
            fixture.awaitStatistics(s -> s.sessions().messages() == 1);
            send(fixture, elsewhere, fixture.bsm(STATION + 1, 2, 500, 600));
            fixture.awaitStatistics(s -> s.processed() == 4);
            send(fixture, gateway, acknowledgement());
            fixture.awaitStatistics(s -> s.sessions().acksFromStrangers() == 1);
        }
    }

    private static byte[] acknowledgement() {
        byte[] message = DeviceMessage.newBuilder()
                .setWarningAck(WarningAck.newBuilder().setWarningId("none").setPhase(WarningPhase.WARNING_PHASE_RAISED))
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
}
