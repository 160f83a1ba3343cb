package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.roadside.RoadsideDefect;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.EventSource;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.RSITimeDetails;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RTSData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RSI to notices: units, times told in minutes, texts. */
final class RoadsideMessagesTest {
    private static final int LATITUDE = 348_000_000;
    private static final int LONGITUDE = 1_138_000_000;
    private static final long UNIT = 0xabL;
    private static final long NOW_US = micros("2027-03-04T05:06:07.5Z");
    /** Minutes from New Year to 5:06 on the 4th of March. */
    private static final int MINUTE = (31 + 28 + 3) * 1440 + 5 * 60 + 6;

    private final RoadsideMessages messages = new RoadsideMessages(new LocalPlane(34.8, 113.8));
    private final List<RoadsideDefect> refused = new ArrayList<>();

    private static long micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1000;
    }

    private static RoadSideInformation.Builder rsi() {
        return RoadSideInformation.newBuilder()
                .setId(ByteString.copyFrom(new byte[8]))
                .setRefPos(Position3D.newBuilder().setLat(LATITUDE).setLong(LONGITUDE));
    }

    private static RTEData.Builder event() {
        return RTEData.newBuilder()
                .setRteId(7)
                .setEventType(401)
                .setEventSource(EventSource.EventSource_police)
                .setEventPos(offset(1_000, 2_000));
    }

    private static PositionOffsetLLV offset(int north, int east) {
        return PositionOffsets.of(
                Position3D.newBuilder().setLat(LATITUDE).setLong(LONGITUDE).build(),
                LATITUDE + north,
                LONGITUDE + east);
    }

    private RoadsideNotice only(RoadSideInformation.Builder rsi, long receivedAtUs) {
        List<RoadsideNotice> notices = messages.notices(rsi.build(), UNIT, receivedAtUs, refused::add);
        assertThat(notices).hasSize(1);
        return notices.getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void eventsAndSignsOfEitherEditionComeInMetresAndMicroseconds(Edition edition) throws Exception {
        MessageCodec codec = MessageCodec.of(edition);
        ReferencePath path = ReferencePath.newBuilder()
                .addActivePath(offset(-1_000, 0))
                .addActivePath(offset(1_000, 2_000))
                .setPathRadius(35)
                .build();
        byte[] octets = codec.encode(MessageFrame.newBuilder()
                .setRsiFrame(rsi().setMoy(MINUTE)
                        .addRtes(event().setEventRadius(123)
                                .setPriority(ByteString.copyFrom(new byte[] {(byte) (5 << 5)}))
                                .setTimeDetails(RSITimeDetails.newBuilder()
                                        .setStartTime(MINUTE - 10)
                                        .setEndTime(MINUTE + 10))
                                .addReferencePaths(path))
                        .addRtss(RTSData.newBuilder()
                                .setRtsId(8)
                                .setSignType(37)
                                .setSignPos(offset(0, 0))
                                .setDescription(Description.newBuilder().setTextString("no overtaking"))))
                .build());
        RoadSideInformation read = codec.decode(octets).getRsiFrame();
        List<RoadsideNotice> notices = messages.notices(read, UNIT, NOW_US, refused::add);
        RoadsideNotice event = notices.getFirst();
        assertThat(event.id()).isEqualTo("event ab 7");
        assertThat(event.code()).isEqualTo(401);
        assertThat(event.priority()).isEqualTo(5);
        assertThat(event.radiusM()).isEqualTo(12.3, within(1e-9));
        assertThat(event.place().orElseThrow().northM()).isEqualTo(11.1, within(0.1));
        assertThat(event.place().orElseThrow().eastM()).isEqualTo(18.3, within(0.1));
        assertThat(event.paths().getFirst().points()).hasSize(2);
        assertThat(event.paths().getFirst().radiusM()).isEqualTo(3.5, within(1e-9));
        assertThat(event.validFromUs()).hasValue(micros("2027-03-04T04:56:00Z"));
        assertThat(event.validUntilUs()).as("the end of its last minute").hasValue(micros("2027-03-04T05:17:00Z"));
        assertThat(event.generatedAtUs()).as("in this minute").isEqualTo(NOW_US);
        RoadsideNotice sign = notices.getLast();
        assertThat(sign.id()).isEqualTo("sign ab 8");
        assertThat(sign.text()).isEqualTo("no overtaking");
        assertThat(sign.validUntilUs()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void theMinuteOfTheYearBoundsHowOldAMessageIsAlsoAcrossNewYear() {
        long newYear = micros("2027-01-01T00:00:05Z");
        int lastMinute = 365 * 1440 - 1;
        RoadsideNotice told = only(
                rsi().setMoy(lastMinute)
                        .addRtes(event().setTimeDetails(RSITimeDetails.newBuilder()
                                .setStartTime(lastMinute - 1)
                                .setEndTime(1))),
                newYear);
        assertThat(told.generatedAtUs()).isEqualTo(micros("2027-01-01T00:00:00Z"));
        assertThat(told.validFromUs()).hasValue(micros("2026-12-31T23:58:00Z"));
        assertThat(told.validUntilUs()).hasValue(micros("2027-01-01T00:02:00Z"));
        assertThat(only(rsi().setMoy(MINUTE + 3).addRtes(event()), NOW_US).generatedAtUs())
                .isEqualTo(micros("2027-03-04T05:09:00Z"));
        assertThat(only(rsi().setMoy(527_040).addRtes(event()), NOW_US).generatedAtUs())
                .as("not told")
                .isEqualTo(NOW_US);
    }

    @Test
    void textsAreReadAndMadePrintable() {
        ByteString chinese = ByteString.copyFrom("前方施工".getBytes(Charset.forName("GB2312")));
        assertThat(only(
                                rsi().addRtes(event().setDescription(
                                                Description.newBuilder().setTextGB2312(chinese))),
                                NOW_US)
                        .text())
                .isEqualTo("前方施工");
        assertThat(only(
                                rsi().addRtes(event().setDescription(
                                                Description.newBuilder().setTextString("\u001b[2Jice\r\nahead\u202e"))),
                                NOW_US)
                        .text())
                .isEqualTo("[2Jice  ahead");
        assertThat(only(
                                rsi().addRtes(event().setDescription(Description.newBuilder()
                                        .setTextGB2312(ByteString.copyFrom(new byte[] {(byte) 0xff, 0x41})))),
                                NOW_US)
                        .text())
                .isEqualTo("\ufffdA");
    }

    @Test
    void aPlaceThatIsNotKnownIsNone() {
        RoadSideInformation.Builder nowhere = rsi().setRefPos(Position3D.newBuilder()
                        .setLat(DataElements.LATITUDE_UNAVAILABLE)
                        .setLong(DataElements.LONGITUDE_UNAVAILABLE))
                .addRtes(event().addReferencePaths(ReferencePath.newBuilder()
                        .addActivePath(offset(0, 0))
                        .addActivePath(offset(0, 9))));
        RoadsideNotice notice = only(nowhere, NOW_US);
        assertThat(notice.place()).isEmpty();
        assertThat(notice.paths()).isEmpty();
        assertThat(refused).containsOnly(RoadsideDefect.NO_PLACE).hasSize(3);
    }
}
