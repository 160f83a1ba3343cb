package io.yunkong.map.observe;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far what one station's sensors see is believed. Owned by {@link Plausibility}, not thread-safe.
 *
 * <p>The rule: every object has its own windows ({@link MotionWindow}). Once a second those of all objects are counted that ended in the last
 * seconds, a window half as much with each second that has passed. When more than a third of them bear out a doubt, one in this second among
 * them, that is one piece of evidence against the sensors, however many they were; fewer are a matter of the objects, whose reports are refused
 * anyway. A window in which nobody moved says next to nothing for a speed or a heading, so it counts a tenth. A message too old or
 * from the future when it came in is a piece of evidence, however many objects it holds. Scores and what follows are those of vehicles
 * ({@link DoubtScores}).
 */
final class SensorHistory implements Doubtful {
    private static final long ROUND_US = 1_000_000;
    private static final double SHARE = 1 / 3.0;
    private static final double STILL = 0.1;
    private static final double NONE = 0.01;

    /** Windows that bear out a doubt. */
    private static final class Against {
        double windows;
        boolean news;
    }

    final DoubtScores doubts = new DoubtScores();

    /** Empty for nearly everybody. */
    private final Map<Doubt, Against> against = new EnumMap<>(Doubt.class);

    private double windows;
    private boolean telling;
    private long roundSinceUs;
    private long mistimedAtUs;

    void start(long nowUs) {
        doubts.clear();
        against.clear();
        windows = 0;
        telling = false;
        roundSinceUs = nowUs;
        mistimedAtUs = Long.MIN_VALUE;
    }

    /** What a window of one object, which has just ended, bears out. */
    @Override
    public void raise(Doubt doubt, long nowUs) {
        Against found = against.computeIfAbsent(doubt, _ -> new Against());
        found.windows++;
        found.news = true;
        telling = true;
    }

    /** One object's window has ended; what it bears out has been told. */
    void compared(boolean moved) {
        windows += moved || telling ? 1 : STILL;
        telling = false;
    }

    /**
     * A message whose time cannot be.
     *
     * @param receivedAtUs the same for all objects of a message
     * @return whether it is another than the last
     */
    boolean mistimed(long receivedAtUs, long nowUs) {
        if (receivedAtUs == mistimedAtUs) {
            return false;
        }
        mistimedAtUs = receivedAtUs;
        doubts.raise(Doubt.AGE, nowUs);
        return true;
    }

    /** Draws the conclusions once a second; whether that was now. */
    boolean conclude(long nowUs) {
        long elapsedUs = nowUs - roundSinceUs;
        if (elapsedUs < ROUND_US) {
            return false;
        }
        roundSinceUs = nowUs;
        double kept = Math.pow(0.5, elapsedUs / (double) ROUND_US);
        against.forEach((doubt, found) -> {
            if (found.news && found.windows > SHARE * windows) {
                doubts.raise(doubt, nowUs);
            }
            found.news = false;
            found.windows *= kept;
        });
        against.values().removeIf(found -> found.windows < NONE);
        windows *= kept;
        return true;
    }
}
