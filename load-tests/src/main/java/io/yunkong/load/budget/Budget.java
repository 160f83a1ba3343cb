package io.yunkong.load.budget;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit of one message class.
 *
 * @param of the class
 * @param rank which of its times are within the limit
 * @param limitMs milliseconds, [0, 999999]; the resolution of the measurement is 1 ms
 */
public record Budget(MessageClass of, Rank rank, int limitMs) {
    private static final Pattern FORM =
            Pattern.compile("(?:([a-z-]+)\\.)?(?:p(\\d{1,2}(?:\\.\\d{1,3})?)|(max))=(\\d{1,6})ms");

    /**
     * Reads {@code p99=20ms}, which is of warnings, or {@code heartbeat.p99=20ms}, {@code away.max=3000ms}.
     *
     * @throws IllegalArgumentException when it is no budget
     */
    public static Budget parse(String text) {
        Matcher wanted = FORM.matcher(text);
        if (!wanted.matches()) {
            throw new IllegalArgumentException("not a budget: value=" + text
                    + ", expected such as p99=20ms, heartbeat.p99.9=50ms or away.max=3000ms; not started");
        }
        return new Budget(
                wanted.group(1) == null ? MessageClass.WARNING : MessageClass.of(wanted.group(1)),
                wanted.group(3) == null ? new Rank(Double.parseDouble(wanted.group(2))) : Rank.MAX,
                Integer.parseInt(wanted.group(4)));
    }

    /** Whether it limits the same times. */
    boolean replaces(Budget other) {
        return of == other.of && rank.equals(other.rank);
    }

    Budget times(int factor) {
        return new Budget(of, rank, limitMs * factor);
    }

    /** Without the class. */
    public String limit() {
        return rank + "=" + limitMs + "ms";
    }

    @Override
    public String toString() {
        return of.key() + "." + limit();
    }
}
