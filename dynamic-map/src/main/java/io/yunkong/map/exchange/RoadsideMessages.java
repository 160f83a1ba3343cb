package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.MinuteOfYear;
import io.yunkong.map.roadside.RoadsideDefect;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.RSITimeDetails;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RTSData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.uper.DataElements;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * From RSI (T/CSAE 53) to notices of events and signs. Links of the map ({@code referenceLinks}) are not used. Times are told in minutes:
 * a message is taken to be as young as its minute allows, and holds until its last minute is over. Immutable, thread-safe.
 */
public final class RoadsideMessages {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final double RADIUS_UNIT_M = 0.1;

    private final LocalPlane plane;

    /** @param plane of the zone */
    public RoadsideMessages(LocalPlane plane) {
        this.plane = plane;
    }

    /** What events and signs of one message have in common. */
    private record Header(long stationId, Position3D reference, long atUs, Consumer<RoadsideDefect> refused) {}

    /**
     * The events and signs that an RSI tells.
     *
     * @param stationId whose it is
     * @param receivedAtUs when the frame was read
     * @param refused gets a reason for each place and path that cannot be used
     */
    public List<RoadsideNotice> notices(
            RoadSideInformation rsi, long stationId, long receivedAtUs, Consumer<RoadsideDefect> refused) {
        Header header = new Header(stationId, rsi.getRefPos(), generatedAtUs(rsi, receivedAtUs), refused);
        List<RoadsideNotice> notices = new ArrayList<>(rsi.getRtesCount() + rsi.getRtssCount());
        rsi.getRtesList().forEach(event -> notices.add(notice(event, header)));
        rsi.getRtssList().forEach(sign -> notices.add(notice(sign, header)));
        return notices;
    }

    private static long generatedAtUs(RoadSideInformation rsi, long receivedAtUs) {
        OptionalLong minute = rsi.hasMoy() ? MinuteOfYear.nearest(rsi.getMoy(), receivedAtUs) : OptionalLong.empty();
        long begin = minute.orElse(receivedAtUs);
        return Math.clamp(receivedAtUs, begin, begin + MinuteOfYear.MINUTE_US);
    }

    private RoadsideNotice notice(RTEData event, Header header) {
        return new RoadsideNotice(
                header.stationId(),
                RoadsideNotice.Kind.EVENT,
                event.getRteId(),
                event.getEventType(),
                priority(event.getPriority().toByteArray()),
                text(event.getDescription()),
                event.hasEventPos() ? point(event.getEventPos(), header) : Optional.empty(),
                event.getEventRadius() * RADIUS_UNIT_M,
                paths(event.getReferencePathsList(), header),
                event.hasTimeDetails() ? from(event.getTimeDetails(), header) : OptionalLong.empty(),
                event.hasTimeDetails() ? until(event.getTimeDetails(), header) : OptionalLong.empty(),
                header.atUs());
    }

    private RoadsideNotice notice(RTSData sign, Header header) {
        return new RoadsideNotice(
                header.stationId(),
                RoadsideNotice.Kind.SIGN,
                sign.getRtsId(),
                sign.getSignType(),
                priority(sign.getPriority().toByteArray()),
                text(sign.getDescription()),
                sign.hasSignPos() ? point(sign.getSignPos(), header) : Optional.empty(),
                0,
                paths(sign.getReferencePathsList(), header),
                sign.hasTimeDetails() ? from(sign.getTimeDetails(), header) : OptionalLong.empty(),
                sign.hasTimeDetails() ? until(sign.getTimeDetails(), header) : OptionalLong.empty(),
                header.atUs());
    }

    private Optional<RoadsideNotice.Point> point(PositionOffsetLLV offset, Header header) {
        int latitude = PositionOffsets.latitude(header.reference(), offset);
        int longitude = PositionOffsets.longitude(header.reference(), offset);
        if (latitude == DataElements.LATITUDE_UNAVAILABLE || longitude == DataElements.LONGITUDE_UNAVAILABLE) {
            header.refused().accept(RoadsideDefect.NO_PLACE);
            return Optional.empty();
        }
        return Optional.of(new RoadsideNotice.Point(
                plane.eastM(latitude / 1e7, longitude / 1e7), plane.northM(latitude / 1e7, longitude / 1e7)));
    }

    /** A path with a point that is not known might lead anywhere: it is left out. */
    private List<RoadsideNotice.Path> paths(List<ReferencePath> told, Header header) {
        List<RoadsideNotice.Path> paths = new ArrayList<>(told.size());
        for (ReferencePath path : told) {
            List<RoadsideNotice.Point> points = new ArrayList<>(path.getActivePathCount());
            for (PositionOffsetLLV offset : path.getActivePathList()) {
                point(offset, header).ifPresent(points::add);
            }
            if (points.size() == path.getActivePathCount()) {
                paths.add(new RoadsideNotice.Path(points, path.getPathRadius() * RADIUS_UNIT_M));
            }
        }
        return paths;
    }

    /** RSIPriority: the level in the top three bits. */
    private static int priority(byte[] octets) {
        return octets.length == 0 ? 0 : (octets[0] & 0xff) >> 5;
    }

    private static OptionalLong from(RSITimeDetails times, Header header) {
        return times.hasStartTime() ? MinuteOfYear.nearest(times.getStartTime(), header.atUs()) : OptionalLong.empty();
    }

    private static OptionalLong until(RSITimeDetails times, Header header) {
        OptionalLong begin =
                times.hasEndTime() ? MinuteOfYear.nearest(times.getEndTime(), header.atUs()) : OptionalLong.empty();
        return begin.isPresent() ? OptionalLong.of(begin.getAsLong() + MinuteOfYear.MINUTE_US) : begin;
    }

    /** What people can read of it: nothing that moves a cursor, ends a line or turns the direction of writing. */
    private static String text(Description description) {
        String told = switch (description.getAlternativeCase()) {
            case TEXTSTRING -> description.getTextString();
            case TEXTGB2312 -> description.getTextGB2312().toString(GB2312);
            case ALTERNATIVE_NOT_SET -> "";
        };
        StringBuilder printable = new StringBuilder(told.length());
        told.codePoints().map(c -> printable(c) ? c : ' ').forEach(printable::appendCodePoint);
        return printable.toString().strip();
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
