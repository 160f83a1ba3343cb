package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.sim.AwakeClock;
import io.yunkong.sim.TestEdge;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.PositionUseLevel;
import io.yunkong.wire.SpeedBand;
import io.yunkong.wire.uper.BsmView;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole onboard unit against the device side of an edge, over real sockets. */
final class ObuTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STATION = 0x1234;
    private static final long DRIVE_START_S = 1_777_622_400L;
    /** Where nobody listens. */
    private static final int CLOSED_PORT = 1;

    @TempDir
    Path folder = Path.of("");

    private final List<ObuEvent> events = new CopyOnWriteArrayList<>();

    private FixSource drive(int seconds) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < seconds; i++) {
            lines.append(
                    "{\"time\":%d,\"lat\":%.7f,\"lon\":113.8,\"speed_mps\":10,\"heading_deg\":0,\"brakes\":false}%n"
                            .formatted(DRIVE_START_S + i, 34.8 + i * 9e-5));
        }
        return new FixSource(
                FixSource.Format.JSONL,
                Files.writeString(folder.resolve("drive.jsonl"), lines).toString());
    }

    private Obu start(TestEdge edge, FixSource source) throws IOException {
        return Obu.start(
                config(edge.address().getPort()),
                source,
                InputStream.nullInputStream(),
                AwakeClock.shared(),
                events::add);
    }

    private static ObuConfig config(int port) {
        return new ObuConfig(
                "bus-01",
                VehicleKind.ONBOARD_UNIT,
                STATION,
                "longzi-lake",
                VehicleProfile.BUS,
                new EdgePoint("localhost", port),
                Optional.empty());
    }

    private <T extends ObuEvent> List<T> told(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void sendsBsmTellsOfTheWarningAndAcknowledgesIt() throws Exception {
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            await().atMost(PATIENCE).until(() -> edge.frames.size() >= 5 && !edge.acknowledgements.isEmpty());
            await().atMost(PATIENCE).until(() -> obu.report().roundTrip().count() > 0);
            obu.close();
            BsmView bsm = new BsmView();
            byte[] frame = Objects.requireNonNull(edge.frames.peek());
            bsm.wrap(frame, 0, frame.length);
            assertThat(bsm.id()).isEqualTo(STATION);
            assertThat(bsm.speed()).isEqualTo(500);
            assertThat(bsm.length()).isEqualTo(1200);
            assertThat(bsm.width()).isEqualTo(255);
            assertThat(bsm.vehicleClass()).isEqualTo(54);
            assertThat(bsm.brakes().pedal()).isEqualTo(1);
            assertThat(told(ObuEvent.Warned.class))
                    .first()
                    .satisfies(
                            warned -> assertThat(warned.notice().application()).isEqualTo("FCW"));
            assertThat(told(ObuEvent.Connected.class))
                    .first()
                    .satisfies(connected ->
                            assertThat(Math.abs(connected.clockOffsetMs())).isLessThan(5_000));
            int arrived = edge.frames.size();
            await().atMost(PATIENCE).until(() -> obu.report().sent() >= arrived); // counted once it is written
            ObuReport report = obu.report();
            assertThat(report.acknowledged()).isEqualTo(1);
            assertThat(report.failure()).isEmpty();
        }
    }

    @Test
    void aPortThatHangsUpOnHellosIsTakenForAnotherOneUntilThereWasASession() throws Exception {
        try (TestEdge edge = new TestEdge()) {
            edge.hangsUp = true;
            try (Obu _ = start(edge, drive(120))) {
                await().atMost(PATIENCE)
                        .until(() -> !told(ObuEvent.Disconnected.class).isEmpty());
                assertThat(told(ObuEvent.Disconnected.class).getFirst().reason())
                        .endsWith("; " + LinkFault.OTHER_PORT);
                edge.hangsUp = false;
                await().atMost(PATIENCE)
                        .until(() -> !told(ObuEvent.Connected.class).isEmpty());
                events.clear();
                edge.hangsUp = true;
                int hellos = edge.hellos.size();
                edge.cut();
                await().atMost(PATIENCE).until(() -> edge.hellos.size() >= hellos + 2);
                assertThat(told(ObuEvent.Disconnected.class))
                        .isNotEmpty()
                        .allSatisfy(gone -> assertThat(gone.reason()).doesNotContain(LinkFault.OTHER_PORT));
            }
        }
    }

    @Test
    void tellsOfAdviceAndAcknowledgesItOnceHoweverOftenItIsRenewed() throws Exception {
        long nowUs = AwakeClock.nowUs();
        Advice advice = Advice.newBuilder()
                .setAdviceId("glosa-1")
                .setApplication(AdviceApplication.ADVICE_APPLICATION_GLOSA)
                .setStationId(STATION)
                .setManoeuvre(AdvisedManoeuvre.ADVISED_MANOEUVRE_SLOW_DOWN)
                .setSpeed(SpeedBand.newBuilder().setMinCmS(800).setMaxCmS(1000))
                .setGivenAtUs(nowUs)
                .setValidUntilUs(nowUs + 60_000_000)
                .build();
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 1); // of the warning
            edge.advise(advice);
            edge.advise(advice);
            edge.advise(advice.toBuilder().setValidUntilUs(nowUs).build());
            await().atMost(PATIENCE).until(() -> told(ObuEvent.Advised.class).size() == 3);
            Recommendation first = told(ObuEvent.Advised.class).getFirst().advice();
            assertThat(first.application()).isEqualTo("GLOSA");
            assertThat(first.manoeuvre()).isEqualTo("slow_down");
            assertThat(first.speedMinMps()).isEqualTo(8);
            assertThat(first.speedMaxMps()).isEqualTo(10);
            assertThat(first.withdrawn()).isFalse();
            assertThat(told(ObuEvent.Advised.class).getLast().advice().withdrawn())
                    .isTrue();
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 2);
            assertThat(obu.report().advice()).containsEntry("GLOSA", 3L);
            assertThat(obu.report().acknowledged()).isEqualTo(2);
        }
    }

    private static EdgeMessage positionUse(PositionUseLevel level, String reason) {
        return EdgeMessage.newBuilder()
                .setPositionUse(PositionUse.newBuilder()
                        .setLevel(level)
                        .setReason(reason)
                        .setSinceUs(1_000_000))
                .build();
    }

    @Test
    void tellsOnceThatItsPositionsAreNotUsedHoweverOftenTheEdgeSaysSoAndAgainOnANewConnection() throws Exception {
        EdgeMessage none = positionUse(PositionUseLevel.POSITION_USE_LEVEL_NONE, "outside_zone");
        ObuEvent.PositionUse notUsed = new ObuEvent.PositionUse("none", "outside_zone", 1_000_000);
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 1);
            edge.tell(none);
            edge.tell(none);
            edge.tell(positionUse(PositionUseLevel.POSITION_USE_LEVEL_EXCLUDED, "off_road"));
            edge.tell(positionUse(PositionUseLevel.POSITION_USE_LEVEL_FULL, ""));
            edge.tell(none);
            await().atMost(PATIENCE)
                    .until(() -> told(ObuEvent.PositionUse.class).size() == 4);
            assertThat(told(ObuEvent.PositionUse.class))
                    .containsExactly(
                            notUsed,
                            new ObuEvent.PositionUse("excluded", "off_road", 1_000_000),
                            new ObuEvent.PositionUse("full", "", 1_000_000),
                            notUsed);
            edge.cut();
            await().atMost(PATIENCE).until(() -> told(ObuEvent.Connected.class).size() == 2);
            edge.tell(none);
            await().atMost(PATIENCE)
                    .until(() -> told(ObuEvent.PositionUse.class).size() == 5);
            assertThat(obu.report().positionUse())
                    .containsOnly(
                            Map.entry("none/outside_zone", 3L),
                            Map.entry("excluded/off_road", 1L),
                            Map.entry("full", 1L));
        }
    }

    @Test
    void comesBackByItselfAndResumesItsSession() throws Exception {
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 1);
            edge.cut();
            await().atMost(PATIENCE).until(() -> told(ObuEvent.Connected.class).size() == 2);
            assertThat(edge.hellos.get(0).hasResume()).isFalse();
            assertThat(edge.hellos.get(1).getResume().getSessionId()).isEqualTo("sbus-01");
            assertThat(edge.hellos.get(1).getResume().getLastSequence()).isEqualTo(1);
            assertThat(told(ObuEvent.Connected.class).get(1).resumed()).isTrue();
            await().atMost(PATIENCE).until(() -> lastSaidOfSending() instanceof ObuEvent.Speaking);
            assertThat(told(ObuEvent.Disconnected.class)).isNotEmpty();
            assertThat(obu.report().reconnects()).isEqualTo(1);
        }
    }

    @Test
    void whatANewerStateReplacedWhileItWasAwayIsNotMissed() throws Exception {
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            edge.supersededWhileAway = 4;
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 1);
            edge.cut();
            await().atMost(PATIENCE).until(() -> edge.acknowledgements.size() == 2);
            assertThat(obu.report().superseded()).isEqualTo(4);
            assertThat(obu.report().missed()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itsRecordingIsClosedWhenItStopsInTheMiddle() throws Exception {
        FixSource source = drive(120);
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, source)) {
            await().atMost(PATIENCE).until(() -> obu.report().sent() > 0);
            assertThat(open(source)).isEqualTo(1);
            obu.close();
            await().atMost(PATIENCE).until(() -> open(source) == 0);
            assertThat(told(ObuEvent.InputEnded.class)).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theDoctorClosesWhatItHasLookedInto() throws Exception {
        FixSource longer = drive(200);
        InputExam exam = new InputExam();
        exam.listen(longer, InputStream.nullInputStream(), VehicleProfile.BUS, InstantSource.system());
        assertThat(open(longer)).isZero();
        List<Check> checks = new ArrayList<>();
        exam.report(null, checks::add);
        assertThat(checks)
                .first()
                .satisfies(check -> assertThat(check.measured()).startsWith("100 fixes"));
    }

    @Test
    void theDoctorListensToASilentReceiverForThreeSecondsAndLeavesStandardInputOpen() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (PipedOutputStream receiver = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(receiver) {
                    @Override
                    public void close() throws IOException {
                        closed.set(true);
                        super.close();
                    }
                }) {
            InputExam exam = new InputExam();
            exam.listen(new FixSource(FixSource.Format.NMEA, "-"), silent, VehicleProfile.BUS, InstantSource.system());
            List<Check> checks = new ArrayList<>();
            exam.report(null, checks::add);
            assertThat(checks)
                    .first()
                    .satisfies(check -> assertThat(check.measured()).isEqualTo("no line in 3 s"));
            assertThat(closed).isFalse();
        }
    }

    /** How often this process has the file open. */
    private static long open(FixSource source) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> leadsTo(file, source.place())).count();
        }
    }

    private static boolean leadsTo(Path link, String place) {
        try {
            return Files.readSymbolicLink(link).equals(Path.of(place).toRealPath());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Test
    void theEndOfARecordingEndsIt() throws Exception {
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(1))) {
            await().atMost(PATIENCE).until(() -> obu.await(10));
            assertThat(told(ObuEvent.InputEnded.class)).containsExactly(new ObuEvent.InputEnded(""));
            assertThat(obu.refused()).isFalse();
            obu.close();
            assertThat(obu.report().silent())
                    .as("the end is no lost fix; the first beat may come before the first line")
                    .doesNotContainKeys(Silence.FIX_LOST, Silence.FIX_OLD);
        }
    }

    @Test
    void itStopsSayingThatItSendsWhenTheEdgeIsGone() throws Exception {
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, drive(120))) {
            await().atMost(PATIENCE).until(() -> obu.report().sent() > 0);
            assertThat(told(ObuEvent.Silent.class)).doesNotContain(noConnection());
            edge.close();
            await().atMost(PATIENCE).until(() -> noConnection().equals(lastSaidOfSending()));
            List<Class<?>> order =
                    events.stream().<Class<?>>map(Object::getClass).toList();
            assertThat(order)
                    .containsSubsequence(
                            ObuEvent.Connected.class,
                            ObuEvent.Speaking.class,
                            ObuEvent.Disconnected.class,
                            ObuEvent.Silent.class);
        }
    }

    private static ObuEvent.Silent noConnection() {
        return new ObuEvent.Silent(Silence.NO_CONNECTION, 0);
    }

    /** Its last word on whether it sends; a machine that stands still for a second may have made it say more of them. Null = none yet. */
    private @Nullable ObuEvent lastSaidOfSending() {
        return events.stream()
                .filter(event -> event instanceof ObuEvent.Speaking || event instanceof ObuEvent.Silent)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JSONL | $GNRMC,,V,,,,,,,,,,N*4D | lines=3, not_json=3; these lines look like NMEA: use --nmea
            NMEA  | {"lat":34.8,"lon":113.8} | lines=3, not_a_sentence=3; these lines look like JSON: use --jsonl
            NMEA  | $GNRMC,,V,,,,,,,,,,N*4D | lines=3
            JSONL | ''                      | lines=3
            """)
    void anInputWithoutOneUsablePositionFails(FixSource.Format format, String line, String failure) throws Exception {
        Path file = Files.writeString(folder.resolve("input"), (line + "\n").repeat(3));
        try (TestEdge edge = new TestEdge();
                Obu obu = start(edge, new FixSource(format, file.toString()))) {
            await().atMost(PATIENCE).until(() -> obu.await(10));
            assertThat(obu.report().failure()).isEqualTo("no usable position in the input: " + failure);
        }
    }

    @Test
    void withoutAnEdgeItSaysSoOnceAndCountsWhatItCouldNotSend() throws Exception {
        String position = Files.readString(Path.of(drive(1).place()));
        InstantSource itsTime = InstantSource.fixed(Instant.ofEpochSecond(DRIVE_START_S)); // so it is never an old one
        try (PipedOutputStream receiver = new PipedOutputStream();
                InputStream input = new PipedInputStream(receiver);
                Obu obu = Obu.start(
                        config(CLOSED_PORT), new FixSource(FixSource.Format.JSONL, "-"), input, itsTime, events::add)) {
            receiver.write(position.getBytes(StandardCharsets.UTF_8));
            receiver.flush();
            await().atMost(PATIENCE).until(() -> obu.report().unsent() >= 8);
            assertThat(told(ObuEvent.Disconnected.class)).hasSize(1);
            assertThat(obu.report().sent()).isZero();
            assertThat(told(ObuEvent.Speaking.class)).as("%s", events).isEmpty();
            assertThat(told(ObuEvent.Silent.class))
                    .as("once, whether or not its first position had been read by then")
                    .filteredOn(silent -> silent.why() == Silence.NO_CONNECTION)
                    .hasSize(1);
            assertThat(obu.report().silent()).doesNotContainKey(Silence.NO_CONNECTION);
        }
    }
}
