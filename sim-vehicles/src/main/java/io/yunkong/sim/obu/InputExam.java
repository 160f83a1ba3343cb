package io.yunkong.sim.obu;

import io.yunkong.map.geo.Gcj02;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Looks at what the vehicle's receiver or program says: is it readable, in which datum, how often, how fast. One owner. */
final class InputExam {
    private static final int FIXES_MAX = 100;
    private static final long LISTEN_MS = 3_000;
    private static final long HOUR_MS = 3_600_000;
    /** Beside a road one may stand, and maps have their errors; the offset of GCJ-02 is ten times as much. */
    private static final double LANE_MAX_M = 30;
    /** Beyond any yard or car park beside the zone's roads. */
    private static final double ZONE_MAX_M = 1000;

    private static final double RATE_WANTED_HZ = 10;
    private static final double RATE_TOLERANCE_HZ = 2;
    private static final double RATE_MIN_HZ = 0.9;
    /** No receiver of a vehicle is that quick. */
    static final long QUEUED_STEP_US = 5_000;

    private final InputTally tally = new InputTally();
    private final List<Fix> fixes = new ArrayList<>();
    private final List<Long> agesUs = new ArrayList<>();
    private String lastDefect = "";
    private String noFix = "";
    private String failure = "";
    private FixSource.Format format = FixSource.Format.NMEA;
    private boolean recorded;
    private boolean heardEnough;
    private boolean ended;

