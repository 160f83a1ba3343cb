package io.yunkong.cli;

import io.yunkong.map.geo.Gcj02;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.Zone;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A vehicle on a lane of longzi-lake that keeps its speed, as the lines that its receiver or its program would write. */
record Drive(Zone zone, double fromM, double speedMps, double seconds, double hz, boolean gcj02) {
    private static final String LANE = "-o4a_3";
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    Drive at(double otherHz) {
        return new Drive(zone, fromM, speedMps, seconds, otherHz, gcj02);
    }

    Drive shifted() {
        return new Drive(zone, fromM, speedMps, seconds, hz, true);
    }

    String jsonLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < seconds * hz; i++) {
            Gcj02.Point place = place(i / hz);
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"time\":\"%s\",\"lat\":%.7f,\"lon\":%.7f,\"speed_mps\":%.2f,\"heading_deg\":%.1f,\"accuracy_m\":0.5}%n",
                    START.plusMillis(Math.round(i * 1000 / hz)),
                    place.latitudeDeg(),
                    place.longitudeDeg(),
                    speedMps,
                    heading(i / hz)));
        }
        return lines.toString();
    }

    String nmea() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < seconds * hz; i++) {
            Gcj02.Point place = place(i / hz);
            Instant time = START.plusMillis(Math.round(i * 1000 / hz));
            String clock = DateTimeFormatter.ofPattern("HHmmss.SS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(time);
            String where = minutes(place.latitudeDeg(), 2) + ",N," + minutes(place.longitudeDeg(), 3) + ",E";
            lines.append(sentence("GNGGA," + clock + "," + where + ",4,20,0.7,80.0,M,-16.0,M,1.0,0001"));
            lines.append(sentence(String.format(
                    Locale.ROOT,
                    "GNRMC,%s,A,%s,%.4f,%.1f,010526,,,R",
                    clock,
                    where,
                    speedMps * 3600 / 1852,
                    heading(i / hz))));
        }
        return lines.toString();
    }

    private Gcj02.Point place(double atS) {
        LocalPlane plane = zone.plane();
        double east = lane().line().eastAt(fromM + speedMps * atS);
        double north = lane().line().northAt(fromM + speedMps * atS);
        double latitude = plane.latitudeDeg(east, north);
        double longitude = plane.longitudeDeg(east, north);
        return gcj02 ? Gcj02.fromWgs84(latitude, longitude) : new Gcj02.Point(latitude, longitude);
    }

    private double heading(double atS) {
        return Math.toDegrees(lane().line().headingAt(fromM + speedMps * atS));
    }

    private Lane lane() {
        return zone.lanes().findLane(LANE).orElseThrow();
    }

    private static String minutes(double degrees, int digits) {
        int whole = (int) degrees;
        return String.format(Locale.ROOT, "%0" + digits + "d%010.7f", whole, (degrees - whole) * 60);
    }

    private static String sentence(String body) {
        int sum = body.chars().reduce(0, (a, b) -> a ^ b);
        return String.format(Locale.ROOT, "$%s*%02X\r\n", body, sum);
    }
}
