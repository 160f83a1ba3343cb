package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestDevice;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.session.Sessions;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.ZoneStatus;
import io.yunkong.wire.frame.FrameType;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What time brings to sessions: the edge's own heartbeats, and the end of those that broke off. Shipped times, a clock that is moved by hand. */
final class SessionTimesTest {
    private static final long INTERVAL_NANOS =
            LinkTimes.standard().ownHeartbeatInterval().toNanos();
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long NOW_US = 1_800_000_000_000_000L;

    private final LocalPlane plane = TestZone.create().plane();
    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel eventLoop = new EmbeddedChannel();
    private final DeviceLoop loop = TestLoop.create(eventLoop, ticker, NOW_US);
    private final Sessions sessions = new Sessions(
            new Devices(
                    TestZone.create(), LinkLimits.standard(), new Stations(_ -> {}), new NothingHappens(), Set.of()),
            new SecureRandom(),
            () -> NOW_US);

    private static final class NothingHappens implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {
            throw new AssertionError("nothing is acknowledged");
        }

        @Override
        public void waited(Notice notice, Notice.Fate fate) {
            throw new AssertionError("no warning");
        }

        @Override
        public byte[] zoneStatusMessage() {
            return EdgeMessage.newBuilder()
                    .setZoneStatus(ZoneStatus.newBuilder().setZone("test-zone"))
                    .build()
                    .toByteArray();
        }
    }

    private final class Vehicle {
        private final long station;
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private int said;

        private Vehicle(long station) throws IOException {
            this.station = station;
            sessions.open(channel, loop, null);
            channel.pipeline().fireChannelActive();
            say(
                    FrameType.SESSION,
                    DeviceMessage.newBuilder()
                            .setHello(TestDevice.hello("vehicle-" + station, station))
                            .build()
                            .toByteArray());
            assertThat(heard()).anyMatch(EdgeMessage::hasAccepted);
        }

        private void say(FrameType type, byte[] payload) {
            channel.writeInbound(Unpooled.wrappedBuffer(TestDevice.frame(type.code(), payload)));
        }

        private void ask() {
            byte[] heartbeat = DeviceMessage.newBuilder()
                    .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(NOW_US))
                    .build()
                    .toByteArray();
            say(FrameType.SESSION, heartbeat);
        }

        private void report() {
            say(FrameType.UPER, Bsm.at(plane, station, said++, NOW_US, 100 + 10.0 * station, 500));
        }

        /** What has come down since last asked. */
        private List<EdgeMessage> heard() throws IOException {
            List<EdgeMessage> messages = new ArrayList<>();
            channel.runPendingTasks();
            for (ByteBuf octets = channel.readOutbound(); octets != null; octets = channel.readOutbound()) {
                try (var in = new DataInputStream(new ByteBufInputStream(octets, true))) {
                    while (in.available() > 0) {
                        byte[] frame = in.readNBytes(in.readUnsignedShort());
                        messages.add(EdgeMessage.parser().parseFrom(frame, 1, frame.length - 1));
                    }
                }
            }
            return messages;
        }

        private int heartbeats() throws IOException {
            return (int) heard().stream().filter(EdgeMessage::hasHeartbeat).count();
        }
    }

    private List<Vehicle> vehicles(int count) throws IOException {
        List<Vehicle> vehicles = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            vehicles.add(new Vehicle(i));
        }
        return vehicles;
    }

    @Test
    void thoseOfVehiclesThatReportGoWithTheirReportsAndNoSweepHasAnyToSend() throws IOException {
        List<Vehicle> vehicles = vehicles(20);
        int[] heartbeats = new int[vehicles.size()];
        int reports = 0;
        for (long nanos = 0; nanos < 4 * INTERVAL_NANOS; nanos += 10 * STEP_NANOS, reports++) {
            for (int i = 0; i < vehicles.size(); i++) {
                ticker.advance(10 * STEP_NANOS / vehicles.size(), TimeUnit.NANOSECONDS);
                vehicles.get(i).report();
                int now = vehicles.get(i).heartbeats();
                assertThat(now).as("report %d of vehicle %d", reports, i).isLessThanOrEqualTo(1);
                heartbeats[i] += now;
            }
        }
        for (int count : heartbeats) {
            assertThat(count).isBetween(3, 4); // the first one comes in the course of the first interval
        }
        for (int i = 0; i < DeviceLoop.SWEEPS_A_ROUND; i++) {
            loop.sweep();
        }
        for (Vehicle vehicle : vehicles) {
            assertThat(vehicle.heartbeats()).isZero();
        }
        assertThat(loop.counters().processed + loop.counters().inFlight).isEqualTo(20L * reports);
    }

    @Test
    void whoAsksAsOftenAsIsWantedIsAnsweredAndHearsNoOthers() throws IOException {
        Vehicle vehicle = new Vehicle(1);
        long wanted = LinkTimes.standard().heartbeatInterval().toNanos();
        for (int asked = 0; asked < 10; asked++) {
            vehicle.ask();
            assertThat(vehicle.heard())
                    .singleElement()
                    .satisfies(answer ->
                            assertThat(answer.getHeartbeat().getAnswerToUs()).isEqualTo(NOW_US));
            for (long nanos = 0; nanos < wanted * 1.2; nanos += STEP_NANOS) { // as one does whose timer is not the best
                ticker.advance(STEP_NANOS, TimeUnit.NANOSECONDS);
                loop.sweep();
            }
            vehicle.report();
            assertThat(vehicle.heartbeats()).as("of its own accord").isZero();
        }
    }

    @Test
    void thoseOfSilentOnesGoWithSweepsAndAreSpreadOverTheirInterval() throws IOException {
        List<Vehicle> vehicles = vehicles(100);
        int sweeps = (int) (INTERVAL_NANOS / STEP_NANOS);
        int heartbeats = 0;
        int most = 0;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            ticker.advance(STEP_NANOS, TimeUnit.NANOSECONDS);
            loop.sweep();
            int now = 0;
            for (Vehicle vehicle : vehicles) {
                now += vehicle.heartbeats();
            }
            heartbeats += now;
            most = Math.max(most, now);
        }
        assertThat(heartbeats).isBetween(70, 100); // seen once in twenty sweeps
        assertThat(most).isLessThanOrEqualTo(100 / DeviceLoop.SWEEPS_A_ROUND);
    }

    @Test
    void thoseThatBrokeOffTogetherEndSomeAtATimeAndAllOfThemWithinASecond() throws IOException {
        int count = 300;
        for (Vehicle vehicle : vehicles(count)) {
            vehicle.channel.close();
        }
        ticker.advance(LinkLimits.standard().resume().keep().toNanos() - 1, TimeUnit.NANOSECONDS);
        sessions.keep(ticker.nanoTime(), NOW_US);
        assertThat(sessions.resumes().away()).isEqualTo(count);

        ticker.advance(1, TimeUnit.NANOSECONDS);
        int calls = 0;
        for (int left = count; left > 0; calls++) {
            sessions.keep(ticker.nanoTime(), NOW_US);
            int still = sessions.resumes().away();
            assertThat(left - still).isBetween(1, 64);
            left = still;
        }
        assertThat(calls).isLessThanOrEqualTo(100);
        assertThat(sessions.resumes().lapsed()).isEqualTo(count);
    }
}
