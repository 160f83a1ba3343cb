package io.yunkong.sim.obu;

import org.jspecify.annotations.Nullable;

/**
 * NMEA 0183 of any talker (GP, GN, BD, GB, GL, GA …). RMC makes a fix: it is the one sentence with date, position, speed and course. What
 * GGA (quality, HDOP, height), GSA (HDOP), GST (error ellipse), VTG (course, speed) and DTM (datum) said at most 2 s before is added. When
 * several talkers send RMC, the combined one (GN) is followed, else the first. One owner.
 */
final class NmeaReader implements LineReader {
    private static final double KNOT_MPS = 1852.0 / 3600;
    private static final long KEPT_US = 2_000_000;
    private static final double SPEED_LIMIT_MPS = 163.8;

    /** What one HDOP unit means: one-sigma range error of a position by code, by differential code, by float and by fixed carrier phase. */
    private static final double CODE_M = 1.5;

    private static final double DIFFERENTIAL_M = 0.6;
    private static final double FLOAT_M = 0.3;
    private static final double FIXED_M = 0.02;

    private String followed = "";
    private long followedAtUs;
    private long lastTimeUs;
    private boolean wgs84 = true;
    private @Nullable NmeaSentence position;
    private long positionAtUs;
    private @Nullable NmeaSentence course;
    private long courseAtUs;
    private Fix.Accuracy ellipse = Fix.Accuracy.UNKNOWN;
    private long ellipseAtUs;
    private double hdop = Double.NaN;
    private long hdopAtUs;

    @Override
    public Reading read(String line, long nowUs) throws BadLineException {
        NmeaSentence sentence = NmeaSentence.parse(line);
        switch (sentence.type()) {
            case "RMC" -> {
                return fix(sentence, nowUs);
            }
            case "GGA" -> {
                double told = sentence.number(8, "hdop");
                position = sentence;
                positionAtUs = nowUs;
                if (Double.isFinite(told)) {
                    hdop = told;
                    hdopAtUs = nowUs;
                }
            }
            case "GSA" -> {
                double told = sentence.number(16, "hdop");
                if (Double.isFinite(told)) {
                    hdop = told;
                    hdopAtUs = nowUs;
                }
            }
            case "GST" -> {
                ellipse = ellipse(sentence);
                ellipseAtUs = nowUs;
            }
            case "VTG" -> {
                course = sentence;
                courseAtUs = nowUs;
            }
            case "DTM" -> wgs84 = sentence.text(1).equals("W84");
            default -> {
                // satellites, texts, other instruments: nothing a BSM tells
            }
        }
        return Reading.Nothing.NOTHING;
    }

    private Reading fix(NmeaSentence rmc, long nowUs) throws BadLineException {
        if (!follows(rmc.talker(), nowUs)) {
            return Reading.Nothing.NOTHING;
        }
        String mode = rmc.text(12);
        if (!rmc.text(2).equals("A") || mode.equals("N") || mode.equals("M")) {
            return new Reading.NoFix("RMC status " + letter(rmc.text(2)) + ", mode " + letter(mode));
        }
        if (!wgs84) {
            throw new BadLineException(LineDefect.DATUM, "datum of the receiver is not WGS-84: DTM says another one");
        }
        long ofDayUs = NmeaTime.ofDayUs(rmc);
        if (ofDayUs < 0 || rmc.text(9).isEmpty()) {
            throw new BadLineException(LineDefect.FIELD_MISSING, "field missing: name=time or date, sentence=RMC");
        }
        long timeUs = NmeaTime.midnightUs(rmc, 9) + ofDayUs;
        double latitude = LineReader.requireOffThePoles(rmc.degrees(3, 2, "latitude"));
        double longitude = rmc.degrees(5, 3, "longitude");
        if (latitude == 0 && longitude == 0) {
            throw new BadLineException(LineDefect.POSITION_ZERO, "position zero");
        }
        Fix.Movement movement = movement(rmc, nowUs);
        LineReader.requireLater(timeUs, lastTimeUs);
        Fix fix = new Fix(
                timeUs, latitude, longitude, elevation(nowUs), movement, accuracy(nowUs, mode), Fix.Told.NOTHING);
        lastTimeUs = timeUs;
        return fix;
    }

    private boolean follows(String talker, long nowUs) {
        boolean silent = nowUs - followedAtUs > KEPT_US;
        if (followed.isEmpty() || talker.equals(followed) || talker.equals("GN") || silent) {
            followed = talker;
            followedAtUs = nowUs;
            return true;
        }
        return false;
    }

    private Fix.Movement movement(NmeaSentence rmc, long nowUs) throws BadLineException {
        double knots = rmc.number(7, "speed");
        double heading = rmc.number(8, "course");
        NmeaSentence other = course;
        if (other != null && nowUs - courseAtUs <= KEPT_US) {
            knots = Double.isNaN(knots) ? other.number(5, "speed") : knots;
            heading = Double.isNaN(heading) ? other.number(1, "course") : heading;
        }
        if (Double.isNaN(knots)) {
            throw new BadLineException(LineDefect.FIELD_MISSING, "field missing: name=speed, sentence=RMC");
        }
        double speed = knots * KNOT_MPS;
        if (!(speed >= 0 && speed < SPEED_LIMIT_MPS)) {
            throw new BadLineException(
                    LineDefect.OUT_OF_RANGE, "speed out of range: mps=" + speed + ", limit=" + SPEED_LIMIT_MPS);
        }
        if (heading < 0 || heading > 360) {
            throw new BadLineException(
                    LineDefect.OUT_OF_RANGE, "course out of range: degrees=" + heading + ", limit=360");
        }
        return new Fix.Movement(speed, heading % 360, Double.NaN, Double.NaN);
    }

    /** Over the ellipsoid: height over the geoid plus the geoid's own. */
    private double elevation(long nowUs) throws BadLineException {
        NmeaSentence gga = position;
        return gga == null || nowUs - positionAtUs > KEPT_US
                ? Double.NaN
                : gga.number(9, "height") + gga.number(11, "geoid");
    }

    private Fix.Accuracy accuracy(long nowUs, String mode) {
        if (ellipse.known() && nowUs - ellipseAtUs <= KEPT_US) {
            return ellipse;
        }
        NmeaSentence gga = position;
        String quality = gga != null && nowUs - positionAtUs <= KEPT_US ? gga.text(6) : "";
        if (Double.isNaN(hdop) || nowUs - hdopAtUs > KEPT_US) {
            return Fix.Accuracy.UNKNOWN;
        }
        double unit = switch (quality) {
            case "2" -> DIFFERENTIAL_M;
            case "4" -> FIXED_M;
            case "5" -> FLOAT_M;
            default -> mode.equals("D") ? DIFFERENTIAL_M : CODE_M;
        };
        return quality.equals("6") || mode.equals("E") ? Fix.Accuracy.UNKNOWN : Fix.Accuracy.round(hdop * unit);
    }

    private static Fix.Accuracy ellipse(NmeaSentence gst) throws BadLineException {
        double major = gst.number(3, "major");
        double minor = gst.number(4, "minor");
        double orientation = gst.number(5, "orientation");
        if (Double.isFinite(major) && Double.isFinite(minor) && Double.isFinite(orientation)) {
            return new Fix.Accuracy(major, minor, (orientation % 360 + 360) % 360);
        }
        double north = gst.number(6, "latitude error");
        double east = gst.number(7, "longitude error");
        return new Fix.Accuracy(Math.max(north, east), Math.min(north, east), north >= east ? 0 : 90);
    }

    private static String letter(String text) {
        return text.matches("[A-Z]") ? text : "-";
    }
}
