package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.Accepted;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Resume;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection breaks and its device comes back, over real sockets. */
final class ResumeTest {
    private static final long STATION = 0x21;
    private static final Duration LONG = Duration.ofSeconds(60);

    private FakeCloud cloud;
    private EdgeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        start(LONG, 10);
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        cloud.close();
    }

    private void start(Duration keep, int sessionsMax) throws IOException {
        cloud = new FakeCloud("cloud-a", 0);
        fixture = new EdgeFixture(
                TestZone.create(), EdgeFixture.config(cloud.address()).link(EdgeFixture.keeping(keep, sessionsMax, 8)));
        cloud.own(5, TestZone.WEST, TestZone.EAST);
        fixture.awaitStatistics(s -> s.uplink().linksUp() == 1);
    }

    private void restart(Duration keep, int sessionsMax) throws IOException {
        stop();
        start(keep, sessionsMax);
    }

    private void warn(String id, WarningPhase phase, long validUs) throws IOException {
        LocalPlane plane = fixture.zone().plane();
        TrackState place = TrackState.newBuilder()
                .setLatitudeE7((int) Math.round(plane.latitudeDeg(500, 500) * 1e7))
                .setLongitudeE7((int) Math.round(plane.longitudeDeg(500, 500) * 1e7))
                .build();
        long now = EdgeFixture.nowUs();
        cloud.warn(Warning.newBuilder()
                .setWarningId(id)
                .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
                .setPhase(phase)
                .setOrigin(WarningOrigin.WARNING_ORIGIN_CLOUD)
                .setNode("cloud-a")
                .setWarner("cloud-a.start.1")
                .setEpoch(5)
                .setHostStationId(STATION)
                .setHost(place.toBuilder().setStationId(STATION))
                .setCounterpart(place.toBuilder().setStationId(id.hashCode()))
                .setRaisedAtUs(now)
                .setUpdatedAtUs(now)
                .setValidUntilUs(now + validUs)
                .build());
    }

    private void raise(String id) throws IOException {
        warn(id, WarningPhase.WARNING_PHASE_RAISED, 60_000_000);
    }

    private TestDevice connect(Hello hello) throws IOException {
        TestDevice device = new TestDevice(fixture.tcp());
        device.hello(hello);
        return device;
    }

    private static Hello resume(String session, long lastSequence) {
        return TestDevice.hello("veh-1", STATION)
                .setResume(Resume.newBuilder().setSessionId(session).setLastSequence(lastSequence))
                .build();
    }

    private static Accepted accepted(TestDevice device) throws IOException {
        return device.awaitMessage(EdgeMessage::hasAccepted).getAccepted();
    }

    private static String next(TestDevice device) throws IOException {
        EdgeMessage message = device.awaitMessage(EdgeMessage::hasWarning);
        return message.getSequence() + " " + message.getWarning().getWarningId() + " "
                + message.getWarning().getPhase().name().replace("WARNING_PHASE_", "");
    }

    /** Nothing of a warning is on its way: the answer to a heartbeat comes first. */
    private static void expectNoWarning(TestDevice device) throws IOException {
        device.heartbeat();
        EdgeMessage message = device.awaitMessage(m -> m.hasWarning() || TestDevice.answersHeartbeat(m));
        assertThat(message.hasWarning()).as("%s", message).isFalse();
    }

    private void breakOff(TestDevice device) throws IOException {
        int before = fixture.statistics().resumes().away();
        device.close();
        fixture.awaitStatistics(s -> s.resumes().away() == before + 1);
    }

    private static void until(BooleanSupplier done) {
        Awaitility.await().atMost(EdgeFixture.PATIENCE).until(done::getAsBoolean);
    }

    private List<DeliveryReport> reports(String id) {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasDelivery)
                .map(EdgeToCloud::getDelivery)
                .filter(report -> report.getWarningId().equals(id))
                .toList();
    }

    private List<DeliveryOutcome> outcomes(String id) {
        return reports(id).stream().map(DeliveryReport::getOutcome).toList();
    }

    private List<Boolean> told() {
        return cloud.received().stream()
                .filter(EdgeToCloud::hasStation)
                .map(EdgeToCloud::getStation)
                .map(StationEvent::getConnected)
                .toList();
    }

    @Test
    void aResumedSessionHasItsIdAndGetsWhatItHasNotReadInOrderAndWhatWasRaisedMeanwhile() throws IOException {
        TestDevice device = connect(TestDevice.hello("veh-1", STATION).build());
        Accepted first = accepted(device);
        assertThat(first.getResumed()).isFalse();
        assertThat(first.getSessionId()).matches("[0-9a-f]{32}");
        raise("a");
        raise("b");
        assertThat(next(device)).isEqualTo("1 a RAISED");
        assertThat(next(device)).isEqualTo("2 b RAISED");
        breakOff(device);
        raise("c");
        fixture.awaitStatistics(s -> s.warnings().waiting() == 1);
        assertThat(outcomes("c")).isEmpty();
        long backAtUs = EdgeFixture.nowUs();
        try (TestDevice again = connect(resume(first.getSessionId(), 1))) {
            Accepted second = accepted(again);
            assertThat(second.getResumed()).isTrue();
            assertThat(second.getSessionId()).isEqualTo(first.getSessionId());
            assertThat(next(again)).isEqualTo("2 b RAISED");
            assertThat(next(again)).isEqualTo("3 c RAISED");
            raise("d");
            assertThat(next(again)).isEqualTo("4 d RAISED");
            expectNoWarning(again);
            until(() -> outcomes("c").equals(List.of(DeliveryOutcome.DELIVERY_OUTCOME_SENT)));
            assertThat(reports("c").getFirst().getStamps().getDownlinkAtUs())
                    .as("when it went down, not when it began to wait")
                    .isGreaterThanOrEqualTo(backAtUs);
            assertThat(outcomes("b")).containsExactly(DeliveryOutcome.DELIVERY_OUTCOME_SENT);
            again.acknowledge("c");
            fixture.awaitStatistics(s -> s.warnings().acknowledged() == 1);
            assertThat(fixture.statistics().resumes().resumed()).isEqualTo(1);
            assertThat(fixture.statistics().resumes().replayed()).isEqualTo(1);
            assertThat(told()).as("it was never gone").doesNotContain(false);
        }
    }

    @Test
    void aSessionIsTakenOverFromAConnectionTheEdgeStillThinksGood() throws IOException {
        try (TestDevice device = connect(TestDevice.hello("veh-1", STATION).build())) {
            Accepted first = accepted(device);
            raise("a");
            assertThat(next(device)).isEqualTo("1 a RAISED");
            try (TestDevice again = connect(resume(first.getSessionId(), 0))) {
                assertThat(accepted(again).getResumed()).isTrue();
                assertThat(next(again)).isEqualTo("1 a RAISED");
                device.awaitMessage(EdgeMessage::hasRefused);
                raise("b");
                assertThat(next(again)).isEqualTo("2 b RAISED");
            }
        }
    }

    @Test
    void nothingStaleAndTheClearOfWhatWasClearedMeanwhile() throws IOException {
        TestDevice device = connect(TestDevice.hello("veh-1", STATION).build());
        String session = accepted(device).getSessionId();
        raise("a");
        assertThat(next(device)).isEqualTo("1 a RAISED");
        breakOff(device);
        warn("a", WarningPhase.WARNING_PHASE_CLEARED, 0);
        warn("short", WarningPhase.WARNING_PHASE_RAISED, 1_000_000);
        until(() -> outcomes("short").equals(List.of(DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION)));
        try (TestDevice again = connect(resume(session, 1))) {
            assertThat(accepted(again).getResumed()).isTrue();
            assertThat(next(again)).isEqualTo("2 a CLEARED");
            expectNoWarning(again);
        }
        assertThat(fixture.statistics().warnings().noSession()).isEqualTo(1);
    }

    @Test
    void nobodyResumesASessionThatIsNotHis() throws IOException {
        TestDevice device = connect(TestDevice.hello("veh-1", STATION).build());
        String session = accepted(device).getSessionId();
        raise("a");
        assertThat(next(device)).isEqualTo("1 a RAISED");
        breakOff(device);
        Hello thief = resume(session, 0).toBuilder().setDeviceId("thief").build();
        try (TestDevice other = connect(thief)) {
            Accepted accepted = accepted(other);
            assertThat(accepted.getResumed()).isFalse();
            assertThat(accepted.getSessionId()).isNotEqualTo(session);
            expectNoWarning(other);
        }
        assertThat(fixture.statistics().resumes().notResumed()).isEqualTo(1);
    }

    @Test
    void aGuessedIdAnotherKindAndMoreThanWasSentAreNotResumed() throws IOException {
        TestDevice device = connect(TestDevice.hello("veh-1", STATION).build());
        String session = accepted(device).getSessionId();
        breakOff(device);
        List<Hello> wrong = List.of(resume("0".repeat(32), 0), resume(session, 0), resume(session, 1));
        for (Hello hello : wrong) {
            try (TestDevice other = connect(hello)) {
                assertThat(accepted(other).getResumed()).isFalse();
            }
        }
        Hello bad = resume(session, 0).toBuilder()
                .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                .build();
        try (TestDevice other = connect(bad)) {
            other.awaitMessage(EdgeMessage::hasRefused);
        }
    }

    @Test
    void aSessionIsForgottenWhenItsTimeIsOverAndItsStationIsGone() throws IOException {
        restart(Duration.ofMillis(200), 10);
        TestDevice device = connect(TestDevice.hello("veh-1", STATION).build());
        String session = accepted(device).getSessionId();
        device.close();
        fixture.awaitStatistics(s -> s.resumes().lapsed() == 1);
        until(() -> told().equals(List.of(true, false)));
        try (TestDevice again = connect(resume(session, 0))) {
            assertThat(accepted(again).getResumed()).isFalse();
        }
    }

    @Test
    void onlySoManySessionsAreKept() throws IOException {
        restart(LONG, 1);
        for (int i = 0; i < 3; i++) {
            TestDevice.vehicle(fixture.tcp(), "veh-" + i, STATION + i).close();
            int broken = i;
            fixture.awaitStatistics(s -> s.resumes().away() == 1 && s.resumes().sessionsForgotten() == broken);
        }
    }

    @Test
    void aHeartbeatIsAnsweredAtOnceWithItsTime() throws IOException {
        try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            device.session(DeviceMessage.newBuilder()
                    .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(123_456))
                    .build());
            EdgeMessage answer = device.awaitMessage(m -> m.getHeartbeat().getAnswerToUs() == 123_456);
            assertThat(answer.getHeartbeat().getSentAtUs()).isPositive();
        }
    }
}
