package io.yunkong.sim.client;

/** Who is told what the stations of a fleet hear. Called by the event loops of the fleet, several at a time. */
@FunctionalInterface
public interface FleetEar {
    /** A warning in any phase. */
    void hear(HeardWarning warning);

    /** Advice, or its end. Simulated drivers follow none. */
    default void hear(HeardAdvice advice) {}

    /** A message frame of the standard, to a station that said that it understands such. */
    default void hear(HeardFrame frame) {}
}
