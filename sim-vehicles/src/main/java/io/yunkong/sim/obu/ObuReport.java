package io.yunkong.sim.obu;

import io.yunkong.sim.client.Percentiles;
import java.util.Map;

/**
 * What an onboard unit did.
 *
 * @param seconds since it started
 * @param lines read
 * @param fixes of those that told a position
 * @param badLines lines not used, by reason
 * @param sent BSM written to the link
 * @param unsent BSM that were due while there was no session
 * @param silent tenths of a second without a position that could be sent, by reason
 * @param positionUse changes of what the edge does with the vehicle's positions, by level and reason, such as none/outside_zone
 * @param warnings warning messages, by application and phase
 * @param advice messages of advice, by application
 * @param acknowledged raised warnings and advice answered
 * @param expired warnings and advice that came too late to be shown
 * @param missed numbers that are wanting in a session whose connection never broke: the edge could not send them, as this unit read too slowly
 * @param superseded numbers that are wanting in a session that was resumed: while there was no connection, a newer state of the same danger
 *     came, or it was over
 * @param repeated messages that came a second time
 * @param sessions that the edge accepted
 * @param reconnects sessions after the first
 * @param takenOver sessions that another connection of the same device took over
 * @param refusals by code, of those that were not taken over
 * @param uperFrames standard messages that came down
 * @param roundTrip of heartbeats
 * @param clockOffsetMs how far this computer's clock was ahead of the edge's at the last hello; NaN = never connected
 * @param failure why it ended by itself, empty = it did not
 */
public record ObuReport(
        double seconds,
        long lines,
        long fixes,
        Map<LineDefect, Long> badLines,
        long sent,
        long unsent,
        Map<Silence, Long> silent,
        Map<String, Long> positionUse,
        Map<String, Long> warnings,
        Map<String, Long> advice,
        long acknowledged,
        long expired,
        long missed,
        long superseded,
        long repeated,
        long sessions,
        long reconnects,
        long takenOver,
        Map<String, Long> refusals,
        long uperFrames,
        Percentiles roundTrip,
        double clockOffsetMs,
        String failure) {}
