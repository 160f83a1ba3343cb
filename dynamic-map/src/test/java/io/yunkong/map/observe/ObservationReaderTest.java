package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.RsmWriter;
import io.yunkong.wire.uper.UperException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationReaderTest {
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);
    /** 12.345 s into a minute. */
    private static final long RECEIVED_US = 1_800_000_000_000_000L / 60_000_000 * 60_000_000 + 12_345_000;

    private final ObservationReader reader = new ObservationReader(PLANE);

    private static BsmWriter bsm() {
        return new BsmWriter()
                .messageCount(7)
                .id(0x0102030405060708L)
                .secondMark(12_300)
                .position(348_010_000, 1_138_010_000)
                .speed(500)
                .heading(7_200)
                .acceleration(-150, 0, 0, 1_000)
                .size(190, 460)
                .vehicleClass(10);
    }

    private @Nullable SelfReport read(BsmWriter writer) throws UperException {
        byte[] frame = new byte[BsmWriter.BYTES_MAX];
        BsmView view = new BsmView();
        view.wrap(frame, 0, writer.encode(frame));
        return reader.selfReport(view, RECEIVED_US);
    }

    @Test
    void readsASelfReportInSiUnits() throws UperException {
        SelfReport report = Objects.requireNonNull(read(bsm().positionAccuracy(20, 10, 0)));
        assertThat(report.stationId()).isEqualTo(0x0102030405060708L);
        assertThat(report.generatedAtUs()).isEqualTo(RECEIVED_US - 45_000);
        assertThat(report.eastM()).isEqualTo(PLANE.eastM(34.801, 113.801), within(1e-6));
        assertThat(report.northM()).isEqualTo(PLANE.northM(34.801, 113.801), within(1e-6));
        assertThat(report.speedMps()).isEqualTo(10, within(1e-9));
        assertThat(report.headingRad()).isEqualTo(Math.PI / 2, within(1e-9));
        assertThat(report.accelerationMps2()).isEqualTo(-1.5, within(1e-9));
        assertThat(report.yawRateRadps()).isEqualTo(Math.toRadians(10), within(1e-9));
        assertThat(report.lengthM()).isEqualTo(4.6);
        assertThat(report.widthM()).isEqualTo(1.9);
        assertThat(report.roadUserClass()).isEqualTo(RoadUserClass.CAR);
        assertThat(report.positionSigmaM()).isEqualTo(1.0);
        assertThat(report.messageCount()).isEqualTo(7);
    }

    @Test
    void leavesOutWhatTheSenderDidNotKnow() throws UperException {
        SelfReport report =
                Objects.requireNonNull(read(bsm().acceleration(DataElements.ACCELERATION_UNAVAILABLE, 0, 0, 0)));
        assertThat(report.accelerationMps2()).isNaN();
        assertThat(report.positionSigmaM()).isNaN();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                row(b -> b.position(DataElements.LATITUDE_UNAVAILABLE, 0), RejectReason.POSITION_UNAVAILABLE),
                row(b -> b.position(0, DataElements.LONGITUDE_UNAVAILABLE), RejectReason.POSITION_UNAVAILABLE),
                row(b -> b.position(0, 0), RejectReason.POSITION_ZERO),
                row(b -> b.position(900_000_000, 0), RejectReason.OUTSIDE_ZONE),
                row(b -> b.speed(DataElements.SPEED_UNAVAILABLE), RejectReason.MOTION_UNAVAILABLE),
                row(b -> b.heading(DataElements.HEADING_FULL_CIRCLE), RejectReason.MOTION_UNAVAILABLE),
                row(b -> b.secondMark(61_000), RejectReason.TIME_UNAVAILABLE),
                row(b -> b.secondMark(65_535), RejectReason.TIME_UNAVAILABLE),
                row(b -> b.id(0), RejectReason.STATION_ID_ZERO));
    }

    private static Arguments row(Consumer<BsmWriter> change, RejectReason reason) {
        return Arguments.of(change, reason);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void refusesWhatIsUnusable(Consumer<BsmWriter> change, RejectReason reason) throws UperException {
        BsmWriter writer = bsm();
        change.accept(writer);
        assertThat(read(writer)).isNull();
        assertThat(reader.rejection()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 60_500, 60_999})
    void takesALeapSecondAsTheSecondAfterTheMinute(int secondMark) throws UperException {
        byte[] frame = new byte[BsmWriter.BYTES_MAX];
        BsmView view = new BsmView();
        view.wrap(frame, 0, bsm().secondMark(secondMark).encode(frame));
        long minuteEndUs = RECEIVED_US / 60_000_000 * 60_000_000 + 60_000_000;
        SelfReport report = Objects.requireNonNull(reader.selfReport(view, minuteEndUs + 1_000_000));
        assertThat(report.generatedAtUs()).isEqualTo(minuteEndUs + (secondMark - 60_000) * 1000L);
    }

    @ParameterizedTest
    @CsvSource({
        // second mark ms, receive time within the minute ms, generation time relative to that minute ms
        "12300, 12345, 12300",
        "59990, 20, -10",
        "10, 59990, 60010",
        "60000, 30, 0",
        "60999, 30, 999",
        "60500, 60520, 60500",
        "0, 0, 0",
        "31000, 1000, -29000"
    })
    void resolvesTheSecondMarkAgainstTheReceiveTime(int secondMark, long receivedMs, long expectedMs) {
        long minute = 30_000_000L * 60_000_000L;
        assertThat(SecondMark.toEpochUs(secondMark, minute + receivedMs * 1000)).isEqualTo(minute + expectedMs * 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "10, CAR",
        "25, TRUCK",
        "30, TRUCK",
        "40, MOTORCYCLE",
        "54, BUS",
        "60, EMERGENCY",
        "65, EMERGENCY",
        "81, PEDESTRIAN",
        "85, BICYCLE",
        "0, UNKNOWN",
        "91, UNKNOWN"
    })
    void readsTheVehicleClass(int code, RoadUserClass expected) throws UperException {
        SelfReport report = Objects.requireNonNull(read(bsm().vehicleClass(code)));
        assertThat(report.roadUserClass()).isEqualTo(expected);
    }

    @Test
    void readsParticipantsOfARoadsideMessage() throws UperException {
        RsmWriter writer = new RsmWriter().messageCount(1).id(9).referencePosition(348_000_000, 1_138_000_000);
        writer.addParticipant()
                .type(DataElements.PARTICIPANT_PEDESTRIAN)
                .participantId(42)
                .secondMark(12_200)
                .position(348_010_000, 1_138_010_000)
                .positionConfidence(9)
                .speed(70)
                .heading(0)
                .size(60, 50);
        writer.addParticipant()
                .type(DataElements.PARTICIPANT_MOTOR)
                .participantId(43)
                .secondMark(12_200)
                .position(348_010_000, 1_138_010_000)
                .speed(DataElements.SPEED_UNAVAILABLE)
                .heading(0)
                .size(190, 460);
        byte[] frame = new byte[RsmWriter.BYTES_MAX];
        RsmView view = new RsmView();
        view.wrap(frame, 0, writer.encode(frame));
        assertThat(view.next()).isTrue();
        SensorReport walker = Objects.requireNonNull(reader.sensorReport(view, RECEIVED_US));
        assertThat(walker.stationId()).isEqualTo(9);
        assertThat(walker.objectId()).isEqualTo(42);
        assertThat(walker.roadUserClass()).isEqualTo(RoadUserClass.PEDESTRIAN);
        assertThat(walker.generatedAtUs()).isEqualTo(RECEIVED_US - 145_000);
        assertThat(walker.positionSigmaM()).isEqualTo(0.5);
        assertThat(walker.speedMps()).isEqualTo(1.4, within(1e-9));
        assertThat(view.next()).isTrue();
        assertThat(reader.sensorReport(view, RECEIVED_US)).isNull();
        assertThat(reader.rejection()).isEqualTo(RejectReason.MOTION_UNAVAILABLE);
    }

    @Test
    void anAnnouncementIsMadeOnceHoweverOftenItIsMadeAndNeverTakenForAnother() throws UperException {
        Announcement first = announced(1 << 2, 0);
        assertThat(announced(1 << 2, 0)).isSameAs(first);
        for (int lights = 0; lights < 1 << 9; lights++) {
            for (int events : new int[] {0, 1 << 7, 1 << 7 | 1}) {
                assertThat(announced(lights, events)).isEqualTo(new Announcement(events, lights, false));
            }
        }
        assertThat(announced(0, 0)).isSameAs(Announcement.NONE);
    }

    private Announcement announced(int lights, int events) throws UperException {
        return Objects.requireNonNull(read(bsm().exteriorLights(lights).eventFlags(events)))
                .announcement();
    }
}
