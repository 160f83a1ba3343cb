package io.yunkong.load.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The two files of a set that tell the truth: {@code PREFIX_truth.csv.gz} (t, id, lat, lon, heading, speed, accel; sorted by t) and
 * {@code PREFIX_objects.csv.gz} (id, class, length, width). Columns go by their names, others are not read. Immutable.
 */
public final class TruthSet {
    private static final List<String> STATE = List.of("t", "id", "lat", "lon", "heading", "speed", "accel");
    private static final List<String> USER = List.of("id", "class", "length", "width");

    private final String prefix;
    private final Map<Integer, RoadUser> users;

    private TruthSet(String prefix, Map<Integer, RoadUser> users) {
        this.prefix = prefix;
        this.users = users;
    }

    /** @throws IOException with file, line and reason when the objects cannot be read */
    public static TruthSet open(String prefix) throws IOException {
        Map<Integer, RoadUser> users = new HashMap<>();
        try (Table table = new Table(Path.of(prefix + "_objects.csv.gz"), USER)) {
            while (table.next()) {
                String userClass = table.text(1);
                if (!RoadUser.CLASSES.contains(userClass)) {
                    throw table.refused("class not known: accepted=" + RoadUser.CLASSES);
                }
                int id = (int) table.number(0);
                users.put(id, new RoadUser(id, userClass, table.number(2), table.number(3)));
            }
        }
        return new TruthSet(prefix, users);
    }

    /** Name of the set: the last part of the prefix. */
    public String name() {
        Path file = Path.of(prefix).getFileName();
        return file == null ? prefix : file.toString();
    }

    /** By id of the truth. */
    public Map<Integer, RoadUser> users() {
        return users;
    }

    /** @throws IOException when the file is not readable */
    public Ticks ticks() throws IOException {
        return new Ticks(new Table(Path.of(prefix + "_truth.csv.gz"), STATE), users);
    }

    /** A packed CSV file with a header. One owner. */
    static final class Table implements AutoCloseable {
        private final Path file;
        private final BufferedReader lines;
        private final int[] columns;
        private String[] cells = {};
        private int line = 1;

        Table(Path file, List<String> wanted) throws IOException {
            this.file = file;
            if (!Files.isRegularFile(file)) {
                throw new IOException("no such file: file=" + file + "; nothing written");
            }
            this.lines = new BufferedReader(
                    new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8),
                    1 << 16);
            String header = lines.readLine();
            List<String> names = Arrays.asList((header == null ? "" : header).split(",", -1));
            this.columns = wanted.stream().mapToInt(names::indexOf).toArray();
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] < 0) {
                    lines.close();
                    throw refused("column missing: column=" + wanted.get(i));
                }
            }
        }

        boolean next() throws IOException {
            String text = lines.readLine();
            line++;
            if (text == null) {
                return false;
            }
            cells = text.split(",", -1);
            return true;
        }

        String text(int column) throws IOException {
            if (columns[column] >= cells.length) {
                throw refused("too few columns");
            }
            return cells[columns[column]];
        }

        double number(int column) throws IOException {
            double value;
            try {
                value = Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                throw refused("not a number");
            }
            if (!Double.isFinite(value)) {
                throw refused("not a number");
            }
            return value;
        }

        IOException refused(String reason) {
            return new IOException(reason + ": file=" + file + ", line=" + line + "; nothing written");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
