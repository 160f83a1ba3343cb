package io.yunkong.sim.obu;

import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds for a reader of lines whatever they say: each is read, and can be sent, or is refused; else an {@link AssertionError} is thrown. */
final class LineProperties {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final long LINE_US = 100_000;
    /** As long as a position may be carried on. */
    private static final long AHEAD_US = 1_400_000;
    /** Nothing of the line but numbers is said again: terminals obey control characters. */
    private static final Pattern SENTENCE = Pattern.compile("[ -~]{1,300}");

    private final LineReader reader;
    private final OwnMotion motion = new OwnMotion();
    private final BsmMaker maker = new BsmMaker(1, VehicleProfile.BUS);

    private LineProperties(LineReader reader) {
        this.reader = reader;
    }

    /** @param finish what is done to a line before it is read */
    static void check(LineReader reader, byte[] input, UnaryOperator<String> finish) {
        LineProperties properties = new LineProperties(reader);
        Lines lines = new Lines(new ByteArrayInputStream(input));
        long nowUs = NOW_US;
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                properties.line(finish.apply(line), nowUs);
                nowUs += LINE_US;
            }
        } catch (IOException e) {
            throw new AssertionError("octets in memory cannot be read", e);
        }
    }

    private void line(String line, long nowUs) {
        Reading reading = read(line, nowUs);
        if (reading == null) {
            return;
        }
        motion.accept(reading);
        if (reading instanceof Fix fix) {
            send(fix.timeUs());
            send(fix.timeUs() + AHEAD_US);
        }
    }

    private @Nullable Reading read(String line, long nowUs) {
        try {
            return reader.read(line, nowUs);
        } catch (BadLineException refusal) {
            if (!SENTENCE.matcher(String.valueOf(refusal.getMessage())).matches()) {
                throw new AssertionError("refusal without a sentence", refusal);
            }
            return null;
        }
    }

    private void send(long timeUs) {
        if (motion.at(timeUs) instanceof OwnState.Known known) {
            try {
                MessageCodec.of(Edition.E2020).decode(maker.next(known.fix()));
            } catch (UperException e) {
                throw new AssertionError("sends what nobody can read", e);
            }
        }
    }
}
