package io.yunkong.map.roadside;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a roadside unit tells of one event or sign (RTE or RTS of T/CSAE 53). Immutable. Times are microseconds since 1970 UTC.
 *
 * @param stationId who tells it
 * @param kind what it is
 * @param localId number that its sender gave it; a later notice of the same sender, kind and number takes its place
 * @param code of an event its type (GB/T 29100), of a sign its type
 * @param priority level, 0 (lowest, or not told) to 7
 * @param text for people; may be empty
 * @param place where it is; empty = told by paths only
 * @param radiusM how far around the place it reaches, metres
 * @param paths along which it concerns those who drive in their direction; none = whoever comes to the place
 * @param validFromUs empty = already
 * @param validUntilUs empty = as long as it is told
 * @param generatedAtUs when it was told
 */
public record RoadsideNotice(
        long stationId,
        Kind kind,
        int localId,
        int code,
        int priority,
        String text,
        Optional<Point> place,
        double radiusM,
        List<Path> paths,
        OptionalLong validFromUs,
        OptionalLong validUntilUs,
        long generatedAtUs) {
    /** What a notice is about. */
    public enum Kind {
        EVENT,
        SIGN
    }

    /** A place in the zone's plane, metres. */
    public record Point(double eastM, double northM) {}

    /**
     * A line in driving direction and how far to both sides of it lanes are meant.
     *
     * @param radiusM metres
     */
    public record Path(List<Point> points, double radiusM) {
        public Path {
            points = List.copyOf(points);
        }
    }

    public RoadsideNotice {
        paths = List.copyOf(paths);
    }

    /** The same for the same event or sign as long as it is told, e.g. "event 525355303031 7". */
    public String id() {
        String what = switch (kind) {
            case EVENT -> "event ";
            case SIGN -> "sign ";
        };
        return what + Long.toHexString(stationId) + " " + localId;
    }

    /** Whether both say the same, at whatever time. */
    boolean repeats(RoadsideNotice before) {
        return toldAt(before.generatedAtUs).equals(before);
    }

    private RoadsideNotice toldAt(long atUs) {
        return new RoadsideNotice(
                stationId, kind, localId, code, priority, text, place, radiusM, paths, validFromUs, validUntilUs, atUs);
    }
}
