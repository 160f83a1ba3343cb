package io.yunkong.wire.uper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A reference encoding.
 *
 * @param value one line of JSON; empty for a frame that must be refused
 */
public record VectorFile(String name, Edition edition, boolean decodeOnly, boolean error, String value, String hex) {
    static final List<String> FILES =
            List.of("day1-2020", "day2-2020", "extension-2020", "malformed-2020", "edition-2019");

    public static Stream<VectorFile> all() {
        return FILES.stream().flatMap(file -> read(file).stream());
    }

    static List<VectorFile> read(String file) {
        String resource = "/vectors/" + file + ".jsonl";
        try (InputStream in = Objects.requireNonNull(VectorFile.class.getResourceAsStream(resource), resource)) {
            List<VectorFile> vectors = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                vectors.add(parse(line));
            }
            return vectors;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VectorFile parse(String line) throws IOException {
        String name = "";
        Edition edition = Edition.E2020;
        boolean decodeOnly = false;
        boolean error = false;
        String value = "";
        String hex = "";
        try (JsonParser in = new JsonFactory().createParser(line)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "name" -> name = in.getText();
                    case "edition" -> edition = in.getText().equals("2019") ? Edition.E2019 : Edition.E2020;
                    case "decode_only" -> decodeOnly = in.getBooleanValue();
                    case "error" -> error = in.getBooleanValue();
                    case "uper_hex" -> hex = in.getText();
                    case "value" -> value = copy(in);
                    default -> in.skipChildren();
                }
            }
        }
        return new VectorFile(name, edition, decodeOnly, error, value, hex);
    }

    private static String copy(JsonParser in) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.copyCurrentStructure(in);
        }
        return text.toString();
    }

    public byte[] octets() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return name;
    }
}
