package io.yunkong.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Edition;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFormTest {
    private static final String TEST_MESSAGE =
            "{\"msgFrameExt\":{\"messageId\":0,\"value\":{\"TestMsg\":{\"msgCnt\":109,\"userData\":\"C9B420EF\"}}}}";

    private final JsonForm form = JsonForm.of(Edition.E2020);

    @Test
    void aMessageIsWrittenAndReadInTheNamesOfTheStandard() throws JsonFormException {
        MessageFrame frame = form.read(TEST_MESSAGE);

        assertThat(frame.getMsgFrameExt().getTest().getMsgCnt()).isEqualTo(109);
        assertThat(form.write(frame)).isEqualTo(TEST_MESSAGE);
    }

    @Test
    void anUnknownMessageKeepsItsOctets() throws JsonFormException {
        MessageFrame frame = MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder()
                        .setMessageId(99)
                        .setUnknownMessage(ByteString.copyFrom(new byte[] {1, (byte) 0xAB})))
                .build();

        assertThat(form.write(frame)).isEqualTo("{\"msgFrameExt\":{\"messageId\":99,\"value\":\"01AB\"}}");
        assertThat(form.read(form.write(frame))).isEqualTo(frame);
    }

    @Test
    void anUnknownAlternativeKeepsItsOctets() throws JsonFormException {
        MessageFrame frame = MessageFrame.newBuilder()
                .setUnknownAlternative(UnknownAlternative.newBuilder()
                        .setIndex(3)
                        .setEncoding(ByteString.copyFrom(new byte[] {1, (byte) 0xAB})))
                .build();

        assertThat(form.write(frame)).isEqualTo("{\"<unknown extension alternative 3>\":\"01AB\"}");
        assertThat(form.read(form.write(frame))).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                                       | found=nothing, expected an object
            []                                                       | found=an array, expected an object
            {}                                                       | no alternative is set
            {"bsm":{}}                                               | field=bsm, the type has no such alternative
            {"<unknown extension alternative 0>":"00"}               | field=msgFrameExt, the alternative is known by this name
            {"<unknown extension alternative 1>":null}               | found=null, expected a string
            {"spatFrame":{}}                                         | field=spatFrame.msgCnt, the member is absent and mandatory
            {"spatFrame":{"msgCnt":128}}                             | field=spatFrame.msgCnt, value=128, limit=0..127
            {"spatFrame":{"msgCnt":1e2}}                             | field=spatFrame.msgCnt, found=a number with fraction or exponent, expected a whole number
            {"spatFrame":{"msgCnt":99999999999999999999}}            | field=spatFrame.msgCnt, value=99999999999999999999, limit=0..127
            {"spatFrame":{"count":1}}                                | field=spatFrame.count, the type has no such member
            {"spatFrame":{"name":""}}                                | field=spatFrame.name, size=0, limit=1..63
            {"spatFrame":{"intersections":[{"status":"01"}]}}        | field=spatFrame.intersections[0].status, size=2, limit=16..16
            {"spatFrame":{"intersections":[{"phases":[{"phaseStates":[{"light":"blue"}]}]}]}} | field=spatFrame.intersections[0].phases[0].phaseStates[0].light, identifier=blue is not known
            {"rsmFrame":{"id":"0x"}}                                 | field=rsmFrame.id, octets are no hexadecimal digits
            {"rsmFrame":{"participants":[]}}                         | field=rsmFrame.participants, size=0, limit=1..16
            {"msgFrameExt":{"messageId":0,"value":{"PAMData":{}}}}   | field=msgFrameExt.TestMsg, found=PAMData, expected this member
            """)
    void whatIsNoMessageIsNamed(String text, String reason) {
        JsonFormException refusal = catchThrowableOfType(JsonFormException.class, () -> form.read(text));

        assertThat(refusal).hasMessage("no message in json: " + reason + "; text refused");
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "{\"spatFrame\":".repeat(10_000),
                "{\"spatFrame\":{\"intersections\":" + "[".repeat(10_000),
                "{\"<unknown extension alternative 1>\":" + "{\"a\":".repeat(10_000),
                "{\"spatFrame\":{\"msgCnt\":1,\"msgCnt\":2}}",
                "{\"spatFrame\":{\"msgCnt\":1e400}}",
                "{\"spatFrame\":{\"msgCnt\":NaN}}",
                "{\"spatFrame\":{\"msgCnt\":-Infinity}}",
                "{\"spatFrame\":{\"msgCnt\":" + "9".repeat(100_000) + "}}",
                "{\"" + "x".repeat(100_000) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void deepTwiceNamedAndEndlessTextsAreRefusedInAFewWords(String text) {
        JsonFormException refusal = catchThrowableOfType(JsonFormException.class, () -> form.read(text));

        assertThat(refusal.getMessage()).startsWith("no message in json: ").hasSizeLessThan(1000);
    }

    @Test
    void brokenTextIsRefusedWhateverItIs() throws JsonFormException {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(TEST_MESSAGE);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                assertThat(form.read(text.toString())).isNotNull();
            } catch (JsonFormException e) {
                assertThat(e).hasMessageStartingWith("no message in json: ");
            }
        }
    }

    @Test
    void moreAfterTheMessageIsRefused() {
        assertThatThrownBy(() -> form.read(TEST_MESSAGE + "{}")).isInstanceOf(JsonFormException.class);
    }
}
