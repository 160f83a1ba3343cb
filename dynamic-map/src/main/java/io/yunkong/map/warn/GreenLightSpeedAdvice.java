package io.yunkong.map.warn;

import io.yunkong.map.signal.Light;
import io.yunkong.map.signal.LightToCome;
import io.yunkong.map.signal.SignalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Green light optimal speed advice (GLOSA, T/CSAE 53): the band of speeds with which a host passes its stop line on green, changing speed
 * gently and leaving those who wait there the time to start; or that there is none. Pure: no clock, no I/O, no state. Thread-safe.
 */
final class GreenLightSpeedAdvice {
    record Parameters(
            @Parameter(
                    standard = 300,
                    above = 0,
                    max = WaysAhead.RANGE_M,
                    unit = "m",
                    about = "nobody farther away is advised")
            double distanceMaxM,

            @Parameter(
                    standard = 20,
                    min = 0,
                    max = 100,
                    unit = "m",
                    atMost = "distanceMaxM",
                    about = "too near to change anything")
            double distanceMinM,

            @Parameter(standard = 2, min = 0, max = 20, unit = "m/s", about = "slower hosts are not advised")
            double hostSpeedMinMps,

            @Parameter(standard = 5.5, above = 0, max = 20, unit = "m/s", about = "nobody is advised to go slower")
            double speedMinMps,

            @Parameter(standard = 1, above = 0, max = 3, unit = "m/s2", about = "how drivers speed up on advice")
            double accelerationMps2,

            @Parameter(standard = 1, above = 0, max = 3, unit = "m/s2", about = "how they slow down on advice")
            double decelerationMps2,

            @Parameter(standard = 1, min = 0, max = 10, unit = "s", about = "the green must be so old on arrival")
            double greenBeforeS,

            @Parameter(standard = 2, min = 0, max = 10, unit = "s", about = "and last so long yet")
            double greenAfterS,

            @Parameter(standard = 2, min = 0, max = 10, unit = "s", about = "the first who waits starts so late")
            double startUpS,

            @Parameter(
                    standard = 2,
                    above = 0,
                    max = 10,
                    unit = "s",
                    about = "and each passes the line so long after the one before")
            double headwayS,

            @Parameter(
                    standard = 0.5,
                    above = 0,
                    max = 5,
                    unit = "m/s",
                    about = "who is off the band by less keeps his speed")
            double toleranceMps,

            @Parameter(standard = 0.5, min = 0, max = 1, about = "of a way over that stop line")
            double probabilityMin) {}

    /** Bisection: 2^-20 of any speed. */
    private static final int HALVINGS = 20;

    /** A light to come may be told a tenth of a second off. */
    private static final long TENTH_US = 100_000;

    /** A green without a gap in it, giving way or not, as told; until = empty: not told. */
    private record Told(long fromUs, OptionalLong untilUs) {
        boolean goesOnTo(long thenUs) {
            return untilUs.isPresent() && Math.abs(thenUs - untilUs.getAsLong()) <= TENTH_US;
        }
    }

    /** When a green is of use to a host, seconds from now. */
    private record Green(double fromS, double untilS) {}

    private final Parameters parameters;

