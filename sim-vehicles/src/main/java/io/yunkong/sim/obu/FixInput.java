package io.yunkong.sim.obu;

import io.yunkong.wire.time.UnixTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vehicle's own measurements, line by line, in the thread that runs it: live as they come, or a recording at its own pace, its
 * times moved so that its first fix is now. A line that cannot be used is told of and counted; the others are not touched by it.
 */
final class FixInput implements AutoCloseable {
    private static final long RECORDED_STEP_US = 100_000;

    /** Waits until a time; false = stop. */
    @FunctionalInterface
    interface Pace {
        boolean until(long timeUs);
    }

    private final Lines lines;
    private final FixSource.Format format;
    private final LineReader reader;
    private final boolean recorded;
    private final InstantSource clock;
    private final InputTally tally;
    private final Consumer<ObuEvent> events;
    private long recordedUs;
    private long playedUs;
    private long movedUs = Long.MIN_VALUE;

    FixInput(
            InputStream in,
            FixSource source,
            VehicleProfile usual,
            InstantSource clock,
            InputTally tally,
            Consumer<ObuEvent> events) {
        this.lines = new Lines(in);
        this.format = source.format();
        this.reader = source.reader(usual);
        this.recorded = source.recorded();
        this.clock = clock;
        this.tally = tally;
        this.events = events;
    }

    /** Gives every reading to the ear until the input ends or the pace says stop. */
    void play(Consumer<Reading> ear, Pace pace) throws IOException {
        Reading reading = next();
        while (reading != null) {
            if (recorded && reading instanceof Fix fix) {
                long dueUs = due(fix);
                if (!pace.until(dueUs)) {
                    return;
                }
                ear.accept(fix.at(dueUs));
            } else {
                ear.accept(reading);
            }
            reading = next();
        }
    }

    /** When a recorded fix is to be true: its distance from the first is kept; a new series goes on where the last ended. */
    private long due(Fix fix) {
        if (movedUs == Long.MIN_VALUE) {
            movedUs = nowUs() - fix.timeUs();
        } else if (fix.timeUs() <= playedUs) {
            movedUs += playedUs + RECORDED_STEP_US - fix.timeUs();
        }
        playedUs = fix.timeUs();
        return fix.timeUs() + movedUs;
    }

    /** The next reading as it was measured; null at the end. */
    @Nullable Reading next() throws IOException {
        while (true) {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            long number = tally.line();
            if (!line.isBlank()) {
                Reading reading = read(line, number);
                if (reading != null) {
                    return reading;
                }
            }
        }
    }

    private @Nullable Reading read(String line, long number) {
        try {
            Reading reading = reader.read(line, recorded ? recordedUs + RECORDED_STEP_US : nowUs());
            if (reading instanceof Fix fix) {
                tally.fix();
                recordedUs = fix.timeUs();
            }
            return reading;
        } catch (BadLineException e) {
            if (format.isOther(line)) {
                tally.ofOtherFormat();
            }
            long count = tally.refused(e.defect());
            if (count <= InputTally.SHOWN_MAX) {
                events.accept(new ObuEvent.LineRefused(
                        number, e.defect(), String.valueOf(e.getMessage()), count == InputTally.SHOWN_MAX));
            }
            return null;
        }
    }

    /** Also by another thread than the one that reads, which then gets an {@link IOException}. */
    @Override
    public void close() throws IOException {
        lines.close();
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
