package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec on the command line: what goes in and out, and how each kind of bad input is told. */
final class CodecCommandTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("v2x.home", ".."), "proto", "src", "test", "resources", "vectors");
    private static final String TEST_MESSAGE =
            "{\"msgFrameExt\":{\"messageId\":0,\"value\":{\"TestMsg\":{\"msgCnt\":109,\"userData\":\"C9B420EF\"}}}}";
    private static final String HEADING_OUT_OF_RANGE =
            "0000E848288606060606200C894C5F0015E3CA4FE83E9FFFFE87E8401FFFC00B41E00280";

    @TempDir
    Path folder = Path.of("");

    private static Console withInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Console.run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static String frameOf(String json) {
        Console encoded = Console.run("codec", "encode", json);
        assertThat(encoded.exitCode()).as(encoded.err()).isZero();
        return encoded.out().strip();
    }

    @Test
    void whatIsEncodedIsDecodedToTheSame() throws IOException {
        String frame = frameOf(TEST_MESSAGE);
        Path file = Files.write(folder.resolve("frame.bin"), HexFormat.of().parseHex(frame));

        assertThat(Console.run("codec", "decode", frame.toLowerCase(java.util.Locale.ROOT))
                        .out()
                        .strip())
                .isEqualTo(TEST_MESSAGE);
        assertThat(Console.run("codec", "decode", "--file", file.toString())
                        .out()
                        .strip())
                .isEqualTo(TEST_MESSAGE);
    }

    @Test
    void linesOfTheInputAreFramesAndMessages() {
        String frame = frameOf(TEST_MESSAGE);

        Console decoded = withInput("# a comment\n\n" + frame + "\r\n" + frame, "codec", "decode", "-");
        Console encoded = withInput(decoded.out(), "codec", "encode");

        assertThat(decoded.out().lines()).containsExactly(TEST_MESSAGE, TEST_MESSAGE);
        assertThat(encoded.out().lines()).containsExactly(frame, frame);
    }

    @Test
    void aFrameThatIsRefusedIsNamedAndTheNextIsDecoded() {
        String frame = frameOf(TEST_MESSAGE);

        Console decoded = withInput(HEADING_OUT_OF_RANGE + "\n12 3\n0g\n" + frame, "codec", "decode");

        assertThat(decoded.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(decoded.out().lines()).containsExactly(TEST_MESSAGE);
        assertThat(decoded.err().lines())
                .containsExactly(
                        "v2x: stdin:1: value out of range: field=bsmFrame.heading, bit=179, value=32767, limit=28800;"
                                + " frame refused",
                        "v2x: stdin:2: half an octet: digits=3, expected an even number; frame refused",
                        "v2x: stdin:3: not hexadecimal: position=2, character=U+0067; frame refused");
    }

    /** The example of docs/codec.md. */
    @Test
    void aFrameThatEndsEarlySaysWhereAndHowMuchOfItIsLeft() {
        assertThat(Console.run("codec", "decode", "00000AC8A9060606060625")
                        .err()
                        .strip())
                .isEqualTo("v2x: argument 1: frame ends early: field=bsmFrame.secMark, bit=83, bits=16, limit=5;"
                        + " frame refused");
    }

    @Test
    void aMessageThatIsRefusedIsNamedAndTheNextIsEncoded() throws IOException {
        Path file = Files.writeString(
                folder.resolve("messages.jsonl"),
                "{\"spatFrame\":{\"msgCnt\":128}}\n{\n" + TEST_MESSAGE + "\n{\"spatFrame\":{}}\n");

        Console encoded = Console.run("codec", "encode", "--file", file.toString());

        assertThat(encoded.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(encoded.out().lines()).hasSize(1);
        assertThat(encoded.err().lines().toList())
                .hasSize(3)
                .contains(
                        "v2x: " + file
                                + ":1: no message in json: field=spatFrame.msgCnt, value=128, limit=0..127; text refused",
                        "v2x: " + file
                                + ":4: no message in json: field=spatFrame.msgCnt, the member is absent and mandatory; text"
                                + " refused")
                .anyMatch(line -> line.startsWith("v2x: " + file + ":2: no message in json: "));
    }

    @Test
    void theEditionIsToldByTheFrameAndSaid() throws IOException {
        String vector =
                Files.readAllLines(VECTORS.resolve("edition-2019.jsonl")).getFirst();
        String frame = vector.replaceFirst("(?s).*\"uper_hex\": \"([0-9A-F]*)\".*", "$1");

        Console any = Console.run("codec", "decode", frame, frame);
        Console fixed = Console.run("codec", "decode", "--edition", "2019", frame);

        assertThat(any.err().lines()).containsExactly("v2x: argument 1: edition told by the frame: edition=2019");
        assertThat(any.out().lines())
                .containsExactly(fixed.out().strip(), fixed.out().strip());
        assertThat(fixed.out()).startsWith("{\"edition\":\"2019\",\"value\":{");
        assertThat(Console.run(
                                "codec",
                                "encode",
                                "--edition",
                                "2019",
                                fixed.out().strip())
                        .out()
                        .strip())
                .isEqualTo(frame);
    }

    private static List<String> framesOf2019() throws IOException {
        return Files.readAllLines(VECTORS.resolve("edition-2019.jsonl")).stream()
                .filter(line -> !line.contains("\"error\": true") && !line.contains("\"decode_only\": true"))
                .map(line -> line.replaceFirst("(?s).*\"uper_hex\": \"([0-9A-F]*)\".*", "$1"))
                .toList();
    }

    @Test
    void whatIsDecodedIsEncodedToTheSameInEitherEdition() throws IOException {
        String frame = frameOf(TEST_MESSAGE);
        for (String frame2019 : framesOf2019()) {
            String frames = frame + "\n" + frame2019;

            Console decoded = withInput(frames, "codec", "decode");
            Console encoded = withInput(decoded.out(), "codec", "encode");

            assertThat(encoded.out().strip().lines()).as(encoded.err()).containsExactly(frame, frame2019);
        }
    }

    @Test
    void aMessageThatFitsTheOtherEditionIsToldSo() throws IOException {
        String decoded =
                Console.run("codec", "decode", framesOf2019().getFirst()).out().strip();
        String bare = decoded.substring("{\"edition\":\"2019\",\"value\":".length(), decoded.length() - 1);

        assertThat(Console.run("codec", "encode", bare).err())
                .contains("linkWidth", "absent and mandatory")
                .endsWith("; it fits edition 2019: give --edition 2019" + System.lineSeparator());
        assertThat(Console.run("codec", "encode", "--edition", "2019", bare).out())
                .isEqualTo(framesOf2019().getFirst() + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                  | no alternative is set
            {"edition":"2021","value":{}}       | field=edition, no such edition, known="2020" "2019"
            {"edition":"2020"}                  | field=value, the member is absent behind the edition
            {"edition":"2020","value":{}}       | no alternative is set
            {"edition":"2020","value":${m},"x":1} | found=a member behind the value
            ${m}{}                              | found=an object after the message
            {"spatFrame":{"msgCnt":tru}}        | not json, character=27
            {"spatFrame":{"msgCnt":1,"msgCnt":2}} | a member stands twice, character=34
            """)
    void aMessageThatIsNoneIsNamedInWordsOfOurOwn(String json, String reason) {
        assertThat(Console.run("codec", "encode", json.replace("${m}", TEST_MESSAGE))
                        .err()
                        .strip())
                .isEqualTo("v2x: argument 1: no message in json: " + reason + "; text refused");
    }

    @Test
    void anIndentedMessageIsOneError() throws IOException {
        Path file = Files.writeString(
                folder.resolve("pretty.json"),
                TEST_MESSAGE.replace("{", "{\n  ").replace("}", "\n}"));

        Console encoded = Console.run("codec", "encode", "--file", file.toString());

        assertThat(encoded.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(encoded.err().strip())
                .isEqualTo("v2x: " + file + ":1: message goes over several lines: limit=one message a line,"
                        + " try jq -c . to get there; input not read on");
        assertThat(encoded.out()).isEmpty();
    }

    @Test
    void digitsMayBeMarkedAndAFileOfThemIsToldApart() throws IOException {
        String frame = frameOf(TEST_MESSAGE);
        Path file = Files.writeString(folder.resolve("hex.txt"), frame + "\n");

        assertThat(Console.run("codec", "decode", "0x" + frame).out().strip()).isEqualTo(TEST_MESSAGE);
        assertThat(Console.run("codec", "decode", "").err().strip())
                .isEqualTo("v2x: argument 1: frame ends early: bit=0, bits=1, limit=0; frame refused");
        Console decoded = Console.run("codec", "decode", "--file", file.toString());
        assertThat(decoded.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(decoded.err().strip())
                .isEqualTo("v2x: " + file + ": looks like hexadecimal text; --file takes octets, use - for text:"
                        + " v2x codec decode - < FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "codec",
                "codec decode --edition 2021 00",
                "codec encode --edition auto {}",
                "codec decode --file no-such-file",
                "codec decode --file src",
                "codec encode --file no-such-file",
                "codec encode --file a {}",
                "codec decode --file a 00",
                "codec verify",
                "codec verify no-such-file.jsonl"
            })
    void wrongUsageIsExitCodeTwoWithOneLine(String arguments) {
        Console wrong = Console.run(arguments.split(" "));

        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err().lines()).hasSize(1).first().asString().startsWith("v2x: ");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void allReferenceEncodingsPass() throws IOException {
        List<String> arguments;
        try (Stream<Path> files = Files.list(VECTORS)) {
            arguments = Stream.concat(
                            Stream.of("codec", "verify"),
                            files.map(Path::toString)
                                    .filter(file -> file.endsWith(".jsonl"))
                                    .sorted())
                    .toList();
        }

        Console verified = Console.run(arguments.toArray(String[]::new));

        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out().lines()).containsExactly("81 passed, 0 failed");
    }

    private Console verify(String line, String... flags) throws IOException {
        Path file = Files.writeString(folder.resolve("vectors.jsonl"), line + "\n");
        return Console.run(Stream.concat(Stream.of("codec", "verify", file.toString()), Stream.of(flags))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name":"a","edition":"2020","value":{"x":1},"uper_hex":"60"}                | a: not decoded: alternative unknown: bit=1, index=6, limit=4
            {"name":"a","edition":"2020","error":true,"uper_hex":"${frame}"}             | a: decoded, but must be refused: found=MSGFRAMEEXT
            {"name":"a","edition":"2020","value":{"x":1},"uper_hex":"${frame}"}          | a: decoded value differs: field=x, expected=1, found=nothing
            {"name":"a","edition":"2020","value":{"msgFrameExt":{"messageId":0,"value":{"TestMsg":{"userData":"C9B420EF","msgCnt":110}}}},"uper_hex":"${frame}"} | a: decoded value differs: field=msgFrameExt.value.TestMsg.msgCnt, expected=110, found=109
            {"name":"a","edition":"2020","value":{"msgFrameExt":{"messageId":0,"value":{"TestMsg":{"msgCnt":109}}}},"uper_hex":"${frame}"} | a: decoded value differs: field=msgFrameExt.value.TestMsg.userData, expected=nothing, found="C9B420EF"
            {"name":"a","edition":"2021","value":{},"uper_hex":"00"}                     | no such edition: edition=2021, known=2020 2019
            {"name":"a","edition":"2020","value":{},"uper_hex":"0"}                      | half an octet: digits=1
            {"name":"a","edition":"2020","uper_hex":"00"}                                | no vector: field=value is absent
            {"name":"a","edition":"2020","value":"abc","uper_hex":"${frame}"}            | no vector: field=value is no object
            {"name":"a","edition":"2020","value":"","uper_hex":"${frame}"}               | no vector: field=value is no object
            {"name":"a","edition":"2020","value":"${text}","uper_hex":"${frame}"}        | no vector: field=value is no object
            {"name":"a","edition":"2020","value":null,"uper_hex":"${frame}"}             | no vector: field=value is no object
            {"name":"a","edition":"2020","value":[],"uper_hex":"${frame}"}               | no vector: field=value is no object
            {"name":"a","edition":"2020","type":"SPAT","value":{},"uper_hex":"00"}       | vector of another type: type=SPAT, expected=MessageFrame
            {"name":"a","protocol":"GB/T 32960.3-2016","value":{},"hex":"2323"}          | vector of another protocol: protocol=GB/T 32960.3-2016
            []                                                                           | no vector: found=an array, expected an object
            {"name"                                                                      | no vector: the text ends early, character=8
            # nothing                                                                    | no vectors in the file
            """)
    void aVectorThatDoesNotHoldIsNamedWithWhatDiffers(String line, String reason) throws IOException {
        Console verified = verify(
                line.replace("${frame}", frameOf(TEST_MESSAGE)).replace("${text}", TEST_MESSAGE.replace("\"", "\\\"")));

        assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out().lines().toList()).hasSize(2).last().isEqualTo("0 passed, 1 failed");
        assertThat(verified.out()).contains("vectors.jsonl", reason);
    }

    @Test
    void theRestOfAFileOfAnotherProtocolIsNotRead() throws IOException {
        String line = "{\"name\":\"a\",\"protocol\":\"P\",\"hex\":\"00\"}";

        assertThat(verify(line + "\n" + line).out().lines().toList())
                .hasSize(2)
                .last()
                .isEqualTo("0 passed, 1 failed");
    }

    @Test
    void aScriptGetsOneObject() throws IOException {
        Console verified =
                verify("{\"name\":\"a\",\"edition\":\"2020\",\"error\":true,\"uper_hex\":\"80\"}\n[]", "--json");

        assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(verified.out().lines())
                .singleElement()
                .asString()
                .matches(
                        "\\{\"passed\":1,\"failed\":1,\"failures\":\\[\\{\"place\":\".*:2\",\"name\":\"\",\"reason\":\".*\"}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spatFrame\":{\"msgCnt\":1,\"msgCnt\":2}}",
                "{\"spatFrame\":{\"msgCnt\":1e400}}",
                "{\"spatFrame\":{\"msgCnt\":NaN}}",
                "DEEP"
            })
    void jsonMadeToHurtIsNamedAndTheNextIsEncoded(String json) throws IOException {
        String deep = "{\"spatFrame\":{\"intersections\":" + "[".repeat(10_000);
        Console encoded = withInput(json.replace("DEEP", deep) + "\n" + TEST_MESSAGE, "codec", "encode");

        assertThat(encoded.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(encoded.err()).startsWith("v2x: stdin:1: no message in json: ");
        assertThat(encoded.out().strip()).isEqualTo(frameOf(TEST_MESSAGE));

        Path vectors = Files.writeString(folder.resolve("vectors.jsonl"), json.replace("DEEP", deep));
        assertThat(Console.run("codec", "verify", vectors.toString()).exitCode())
                .isEqualTo(ExitCode.FAILURE);
    }
}
