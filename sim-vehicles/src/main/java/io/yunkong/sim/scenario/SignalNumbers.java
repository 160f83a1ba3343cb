package io.yunkong.sim.scenario;

import java.util.OptionalInt;

/** How the MAP messages of a zone number its signals, so that a SPAT speaks of the same. */
public interface SignalNumbers {
    /** NodeID of the intersection of a controller; empty = the messages tell of none. */
    OptionalInt node(String controller);

    /** PhaseID of one of its links; 0 = none. */
    int phase(String controller, int link);
}