    /** Reads a recording's first fixes, or listens to a live input for three seconds. */
    void listen(FixSource source, InputStream standardInput, VehicleProfile usual, InstantSource clock)
            throws InterruptedException {
        recorded = source.recorded();
        format = source.format();
        try (FixInput input = new FixInput(source.open(standardInput), source, usual, clock, tally, this::note)) {
            Thread reader =
                    Thread.ofPlatform().daemon().name("obu-doctor-input").start(() -> collect(input, clock));
            reader.join(LISTEN_MS);
            hearNoMore();
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    /** What the reading thread finds when its input is closed is not the input's failure. */
    private synchronized void hearNoMore() {
        heardEnough = true;
    }

    private void collect(FixInput input, InstantSource clock) {
        try {
            Reading reading = input.next();
            while (reading != null && take(reading, UnixTime.nowUs(clock))) {
                reading = input.next();
            }
            if (reading == null) {
                end();
            }
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void end() {
        ended = true;
    }

    private synchronized boolean take(Reading reading, long nowUs) {
        if (heardEnough) {
            return false;
        }
        switch (reading) {
            case Fix fix -> {
                fixes.add(fix);
                agesUs.add(nowUs - fix.timeUs());
            }
            case Reading.NoFix none -> noFix = none.why();
            case Reading.Nothing _ -> {
                // no position of its own
            }
        }
        return fixes.size() < FIXES_MAX;
    }

    private synchronized void note(ObuEvent event) {
        if (event instanceof ObuEvent.LineRefused refused) {
            lastDefect = "line " + refused.line() + ": " + refused.reason();
        }
    }

    private synchronized void fail(String why) {
        if (!heardEnough) {
            failure = why;
        }
    }

    synchronized void report(@Nullable Zone zone, Consumer<Check> checks) {
        checks.accept(readable());
        if (fixes.isEmpty()) {
            checks.accept(Check.skip("datum", "needs a position: mend input"));
            checks.accept(Check.skip("rate", "needs positions: mend input"));
            checks.accept(Check.skip("speed", "needs positions: mend input"));
            return;
        }
        checks.accept(
                zone == null
                        ? Check.skip("datum", "needs the zone's lanes: give --zone a folder")
                        : datum(zone, fixes));
        checks.accept(rate(fixes));
        checks.accept(SpeedExam.check(fixes, format));
    }

    private Check readable() {
        String counts = fixes.size() + " fixes of " + tally.lines() + " lines";
        if (!failure.isEmpty()) {
            return Check.fail(
                    "input",
                    failure,
                    "",
                    "check the path and the right to read it: ls -l; serial lines: group dialout");
        }
        if (fixes.isEmpty() && !noFix.isEmpty()) {
            return Check.fail(
                    "input",
                    counts + ", receiver has no position: " + noFix,
                    "",
                    "go outdoors, check the antenna, wait a minute");
        }
        if (fixes.isEmpty()) {
            String mistaken = tally.mistaken(format);
            if (!mistaken.isEmpty()) {
                return Check.fail("input", counts + "; " + lastDefect, "", mistaken);
            }
            if (tally.lines() == 0 && ended) {
                return Check.fail(
                        "input",
                        "ended without a line",
                        "",
                        "is it the right file, and does the program before the pipe write? see docs/connect-your-vehicle.md");
            }
            return tally.lines() == 0
                    ? Check.fail(
                            "input",
                            "no line in " + LISTEN_MS / 1000 + " s",
                            "",
                            "check cable and baud rate: stty -F DEVICE 115200 raw")
                    : Check.fail(
                            "input",
                            counts + "; " + (lastDefect.isEmpty() ? "no RMC" : lastDefect),
                            "",
                            "NMEA: turn RMC and GGA on and check the baud rate; JSON: see"
                                    + " docs/connect-your-vehicle.md");
        }
        long ageMs = Math.round(median(agesUs, Long::doubleValue) / 1000);
        boolean badAge =
                !recorded && (ageMs > OwnMotion.FIX_AGE_MAX_US / 1000 || ageMs < -OwnMotion.FUTURE_MAX_US / 1000);
        if (badAge) {
            return Check.fail(
                    "input",
                    "positions are "
                            + (ageMs > HOUR_MS ? DeviceCertificate.text(Duration.ofMillis(ageMs)) : ageMs + " ms")
                            + " old on this computer's clock",
                    "-200..1500 ms",
                    "set this computer's clock by the receiver or by NTP (chrony); of a recording give the file, not -");
        }
        long bad = tally.defects().values().stream().mapToLong(Long::longValue).sum();
        return bad * 10 > tally.lines()
                ? Check.warn(
                        "input",
                        counts + ", " + bad + " not usable; " + lastDefect,
                        "10 %",
                        "check baud rate and cable, or the fields of your lines")
                : Check.ok("input", counts + (recorded ? "" : ", age " + ageMs + " ms"), "");
    }

    /** Whether the positions lie on the zone's lanes as they are, or only after taking the offset of GCJ-02 away. */
    static Check datum(Zone zone, List<Fix> fixes) {
        double asGiven = median(fixes, fix -> laneDistance(zone, fix.latitudeDeg(), fix.longitudeDeg()));
        double transformed = median(fixes, fix -> {
            Gcj02.Point point = Gcj02.toWgs84(fix.latitudeDeg(), fix.longitudeDeg());
            return laneDistance(zone, point.latitudeDeg(), point.longitudeDeg());
        });
        String measured = String.format(
                Locale.ROOT, "%s from a lane as given, %s taken as GCJ-02", metres(asGiven), metres(transformed));
        String limit = metres(LANE_MAX_M);
        if (asGiven <= LANE_MAX_M && asGiven <= 3 * transformed + 5) {
            return Check.ok("datum", measured, limit);
        }
        if (transformed <= LANE_MAX_M) {
            return Check.fail(
                    "datum",
                    measured,
                    limit,
                    "the positions are GCJ-02 (phone and map kits give it): take them from the receiver, or have them"
                            + " in WGS-84");
        }
        double nearest = fixes.stream()
                .mapToDouble(fix -> laneDistance(zone, fix.latitudeDeg(), fix.longitudeDeg()))
                .min()
                .orElse(0);
        if (nearest > ZONE_MAX_M) {
            return Check.fail(
                    "datum",
                    "every position is outside the zone " + zone.name() + ", the nearest " + metres(nearest)
                            + " from a lane: the edge uses none of them",
                    metres(ZONE_MAX_M),
                    "give --zone the zone where the vehicle is, and --edge its edge; latitude and longitude changed for"
                            + " one another? BD-09 is shifted too");
        }
        return Check.warn(
                "datum",
                measured,
                limit,
                "drive on a road of the zone " + zone.name() + ", or check --zone; BD-09 is shifted too");
    }

    private static double laneDistance(Zone zone, double latitudeDeg, double longitudeDeg) {
        LocalPlane plane = zone.plane();
        double east = plane.eastM(latitudeDeg, longitudeDeg);
        double north = plane.northM(latitudeDeg, longitudeDeg);
        double least = Double.POSITIVE_INFINITY;
        for (Lane lane : zone.lanes().lanes()) {
            least = Math.min(least, lane.line().project(east, north).distanceM());
        }
        return least;
    }

    /**
     * By the positions' own times, so that a buffering line does not count as a slow receiver. Lines without a time of their own that had waited in
     * a pipe came at once: the steps between those are none of the receiver's.
     */
    static Check rate(List<Fix> fixes) {
        int steps = 0;
        for (int i = 1; i < fixes.size(); i++) {
            steps += fixes.get(i).timeUs() - fixes.get(i - 1).timeUs() >= QUEUED_STEP_US ? 1 : 0;
        }
        if (steps == 0) {
            return Check.skip(
                    "rate", "needs positions that come one after the other: let the input run for a second or more");
        }
        double hz = steps * 1e6 / (fixes.getLast().timeUs() - fixes.getFirst().timeUs());
        String measured = String.format(Locale.ROOT, "%.1f Hz", hz);
        String limit = String.format(Locale.ROOT, "%.0f +- %.0f Hz", RATE_WANTED_HZ, RATE_TOLERANCE_HZ);
        if (hz < RATE_MIN_HZ) {
            return Check.fail(
                    "rate",
                    measured,
                    limit,
                    "the receiver is too slow: BSM would stop between its positions; set it to 10 Hz");
        }
        return hz < RATE_WANTED_HZ - RATE_TOLERANCE_HZ
                ? Check.warn(
                        "rate",
                        measured,
                        limit,
                        "BSM are sent at 10 Hz, carried on between positions; set the receiver to 10 Hz")
                : hz > RATE_WANTED_HZ + RATE_TOLERANCE_HZ
                        ? Check.warn("rate", measured, limit, "harmless: BSM are sent at 10 Hz; 10 Hz is enough")
                        : Check.ok("rate", measured, limit);
    }

    private static String metres(double metres) {
        return metres < 1000
                ? String.format(Locale.ROOT, "%.0f m", metres)
                : String.format(Locale.ROOT, "%.1f km", metres / 1000);
    }

    static <T> double median(List<T> values, ToDoubleFunction<T> by) {
        double[] sorted = values.stream().mapToDouble(by).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
