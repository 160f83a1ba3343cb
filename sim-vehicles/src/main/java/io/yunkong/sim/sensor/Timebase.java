package io.yunkong.sim.sensor;

/**
 * How simulated time lies on the real clock.
 *
 * @param startUs real time of the simulated start, microseconds since 1970 UTC, a whole millisecond
 * @param speed simulated seconds per real second, above 0
 */
public record Timebase(long startUs, double speed) {
    public Timebase {
        if (startUs % 1000 != 0 || !(speed > 0)) {
            throw new IllegalArgumentException("bad timebase: start_us=" + startUs + ", speed=" + speed + "; refused");
        }
    }

    /** Real time of a simulated one. */
    public long realUs(long simulatedUs) {
        return startUs + (speed == 1 ? simulatedUs : Math.round(simulatedUs / speed));
    }

    /** Simulated seconds at a real time. */
    public double simulatedS(long realUs) {
        return (realUs - startUs) * speed / 1e6;
    }
}
