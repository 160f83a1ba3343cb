package io.yunkong.load.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The public scorer, a Python program that is not ours: runs it on the same files, so that the two can be held against each other. */
final class PublicScorer {
    private PublicScorer() {}

    /** @throws IOException when it cannot be run, fails, or prints something else than its figures */
    static Score run(Path script, String truth, Path key, Path tracks) throws IOException {
        Process process = new ProcessBuilder(
                        "python3",
                        script.toString(),
                        "--truth",
                        truth,
                        "--key",
                        key.toString(),
                        "--tracks",
                        tracks.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(process.getInputStream())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isNumeric()) {
                    values.put(name, parser.getDoubleValue());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the public scorer printed no figures: script=" + script + "; nothing compared", e);
        } finally {
            process.destroy();
        }
        if (values.isEmpty()) {
            throw new IOException("the public scorer failed: script=" + script + "; nothing compared");
        }
        return new Score(values);
    }
}
