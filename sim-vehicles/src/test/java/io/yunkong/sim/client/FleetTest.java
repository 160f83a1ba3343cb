package io.yunkong.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FleetTest {
    private static final InstantSource STANDING_STILL = InstantSource.fixed(Instant.EPOCH);
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void aFullTimetableTakesNoMoreAndCountsWhatItRefused() {
        Fleet fleet = new Fleet(new Fleet.Target("zone", NOWHERE, null), STANDING_STILL, heard -> {}, 10);
        fleet.schedule(frames(7));
        fleet.schedule(frames(7));
        fleet.schedule(frames(7));

        assertThat(fleet.queued()).isEqualTo(10);
        assertThat(fleet.statistics().unsent()).containsEntry(Unsent.TIMETABLE_FULL, 11L);
        fleet.close();
        assertThat(fleet.queued()).isZero();
        assertThat(fleet.statistics().unsent()).containsEntry(Unsent.CLOSED, 10L);
        assertThat(fleet.statistics().unsentFrames()).isEqualTo(21);
    }

    @Test
    void aVehicleWithoutSessionIsNotSentAsDatagram() throws Exception {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Fleet fleet = new Fleet(
                        new Fleet.Target("zone", NOWHERE, (InetSocketAddress) udp.getLocalSocketAddress()),
                        STANDING_STILL,
                        heard -> {})) {
            fleet.schedule(List.of(
                    new Frame(Message.Kind.BSM, 1, 0, new byte[] {1}),
                    new Frame(Message.Kind.RSM, 2, 0, new byte[] {2})));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(fleet.statistics().sent()).containsEntry(Message.Kind.RSM, 1L);
                assertThat(fleet.statistics().unsent()).containsEntry(Unsent.NO_SESSION, 1L);
            });
            assertThat(fleet.statistics().sent()).containsEntry(Message.Kind.BSM, 0L);
        }
    }

    @Test
    void hearsWhatTheEdgeSendsUntilItClosesToo() throws Exception {
        try (ServerSocket edge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Long> frames = new CompletableFuture<>();
            CountDownLatch greeted = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> warnAtTheEnd(edge, greeted, frames));
            Fleet fleet = new Fleet(
                    new Fleet.Target("zone", (InetSocketAddress) edge.getLocalSocketAddress(), null),
                    InstantSource.system(),
                    heard -> {});
            fleet.open(new Station(7, "obu-7", DeviceKind.DEVICE_KIND_ONBOARD_UNIT));
            assertThat(greeted.await(30, TimeUnit.SECONDS)).isTrue();

            fleet.close();

            assertThat(frames.get(30, TimeUnit.SECONDS))
                    .as("octets until the end")
                    .isPositive();
            assertThat(fleet.statistics().warnings()).containsEntry("FCW/CLEARED", 1L);
        }
    }

    /** Reads a session to its end, then sends a warning and closes. */
    private static void warnAtTheEnd(ServerSocket edge, CountDownLatch greeted, CompletableFuture<Long> octets) {
        try (Socket device = edge.accept();
                DataOutputStream out = new DataOutputStream(device.getOutputStream())) {
            long count = 0;
            while (device.getInputStream().read() >= 0) {
                count++;
                greeted.countDown();
            }
            byte[] warning = EdgeMessage.newBuilder()
                    .setWarning(Warning.newBuilder()
                            .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                            .setPhase(WarningPhase.WARNING_PHASE_CLEARED))
                    .build()
                    .toByteArray();
            out.writeShort(1 + warning.length);
            out.writeByte(2);
            out.write(warning);
            octets.complete(count);
        } catch (IOException e) {
            octets.completeExceptionally(e);
        }
    }

    /** Of several stations, due in a second. */
    private static List<Frame> frames(int count) {
        return LongStream.range(0, count)
                .mapToObj(station -> new Frame(Message.Kind.BSM, station, 1_000_000, new byte[] {1}))
                .toList();
    }
}
