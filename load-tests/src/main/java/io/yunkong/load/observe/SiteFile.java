package io.yunkong.load.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads where roadside units stand from a JSON object with a list {@code rsu}, such as an answer key, packed or not. */
final class SiteFile {
    private SiteFile() {}

    private static final class Fields {
        String id = "";
        double latitudeDeg = Double.NaN;
        double longitudeDeg = Double.NaN;
        double rangeM = Double.NaN;
        List<Double> biasM = List.of();
    }

    /**
     * The first units of the list, at most as many as the siting has; what the list does not tell of range and bias is drawn.
     *
     * @throws IOException with file and reason when there is no such list
     */
    static List<Site> read(Path file, Siting siting, long seed) throws IOException {
        List<Site> sites = new ArrayList<>();
        try (JsonParser parser = parser(file)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused(file, "not a JSON object");
            }
            boolean found = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean units = parser.currentName().equals("rsu");
                if (parser.nextToken() == JsonToken.START_ARRAY && units) {
                    found = true;
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        Fields fields = fields(parser);
                        if (sites.size() < siting.units()) {
                            sites.add(site(file, fields, sites.size(), siting, seed));
                        }
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw refused(file, "no list of roadside units: field=rsu");
            }
        } catch (JsonProcessingException e) {
            throw refused(file, "not JSON");
        }
        return sites;
    }

    /** Closes the file with itself. */
    static JsonParser parser(Path file) throws IOException {
        return new JsonFactory().createParser(open(file));
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(file, "no such file");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        raw.mark(2);
        boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return packed ? new GZIPInputStream(raw) : raw;
    }

    private static Fields fields(JsonParser parser) throws IOException {
        Fields fields = new Fields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> fields.id = parser.getText();
                case "lat" -> fields.latitudeDeg = parser.getDoubleValue();
                case "lon" -> fields.longitudeDeg = parser.getDoubleValue();
                case "range" -> fields.rangeM = parser.getDoubleValue();
                case "bias_m" -> fields.biasM = value == JsonToken.START_ARRAY ? numbers(parser) : List.of();
                default -> parser.skipChildren();
            }
        }
        return fields;
    }

    private static List<Double> numbers(JsonParser parser) throws IOException {
        List<Double> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(parser.getDoubleValue());
        }
        return numbers;
    }

    private static Site site(Path file, Fields fields, int index, Siting siting, long seed) throws IOException {
        if (!fields.id.matches("[A-Za-z0-9_-]{1,32}")) {
            throw refused(file, "bad name of a roadside unit: index=" + index);
        }
        if (!(Math.abs(fields.latitudeDeg) < 89) || !(Math.abs(fields.longitudeDeg) <= 180)) {
            throw refused(file, "no place of a roadside unit: id=" + fields.id);
        }
        Site drawn = SitePlanner.drawn(fields.id, index, fields.latitudeDeg, fields.longitudeDeg, siting, seed);
        boolean biased = fields.biasM.size() == 2;
        return new Site(
                drawn.id(),
                drawn.latitudeDeg(),
                drawn.longitudeDeg(),
                Double.isNaN(fields.rangeM) ? drawn.rangeM() : fields.rangeM,
                biased ? fields.biasM.getFirst() : drawn.biasEastM(),
                biased ? fields.biasM.getLast() : drawn.biasNorthM());
    }

    static IOException refused(Path file, String reason) {
        return new IOException(reason + ", file=" + file + "; nothing written");
    }
}
