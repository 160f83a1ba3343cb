package io.yunkong.sim.signal;

/** One phase of the programme, from when to when it is in force. Microseconds since 1970 UTC. */
record Step(int phase, long beginUs, long endUs) {}
