package io.yunkong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Answers of the API in the tests' resources, and how they are to read. */
final class RecordedWarnings {
    private RecordedWarnings() {}

    static WarningAnswer read(String name) throws IOException {
        return new WarningAnswer(ApiObject.parse(json(name)));
    }

    static String json(String name) throws IOException {
        return text(name + ".json");
    }

    static String text(String file) throws IOException {
        try (InputStream in = RecordedWarnings.class.getResourceAsStream("/warnings/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
