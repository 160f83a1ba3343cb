package io.yunkong.sim.obu;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the vehicle's own measurements come from.
 *
 * @param format of the lines
 * @param place {@code -} for the given standard input, else a file, which is played at the pace of its own time stamps, or a device, which
 *     is read live
 */
public record FixSource(Format format, String place) {
    /** Forms of lines. */
    public enum Format {
        NMEA,
        JSONL;

        /** Whether a line looks like one of the other format. */
        boolean isOther(String line) {
            return switch (this) {
                case NMEA -> line.stripLeading().startsWith("{");
                case JSONL -> line.startsWith("$") || line.startsWith("!");
            };
        }

        /** What to say when it is. */
        String mistaken() {
            return switch (this) {
                case NMEA -> "these lines look like JSON: use --jsonl";
                case JSONL -> "these lines look like NMEA: use --nmea";
            };
        }
    }

    LineReader reader(VehicleProfile usual) {
        return switch (format) {
            case NMEA -> new NmeaReader();
            case JSONL -> new JsonLinesReader(usual);
        };
    }

    /** Whether it is a recording: its times lie in the past and are moved to now. */
    boolean recorded() {
        return !place.equals("-") && Files.isRegularFile(Path.of(place));
    }

    /** @throws IOException if there is nothing to be read */
    public void check() throws IOException {
        if (place.equals("-")) {
            return;
        }
        Path file = Path.of(place);
        String reason = !Files.exists(file)
                ? "no such file"
                : Files.isDirectory(file) ? "is a folder" : Files.isReadable(file) ? "" : "no right to read it";
        if (!reason.isEmpty()) {
            throw new IOException("cannot be read: input=" + place + ", reason=" + reason);
        }
    }

    /** To be closed; standard input stays open all the same, it is not ours. */
    InputStream open(InputStream standardInput) throws IOException {
        check();
        return place.equals("-") ? new NotOurs(standardInput) : Files.newInputStream(Path.of(place));
    }

    private static final class NotOurs extends FilterInputStream {
        private NotOurs(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // who gave it closes it
        }
    }
}