    GreenLightSpeedAdvice(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * What to advise.
     *
     * @param speedMps of the host
     * @return empty when nothing is known that advice could rest on, or it would come too late
     */
    Optional<Advice.Recommendation> evaluate(SignalAhead ahead, double speedMps, long nowUs) {
        if (ahead.probability() < parameters.probabilityMin()
                || ahead.wayM() > parameters.distanceMaxM()
                || ahead.wayM() < parameters.distanceMinM()
                || speedMps < parameters.hostSpeedMinMps()
                || endsNobodyKnowsWhen(ahead.state())) {
            return Optional.empty();
        }
        List<Green> greens = greens(ahead.state(), ahead.waiting(), nowUs);
        for (Green green : greens) {
            Optional<Advice.SpeedBand> band = band(ahead, speedMps, green);
            if (band.isPresent()) {
                return Optional.of(pass(ahead, speedMps, green, band.get(), nowUs));
            }
        }
        return endKnown(ahead.state()) ? Optional.of(stop(ahead, speedMps, greens, nowUs)) : Optional.empty();
    }

    /** Who comes on this green, or not, is not known; then nobody is to be held back for the next one. */
    private static boolean endsNobodyKnowsWhen(SignalState state) {
        return state.light().green() && state.untilUs().isEmpty();
    }

    /** Red and yellow do not let pass whatever comes; of a green one has to know when it ends. */
    private static boolean endKnown(SignalState state) {
        boolean closed = state.light() == Light.RED || state.light() == Light.YELLOW;
        return state.untilUs().isPresent() && (closed || state.light().green());
    }

    /** Greens to come, and the one of now, in order of time; each without its first and last seconds. */
    private List<Green> greens(SignalState state, int waiting, long nowUs) {
        List<Told> told = new ArrayList<>();
        if (state.light().green() && state.untilUs().isPresent()) {
            told.add(new Told(state.sinceUs(), state.untilUs()));
        }
        boolean toldGreen = false;
        for (LightToCome next : state.next()) {
            if (next.light().green()) {
                toldGreen = true;
                boolean goesOn = !told.isEmpty() && told.getLast().goesOnTo(next.fromUs());
                long fromUs = goesOn ? told.removeLast().fromUs() : next.fromUs();
                told.add(new Told(fromUs, next.untilUs()));
            }
        }
        // red ends in green; where only its end is told nobody knows for how long
        if (state.light() == Light.RED && state.untilUs().isPresent() && !toldGreen) {
            told.add(new Told(state.untilUs().getAsLong(), OptionalLong.empty()));
        }
        return told.stream().map(one -> green(one, waiting, nowUs)).toList();
    }

    private Green green(Told told, int waiting, long nowUs) {
        double beginS = seconds(told.fromUs(), nowUs);
        double clearS = waiting == 0 ? 0 : parameters.startUpS() + waiting * parameters.headwayS();
        double beforeS = beginS <= 0 ? 0 : parameters.greenBeforeS();
        double fromS = Math.max(0, beginS + Math.max(beforeS, clearS));
        double untilS = told.untilUs().isPresent()
                ? seconds(told.untilUs().getAsLong(), nowUs) - parameters.greenAfterS()
                : Double.POSITIVE_INFINITY;
        return new Green(fromS, untilS);
    }

    private static double seconds(long atUs, long nowUs) {
        return (atUs - nowUs) / 1e6;
    }

    /** The speeds that bring the host to the line within a green; empty when none does. */
    private Optional<Advice.SpeedBand> band(SignalAhead ahead, double speedMps, Green green) {
        double slowest = slowest(ahead);
        double fastest = ahead.limitMps();
        double earliestS = arrivalS(ahead.wayM(), speedMps, fastest);
        double latestS = arrivalS(ahead.wayM(), speedMps, slowest);
        if (earliestS > green.untilS() || latestS < green.fromS() || green.untilS() < green.fromS()) {
            return Optional.empty();
        }
        double max = earliestS >= green.fromS() ? fastest : speedFor(green.fromS(), ahead, speedMps, slowest, fastest);
        double min = latestS <= green.untilS() ? slowest : speedFor(green.untilS(), ahead, speedMps, slowest, fastest);
        return Optional.of(new Advice.SpeedBand(Math.min(min, max), max));
    }

    private double slowest(SignalAhead ahead) {
        return Math.min(parameters.speedMinMps(), ahead.limitMps());
    }

    /** The speed that leads to an arrival after these seconds, between two of which one arrives later, the other earlier. */
    private double speedFor(double seconds, SignalAhead ahead, double speedMps, double slower, double faster) {
        double low = slower;
        double high = faster;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (arrivalS(ahead.wayM(), speedMps, middle) > seconds) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Seconds to the line for who changes evenly from one speed to the other and keeps that; falls as {@code thenMps} grows. */
    private double arrivalS(double wayM, double nowMps, double thenMps) {
        boolean faster = thenMps > nowMps;
        double change = faster ? parameters.accelerationMps2() : -parameters.decelerationMps2();
        double changeM = (thenMps * thenMps - nowMps * nowMps) / (2 * change);
        if (changeM >= wayM) {
            return (Math.sqrt(Math.max(0, nowMps * nowMps + 2 * change * wayM)) - nowMps) / change;
        }
        return (thenMps - nowMps) / change + (wayM - changeM) / thenMps;
    }

    private Advice.Recommendation pass(
            SignalAhead ahead, double speedMps, Green green, Advice.SpeedBand band, long nowUs) {
        Advice.Manoeuvre manoeuvre = speedMps > band.maxMps() + parameters.toleranceMps()
                ? Advice.Manoeuvre.SLOW_DOWN
                : speedMps < band.minMps() - parameters.toleranceMps()
                        ? Advice.Manoeuvre.SPEED_UP
                        : Advice.Manoeuvre.KEEP_SPEED;
        double advised = Math.clamp(speedMps, band.minMps(), band.maxMps());
        long arrivalUs = nowUs + Math.round(arrivalS(ahead.wayM(), speedMps, advised) * 1e6);
        String reason = String.format(
                Locale.ROOT,
                "stop line ahead: distance_m=%.0f, light=%s, green_from_s=%.1f, green_until_s=%s, waiting=%d",
                ahead.wayM(),
                ahead.state().light(),
                green.fromS(),
                Double.isInfinite(green.untilS()) ? "not told" : String.format(Locale.ROOT, "%.1f", green.untilS()),
                ahead.waiting());
        return new Advice.Recommendation(manoeuvre, Optional.of(band), arrivalUs, reason);
    }

    private Advice.Recommendation stop(SignalAhead ahead, double speedMps, List<Green> greens, long nowUs) {
        double latestS = arrivalS(ahead.wayM(), speedMps, slowest(ahead));
        long goesOnUs = greens.stream()
                .filter(green -> green.fromS() > latestS && green.untilS() >= green.fromS())
                .findFirst()
                .map(green -> nowUs + Math.round(green.fromS() * 1e6))
                .orElse(0L);
        String reason = String.format(
                Locale.ROOT,
                "no speed passes on green: distance_m=%.0f, speed_mps=%.1f, limit_mps=%.1f, light=%s, waiting=%d",
                ahead.wayM(),
                speedMps,
                ahead.limitMps(),
                ahead.state().light(),
                ahead.waiting());
        return new Advice.Recommendation(Advice.Manoeuvre.STOP, Optional.empty(), goesOnUs, reason);
    }
}
