package io.yunkong.sim.obu;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.WarnedPlace;
import io.yunkong.wire.Warning;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A warning as a driver's display needs it.
 *
 * @param id one from raise to clear
 * @param application such as FCW, ICW, VRUCW
 * @param phase raised, updated or cleared
 * @param severity information, caution, warning or imminent
 * @param timeToCollisionMs when the vehicles would touch, counted from {@code updatedAtUs}; 0 = not told
 * @param counterpart who it is about
 * @param degraded raised without the cloud's wider view
 * @param node that raised it
 * @param updatedAtUs clock of the platform, microseconds since 1970 UTC
 * @param validUntilUs not to be shown after this time, clock of the platform
 */
public record Notice(
        String id,
        String application,
        String phase,
        String severity,
        long timeToCollisionMs,
        Counterpart counterpart,
        boolean degraded,
        String node,
        long updatedAtUs,
        long validUntilUs) {
    /**
     * @param kind such as car, bus, pedestrian; of a place: hazard, sign, speed_limit, stop_line, queue; empty = not known
     * @param stationId 16 hex digits; empty when only sensors see it
     * @param distanceM from the own vehicle
     * @param bearingDeg where it is, degrees clockwise from the own heading, [0, 360)
     * @param speedMps its speed; of a speed limit the limit
     * @param told what else is told of a place
     */
    public record Counterpart(
            String kind, String stationId, double distanceM, double bearingDeg, double speedMps, Told told) {}

    /**
     * What is told of a place.
     *
     * @param light what the head of a stop line shows, such as red, yellow, protected_green; empty = not told
     * @param vehicles in a queue; 0 = not told
     * @param code type of a hazard (GB/T 29100) or sign (GB 5768); 0 = none
     * @param text for people; empty = none
     */
    public record Told(String light, int vehicles, int code, String text) {
        /** Of a road user. */
        public static final Told NOTHING = new Told("", 0, 0, "");
    }

    static Notice of(Warning warning) {
        return new Notice(
                printable(warning.getWarningId()),
                plain(warning.getApplication(), "WARNING_APPLICATION_"),
                plain(warning.getPhase(), "WARNING_PHASE_").toLowerCase(Locale.ROOT),
                plain(warning.getSeverity(), "WARNING_SEVERITY_").toLowerCase(Locale.ROOT),
                Integer.toUnsignedLong(warning.getTimeToCollisionMs()),
                warning.hasPlace()
                        ? place(warning.getHost(), warning.getPlace())
                        : counterpart(warning.getHost(), warning.getCounterpart()),
                warning.getDegraded(),
                printable(warning.getNode()),
                warning.getUpdatedAtUs(),
                warning.getValidUntilUs());
    }

    boolean raised() {
        return phase.equals("raised");
    }

    private static Counterpart counterpart(TrackState host, TrackState other) {
        String kind = plain(other.getRoadUserClass(), "ROAD_USER_CLASS_").toLowerCase(Locale.ROOT);
        return seen(
                host,
                other.getLatitudeE7(),
                other.getLongitudeE7(),
                kind.equals("unspecified") ? "" : kind,
                other.hasStationId() ? HexFormat.of().toHexDigits(other.getStationId()) : "",
                other.getSpeedCmps() / 100.0,
                Told.NOTHING);
    }

    private static Counterpart place(TrackState host, WarnedPlace place) {
        String kind = plain(place.getKind(), "PLACE_KIND_").toLowerCase(Locale.ROOT);
        double limit = place.hasSpeedLimitCmps() ? place.getSpeedLimitCmps() / 100.0 : 0;
        String light = plain(place.getLight(), "SIGNAL_LIGHT_").toLowerCase(Locale.ROOT);
        Told told = new Told(
                light.equals("unspecified") ? "" : light,
                place.getVehicles(),
                place.getCode(),
                printable(place.getText()));
        return seen(host, place.getLatitudeE7(), place.getLongitudeE7(), kind, "", limit, told);
    }

    private static Counterpart seen(
            TrackState host,
            int latitudeE7,
            int longitudeE7,
            String kind,
            String stationId,
            double speedMps,
            Told told) {
        LocalPlane plane = new LocalPlane(
                Math.clamp(host.getLatitudeE7() * 1e-7, -88.9, 88.9),
                Math.clamp(host.getLongitudeE7() * 1e-7, -180, 180));
        double east = plane.eastM(latitudeE7 * 1e-7, longitudeE7 * 1e-7);
        double north = plane.northM(latitudeE7 * 1e-7, longitudeE7 * 1e-7);
        double bearing = Math.toDegrees(Heading.ofVector(east, north)) - host.getHeadingUnits() * 0.0125;
        return new Counterpart(kind, stationId, Math.hypot(east, north), (bearing % 360 + 360) % 360, speedMps, told);
    }

    static String plain(Enum<?> value, String prefix) {
        return value.name().replace(prefix, "");
    }

    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 200 ? clean.substring(0, 200) : clean;
    }
}
