package io.yunkong.edge.link.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.yunkong.edge.link.profile.Profile.Payload;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.EventSource;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.ParticipantType;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LL_32B;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.csae.SourceType;
import io.yunkong.wire.csae.VerticalOffset;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of OpenV2X to UPER and back. The RSM is the sample of the OpenV2X algorithm documentation, section 2.2.1. */
final class OpenV2xJsonTest {
    private static final Payload JSON = new Payload(PayloadFormat.JSON_OPENV2X, false);
    private static final long RSU = 0x5253_5500_0000_0001L;
    private static final Sender SENDER = new Sender(RSU, 130, 1_800_000_000_000_000L);
    private static final String BSM = """
            {"id": "4255533030303031", "secMark": 59999, "pos": {"lat": 348000000, "lon": 1138000000, "ele": 800},
             "speed": 500, "heading": 7200}""";

    private final Payloads payloads = new Payloads();
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    private MessageFrame read(MessageName name, String json) throws Exception {
        Payloads.Content content = payloads.read(json.getBytes(StandardCharsets.UTF_8), JSON, name, SENDER);
        assertThat(content.frames()).hasSize(1);
        assertThat(MessageName.of(content.frames().getFirst())).contains(name);
        return codec.decode(content.frames().getFirst());
    }

    private void refuses(String json, RejectReason reason, String text) {
        assertThatExceptionOfType(PayloadException.class)
                .isThrownBy(() -> read(MessageName.BSM, json))
                .withMessageContaining(text)
                .matches(e -> e.reason() == reason);
    }

    @Test
    void readsTheDocumentedRsm() throws Exception {
        RoadsideSafetyMessage rsm = read(MessageName.RSM, """
                        {"name": "test001", "id": "12", "content": {"rsms": [{
                          "refPos": {"lat": 401234567, "lon": 1161234567, "ele": 1000},
                          "participants": [{"ptcType": "motor", "ptcId": 3, "global_track_id": "ab8756de", "source": 1, "secMark": 0,
                            "pos": {"lat": 401234567, "lon": 1161234567, "ele": 1000}, "speed": 3000, "heading": 10000,
                            "size": {"width": 200, "length": 3000, "height": 40}}]}]}}""").getRsmFrame();
        assertThat(rsm.getId().asReadOnlyByteBuffer().getLong()).isEqualTo(RSU);
        assertThat(rsm.getMsgCnt()).isEqualTo(2);
        assertThat(rsm.getRefPos())
                .isEqualTo(Position3D.newBuilder()
                        .setLat(401234567)
                        .setLong(1161234567)
                        .setElevation(1000)
                        .build());
        ParticipantData participant = rsm.getParticipants(0);
        assertThat(participant.getPtcType()).isEqualTo(ParticipantType.ParticipantType_motor);
        assertThat(participant.getSource()).isEqualTo(SourceType.SourceType_selfinfo);
        assertThat(participant.getPos().getOffsetLL().getPositionLatLon().getLon())
                .isEqualTo(1161234567);
        assertThat(participant.getPos().getOffsetV().getElevation()).isEqualTo(1000);
        assertThat(participant.getSpeed()).isEqualTo(3000);
        assertThat(participant.getHeading()).isEqualTo(10000);
        assertThat(participant.getSize().getHeight()).isEqualTo(40);
        assertThat(participant.hasId()).isFalse();
    }

    @Test
    void whatABsmLeavesOutIsNotKnown() throws Exception {
        BasicSafetyMessage bsm = read(MessageName.BSM, BSM).getBsmFrame();
        assertThat(bsm.getId().toStringUtf8()).isEqualTo("BUS00001");
        assertThat(bsm.getMsgCnt()).isEqualTo(2);
        assertThat(bsm.getSecMark()).isEqualTo(59999);
        assertThat(bsm.getPos().getLong()).isEqualTo(1138000000);
        assertThat(bsm.getPos().getElevation()).isEqualTo(800);
        assertThat(bsm.getTransmissionValue()).isEqualTo(7);
        assertThat(bsm.getAccelSet().getLong()).isEqualTo(2001);
        assertThat(bsm.getAccelSet().getVert()).isEqualTo(-127);
        assertThat(bsm.getSize().getLength()).isZero();
        assertThat(bsm.hasSafetyExt()).isFalse();
    }

