package io.yunkong.sim.client;

import io.yunkong.sim.sensor.Message;
import java.util.Map;

/**
 * What a fleet's links did so far.
 *
 * @param sent frames written to sockets, by message type
 * @param warnings received, by "application/phase", e.g. "FCW/RAISED"
 * @param acknowledged acknowledgements written
 * @param refusals sessions the edge refused, by code
 * @param unsent frames that were not written, by reason; every frame of the timetable ends as sent or here
 * @param connects sessions accepted
 * @param resumed of those, sessions that went on after their connection had broken
 * @param repeated warnings that came a second time
 * @param disconnects sessions that ended before they were closed here
 * @param malformed frames from the edge that could not be read
 * @param warningLatency from the generation of the measurement that triggered a warning to its arrival here
 * @param sendLag from the intended to the real send time
 */
public record FleetStatistics(
        Map<Message.Kind, Long> sent,
        Map<String, Long> warnings,
        long acknowledged,
        Map<String, Long> refusals,
        Map<Unsent, Long> unsent,
        long connects,
        long resumed,
        long repeated,
        long disconnects,
        long malformed,
        Percentiles warningLatency,
        Percentiles sendLag) {
    public FleetStatistics {
        sent = Map.copyOf(sent);
        unsent = Map.copyOf(unsent);
        warnings = Map.copyOf(warnings);
        refusals = Map.copyOf(refusals);
    }

    /** All frames that were not sent. */
    public long unsentFrames() {
        return unsent.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All frames sent. */
    public long sentFrames() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }
}
