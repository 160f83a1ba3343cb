package io.yunkong.load.observe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what scorers need of an answer key: stations, roadside units, window. */
public final class AnswerKeyFile {
    private static final Siting ALL = new Siting(64, 150, 200, 0);

    private AnswerKeyFile() {}

    /** @throws IOException with file and reason when it is no answer key */
    public static AnswerKey read(Path file) throws IOException {
        List<Site> sites = SiteFile.read(file, ALL, 0);
        Map<String, Integer> stations = new TreeMap<>();
        double fromS = Double.NaN;
        double toS = Double.NaN;
        try (JsonParser parser = SiteFile.parser(file)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "t0" -> fromS = parser.getDoubleValue();
                    case "t1" -> toS = parser.getDoubleValue();
                    case "bsm" -> {
                        while (parser.nextToken() == JsonToken.FIELD_NAME) {
                            String station = parser.currentName();
                            parser.nextToken();
                            stations.put(station, parser.getIntValue());
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw SiteFile.refused(file, "not JSON");
        }
        if (!(fromS < toS)) {
            throw SiteFile.refused(file, "no window: fields t0 and t1");
        }
        AnswerKey key = new AnswerKey(fromS, sites);
        key.ends(toS);
        stations.forEach(key::sends);
        return key;
    }
}