    @Test
    void everyMemberOfABsmIsRead() throws Exception {
        BasicSafetyMessage bsm = read(MessageName.BSM, """
                        {"bsms": [{"msgCnt": 7, "id": "BUS00001", "secMark": 1, "timeConfidence": "time-000-010",
                         "pos": {"lat": 348000000.4, "long": 1138000000, "elevation": 800},
                         "posAccuracy": {"semiMajor": 1, "semiMinor": 2, "orientation": 3}, "posConfidence": {"pos": "a1m"},
                         "transmission": "forwardGears", "speed": "500", "heading": 7200, "angle": -3,
                         "motionCfd": {"speedCfd": "prec0-1ms"}, "accelSet": {"lon": 10, "lat": -10, "vert": 0, "yaw": 5},
                         "brakes": {"brakePadel": "on", "wheelBrakes": "01100", "abs": 2},
                         "size": {"width": 250, "length": 1200, "height": 64}, "vehicleClass": {"classification": 54, "fuelType": 4},
                         "safetyExt": {"events": "0000000100000", "lights": "100000000"}, "somethingElse": [1, {"a": null}]}]}""").getBsmFrame();
        assertThat(bsm.getMsgCnt()).isEqualTo(7);
        assertThat(bsm.getPos().getLat()).isEqualTo(348000000);
        assertThat(bsm.getSpeed()).isEqualTo(500);
        assertThat(bsm.getAccelSet().getLong()).isEqualTo(10);
        assertThat(bsm.getBrakes().getWheelBrakes()).isEqualTo(0b00110);
        assertThat(bsm.getSafetyExt().getEvents().getBits()).isEqualTo(1 << 7);
        assertThat(bsm.getVehicleClass().getFuelType()).isEqualTo(4);
        assertThat(bsm.getTimeConfidence().getNumber()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "secMark", "pos", "speed", "heading"})
    void aBsmWithoutWhatMattersIsRefused(String member) {
        refuses(
                BSM.replace("\"" + member + "\"", "\"x\""),
                RejectReason.MALFORMED,
                "mandatory member absent: field=BasicSafetyMessage." + member);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"speed\": 500 | \"speed\": 8192 | limit=0..8191",
                "\"speed\": 500 | \"speed\": -1 | limit=0..8191",
                "\"speed\": 500 | \"speed\": 1e400 | number out of any range",
                "\"speed\": 500 | \"speed\": -1e400 | number out of any range",
                "\"speed\": 500 | \"speed\": 99999999999999999999 | number out of any range",
                "\"speed\": 500 | \"speed\": 1111111111111111111111111111111111111111111 | not json",
                "\"speed\": 500 | \"speed\": NaN | not json",
                "\"speed\": 500 | \"speed\": [] | no number",
                "\"speed\": 500 | \"speed\": 5, \"speed\": 6 | not json",
                "\"lat\": 348000000 | \"lat\": 900000002 | limit=-900000000..900000001",
                "\"speed\": 500 | \"speed\": 500, \"transmission\": \"flying\" | identifier not known",
                "\"speed\": 500 | \"speed\": 500, \"transmission\": 9 | identifier not known",
                "\"speed\": 500 | \"speed\": 500, \"size\": 3 | an object expected"
            })
    void aValueThatIsNoneIsRefused(String what, String by, String text) {
        refuses(BSM.replace(what.strip(), by.strip()), RejectReason.MALFORMED, text);
    }

    @Test
    void aLatitudeThatCanOnlyBeALongitudeIsNamed() {
        refuses(
                BSM.replace("348000000", "x").replace("1138000000", "348000000").replace("x", "1138000000"),
                RejectReason.COORDINATES_SWAPPED,
                "latitude and longitude in each other's place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nothing", "{\"bsms\": 3", "\u0000\u0001", "{\"a\": \"\\uD800\"}", "null"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> read(MessageName.BSM, json));
    }

    @Test
    void nestingIsBoundedBeforeItIsRead() {
        refuses("{\"a\":".repeat(10_000), RejectReason.MALFORMED, "nested too deep");
        refuses("{\"a\":" + "[".repeat(10_000), RejectReason.MALFORMED, "nested too deep");
    }

    @Test
    void textsAfterTheMessageAndTooManyMessagesAreRefused() {
        refuses(BSM + "{}", RejectReason.TRAILING_BYTES, "goes on");
        refuses("{\"bsms\": [" + (BSM + ",").repeat(32) + BSM + "]}", RejectReason.MALFORMED, "too many messages");
    }

    @Test
    void aReceiptIsForWhoAsksForOne() throws Exception {
        Payloads.Content content = payloads.read(
                ("{\"ack\": true, \"seqNum\": \"17\", \"bsms\": [" + BSM + "]}").getBytes(StandardCharsets.UTF_8),
                JSON,
                MessageName.BSM,
                SENDER);
        assertThat(content.receipt()).contains(new Payloads.Receipt("17"));
        String answer = new String(Payloads.receipt(content.receipt().orElseThrow(), true), StandardCharsets.UTF_8);
        assertThat(answer).contains("\"seqNum\":\"17\"").contains("\"errorCode\":0");
        assertThat(Payloads.confirmed(answer.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void anRsiGoesDownWithAbsolutePlacesAndComesBackTheSame() throws Exception {
        PositionOffsetLLV near = PositionOffsetLLV.newBuilder()
                .setOffsetLL(PositionOffsetLL.newBuilder()
                        .setPositionLL3(
                                Position_LL_32B.newBuilder().setLon(-100).setLat(200)))
                .setOffsetV(VerticalOffset.newBuilder().setOffset1(-5))
                .build();
        RoadSideInformation rsi = RoadSideInformation.newBuilder()
                .setMsgCnt(9)
                .setMoy(1000)
                .setId(ByteString.copyFromUtf8("RSULZ001"))
                .setRefPos(Position3D.newBuilder()
                        .setLat(348000000)
                        .setLong(1138000000)
                        .setElevation(800))
                .addRtes(RTEData.newBuilder()
                        .setRteId(1)
                        .setEventType(101)
                        .setEventSource(EventSource.EventSource_detection)
                        .setEventPos(near)
                        .setEventRadius(300)
                        .setDescription(Description.newBuilder().setTextString("accident"))
                        .setPriority(ByteString.copyFrom(new byte[] {(byte) 0xE0}))
                        .addReferencePaths(ReferencePath.newBuilder()
                                .addActivePath(near)
                                .addActivePath(near)
                                .setPathRadius(50)))
                .build();
        byte[] frame = codec.encode(MessageFrame.newBuilder().setRsiFrame(rsi).build());
        byte[] written = payloads.write(frame, Edition.E2020, JSON, MessageName.RSI, SENDER, Optional.of("5"));
        String text = new String(written, StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith(
                        "{\"ack\":true,\"seqNum\":\"5\",\"content\":{\"rsis\":[{\"msgCnt\":9,\"moy\":1000,\"id\":\"5253554C5A303031\",")
                .contains("\"refPos\":{\"lat\":348000000,\"lon\":1138000000,\"ele\":800}")
                .contains(
                        "\"eventSource\":\"detection\",\"eventPos\":{\"lat\":348000200,\"lon\":1137999900,\"ele\":795}")
                .contains("\"description\":\"accident\"")
                .contains("\"priority\":\"E0\"");
        RoadSideInformation back = read(MessageName.RSI, text).getRsiFrame();
        RTEData event = back.getRtes(0);
        assertThat(event.getEventPos().getOffsetLL().getPositionLatLon().getLat())
                .isEqualTo(348000200);
        assertThat(event.getPriority()).isEqualTo(rsi.getRtes(0).getPriority());
        assertThat(event.getDescription()).isEqualTo(rsi.getRtes(0).getDescription());
        assertThat(event.getReferencePaths(0).getPathRadius()).isEqualTo(50);
        assertThat(back.getId()).isEqualTo(rsi.getId());
    }

    @Test
    void aChineseDescriptionKeepsItsCharacters() throws Exception {
        String json = """
                {"rsi": {"id": "RSULZ001", "refPos": {"lat": 1, "lon": 2}, "rtes": [{"rteId": 1, "eventType": 707,
                 "eventPosition": {"lat": 3, "lon": 4}, "eventDescription": "拥堵"}]}}""";
        MessageFrame frame = read(MessageName.RSI, json);
        assertThat(frame.getRsiFrame()
                        .getRtes(0)
                        .getEventPos()
                        .getOffsetLL()
                        .getPositionLatLon()
                        .getLat())
                .isEqualTo(3);
        byte[] down =
                payloads.write(codec.encode(frame), Edition.E2020, JSON, MessageName.RSI, SENDER, Optional.empty());
        assertThat(new String(down, StandardCharsets.UTF_8)).contains("拥堵").doesNotContain("seqNum");
    }

    /** A frame of the 2019 release, found by search (our encoder), that is one of 2020 as well: a path has two points, or three. */
    @ParameterizedTest(name = "{0}: radius {1}")
    @CsvSource({"E2019, 482", "E2020, 35818"})
    void whereAFrameReadsInBothEditionsItIsWrittenAsOfTheOneItWasEncodedIn(Edition edition, int radius)
            throws PayloadException {
        byte[] frame = HexFormat.of()
                .parseHex(
                        "4202a4a6aa606060606294c5f0015e3ca4fe0080200ca0422fde21161dcbf5e03c420d17d401427202a2d2d5a34602d3");
        byte[] written = payloads.write(frame, edition, JSON, MessageName.RSI, SENDER, Optional.empty());
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("\"pathRadius\":" + radius);
    }
}
