package io.yunkong.sim.obu;

import io.yunkong.map.geo.LocalPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the speed that the vehicle's receiver or program tells with the way between its positions, as the edge does, which refuses what
 * contradicts itself. Over two seconds each, so that noise, a filter's delay or a curve is no contradiction. Pure.
 */
final class SpeedExam {
    private static final double WINDOW_S = 1.9;
    private static final double STEP_MAX_S = 2.5;
    private static final double MOVING_MPS = 3;
    private static final double STANDING_MPS = 1;
    private static final double APART_MAX_MPS = 2;
    private static final double APART_MAX_SHARE = 0.25;
    private static final double RATIO_TOLERANCE = 0.08;

    /** Mean speeds between two positions. */
    private record Window(double toldMps, double drivenMps) {
        boolean moving() {
            return Math.max(toldMps, drivenMps) >= MOVING_MPS;
        }

        double apartMps() {
            return Math.abs(toldMps - drivenMps);
        }
    }

    /**
     * A speed in another unit than its field's.
     *
     * @param ratio of the speed told to the one driven
     */
    private record Mistake(double ratio, String fix) {
        boolean explains(double toldMps, double drivenMps) {
            return Math.abs(toldMps / drivenMps / ratio - 1) <= RATIO_TOLERANCE;
        }
    }

    private SpeedExam() {}

    static Check check(List<Fix> fixes, FixSource.Format format) {
        List<Window> moving = windows(fixes).stream().filter(Window::moving).toList();
        if (moving.isEmpty()) {
            return Check.skip(
                    "speed",
                    "needs two seconds of driving at " + (int) MOVING_MPS
                            + " m/s or more: run it again under way, or on a recording of a drive");
        }
        double told = moving.stream().mapToDouble(Window::toldMps).average().orElseThrow();
        double driven = moving.stream().mapToDouble(Window::drivenMps).average().orElseThrow();
        double apart = InputExam.median(moving, Window::apartMps);
        double limit = Math.max(APART_MAX_MPS, APART_MAX_SHARE * driven);
        String measured =
                String.format(Locale.ROOT, "%.1f m/s told, %.1f m/s driven, %.1f m/s apart", told, driven, apart);
        String limitText = String.format(Locale.ROOT, "%.1f m/s", limit);
        return apart <= limit
                ? Check.ok("speed", measured, limitText)
                : Check.fail("speed", measured, limitText, fix(told, driven, fixes, format));
    }

    /** Each ends at another position. Lines that had waited in a pipe, and a gap, tell no way: it begins anew behind them. */
    private static List<Window> windows(List<Fix> fixes) {
        LocalPlane plane =
                new LocalPlane(fixes.getFirst().latitudeDeg(), fixes.getFirst().longitudeDeg());
        List<Window> windows = new ArrayList<>();
        double[] toldM = new double[fixes.size()];
        int first = 0;
        for (int i = 1; i < fixes.size(); i++) {
            Fix fix = fixes.get(i);
            Fix before = fixes.get(i - 1);
            double stepS = secondsBetween(before, fix);
            toldM[i] = toldM[i - 1] + (speed(before) + speed(fix)) / 2 * stepS;
            if (stepS < InputExam.QUEUED_STEP_US * 1e-6 || stepS > STEP_MAX_S) {
                first = i;
            }
            while (first + 1 < i && secondsBetween(fixes.get(first + 1), fix) >= WINDOW_S) {
                first++;
            }
            double seconds = secondsBetween(fixes.get(first), fix);
            if (seconds >= WINDOW_S) {
                windows.add(
                        new Window((toldM[i] - toldM[first]) / seconds, wayM(plane, fixes.get(first), fix) / seconds));
            }
        }
        return windows;
    }

    private static double secondsBetween(Fix from, Fix to) {
        return (to.timeUs() - from.timeUs()) * 1e-6;
    }

    private static double speed(Fix fix) {
        return fix.movement().speedMps();
    }

    private static double wayM(LocalPlane plane, Fix from, Fix to) {
        return Math.hypot(
                plane.eastM(to.latitudeDeg(), to.longitudeDeg()) - plane.eastM(from.latitudeDeg(), from.longitudeDeg()),
                plane.northM(to.latitudeDeg(), to.longitudeDeg())
                        - plane.northM(from.latitudeDeg(), from.longitudeDeg()));
    }

    private static String fix(double toldMps, double drivenMps, List<Fix> fixes, FixSource.Format format) {
        if (drivenMps < STANDING_MPS) {
            return "the positions stand still while the speed does not: tell the newest position with each line";
        }
        for (Mistake mistake : mistakes(format)) {
            if (mistake.explains(toldMps, drivenMps)) {
                return mistake.fix();
            }
        }
        if (fixes.stream().mapToDouble(SpeedExam::speed).distinct().count() == 1) {
            return "the speed stays at one value: tell the newest one with each line";
        }
        return switch (format) {
            case NMEA -> "check the speed in RMC, which is in knots: the edge takes no BSM like this";
            case JSONL -> "check speed_mps, which is in m/s: the edge takes no BSM like this";
        };
    }

    private static List<Mistake> mistakes(FixSource.Format format) {
        return switch (format) {
            case NMEA ->
                List.of(
                        new Mistake(1.852, "RMC tells km/h, it seems, where NMEA 0183 has knots: set the receiver"),
                        new Mistake(
                                1852.0 / 3600, "RMC tells m/s, it seems, where NMEA 0183 has knots: set the receiver"));
            case JSONL ->
                List.of(
                        new Mistake(3.6, "speed_mps holds km/h, it seems: divide it by 3.6"),
                        new Mistake(3600 / 1852.0, "speed_mps holds knots, it seems: divide it by 1.944"));
        };
    }
}
