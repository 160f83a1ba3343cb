package io.yunkong.sim.obu;

import io.yunkong.map.geo.Heading;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.TrackState;
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
     * @param kind such as car, bus, pedestrian; empty = not known
     * @param stationId 16 hex digits; empty when only sensors see it
     * @param distanceM from the own vehicle
     * @param bearingDeg where it is, degrees clockwise from the own heading, [0, 360)
     * @param speedMps its speed
     */
    public record Counterpart(String kind, String stationId, double distanceM, double bearingDeg, double speedMps) {}

    static Notice of(Warning warning) {
        return new Notice(
                printable(warning.getWarningId()),
                plain(warning.getApplication(), "WARNING_APPLICATION_"),
                plain(warning.getPhase(), "WARNING_PHASE_").toLowerCase(Locale.ROOT),
                plain(warning.getSeverity(), "WARNING_SEVERITY_").toLowerCase(Locale.ROOT),
                Integer.toUnsignedLong(warning.getTimeToCollisionMs()),
                counterpart(warning.getHost(), warning.getCounterpart()),
                warning.getDegraded(),
                printable(warning.getNode()),
                warning.getUpdatedAtUs(),
                warning.getValidUntilUs());
    }

    boolean raised() {
        return phase.equals("raised");
    }

    private static Counterpart counterpart(TrackState host, TrackState other) {
        LocalPlane plane = new LocalPlane(
                Math.clamp(host.getLatitudeE7() * 1e-7, -88.9, 88.9),
                Math.clamp(host.getLongitudeE7() * 1e-7, -180, 180));
        double east = plane.eastM(other.getLatitudeE7() * 1e-7, other.getLongitudeE7() * 1e-7);
        double north = plane.northM(other.getLatitudeE7() * 1e-7, other.getLongitudeE7() * 1e-7);
        double bearing = Math.toDegrees(Heading.ofVector(east, north)) - host.getHeadingUnits() * 0.0125;
        String kind = plain(other.getRoadUserClass(), "ROAD_USER_CLASS_").toLowerCase(Locale.ROOT);
        return new Counterpart(
                kind.equals("unspecified") ? "" : kind,
                other.hasStationId() ? HexFormat.of().toHexDigits(other.getStationId()) : "",
                Math.hypot(east, north),
                (bearing % 360 + 360) % 360,
                other.getSpeedCmps() / 100.0);
    }

    static String plain(Enum<?> value, String prefix) {
        return value.name().replace(prefix, "");
    }

    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 200 ? clean.substring(0, 200) : clean;
    }
}
