package io.yunkong.map.replay;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.warn.Warning;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tracks and warnings as JSON lines, with a fixed number of decimals, whatever the locale. Not thread-safe. */
final class TickWriter {
    private static final int DEGREE_DECIMALS = 7;
    private static final long[] UNIT = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private static final int ID_BASE = 36;
    private final LocalPlane plane;
    private final Map<RoadUserClass, String> classWords = new EnumMap<>(RoadUserClass.class);
    private final char[] digits = new char[32];
    private final StringBuilder out = new StringBuilder(1 << 16);

    TickWriter(LocalPlane plane) {
        this.plane = plane;
        for (RoadUserClass userClass : RoadUserClass.values()) {
            classWords.put(userClass, word(userClass));
        }
    }

    /** @param tick tenths of a second */
    CharSequence tracks(long tick, List<TrackSnapshot> tracks) {
        out.setLength(0);
        out.append("{\"t\":");
        decimal(tick / 10.0, 1);
        out.append(",\"tracks\":[");
        String comma = "";
        for (TrackSnapshot track : tracks) {
            out.append(comma).append("{\"id\":\"");
            id(track.trackId());
            out.append('"');
            place("", track.eastM(), track.northM());
            out.append(",\"spd\":");
            decimal(track.speedMps(), 2);
            out.append(",\"hdg\":");
            // not 360.00 where it is rounded to that
            decimal((Math.toDegrees(track.headingRad()) + 0.005) % 360 - 0.005, 2);
            if (track.roadUserClass() != RoadUserClass.UNKNOWN) {
                out.append(",\"cls\":\"")
                        .append(classWords.get(track.roadUserClass()))
                        .append('"');
            }
            out.append('}');
            comma = ",";
        }
        return out.append("]}\n");
    }

    /** @param ego how the recording writes the host's id: hexadecimal digits */
    CharSequence warning(long atUs, String ego, Warning warning) {
        out.setLength(0);
        out.append("{\"t\":");
        decimal(atUs / 1e6, 3);
        out.append(",\"ego\":\"")
                .append(ego)
                .append("\",\"type\":\"")
                .append(warning.application().name())
                .append("\",\"severity\":\"")
                .append(word(warning.severity()))
                .append('"');
        place("o", warning.subject().eastM(), warning.subject().northM());
        out.append(",\"ttc\":");
        decimal(warning.timeToCollisionS(), 2);
        return out.append("}\n");
    }

    private void place(String prefix, double eastM, double northM) {
        out.append(",\"").append(prefix).append("lat\":");
        double latitude = plane.latitudeDeg(eastM, northM);
        decimal(latitude, DEGREE_DECIMALS);
        out.append(",\"").append(prefix).append("lon\":");
        decimal(plane.longitudeDegOnParallel(eastM, latitude), DEGREE_DECIMALS);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** To base 36, unsigned; what the library does with big integers. */
    private void id(long id) {
        int from = digits.length;
        long left = id;
        do {
            long rest = Long.remainderUnsigned(left, ID_BASE);
            digits[--from] = Character.forDigit((int) rest, ID_BASE);
            left = Long.divideUnsigned(left, ID_BASE);
        } while (left != 0);
        out.append(digits, from, digits.length - from);
    }

    private void decimal(double value, int decimals) {
        long scaled = Math.round(value * UNIT[decimals]);
        if (scaled < 0) {
            out.append('-');
            scaled = -scaled;
        }
        int from = digits.length;
        for (int i = 0; i < decimals || scaled > 0 || i == decimals; i++) {
            if (i == decimals) {
                digits[--from] = '.';
            }
            digits[--from] = (char) ('0' + scaled % 10);
            scaled /= 10;
        }
        out.append(digits, from, digits.length - from);
    }
}
