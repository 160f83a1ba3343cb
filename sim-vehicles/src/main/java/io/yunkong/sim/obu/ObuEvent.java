package io.yunkong.sim.obu;

/** What an onboard unit has to tell the people beside it: one event per change of state, one per warning message. */
public sealed interface ObuEvent {
    /**
     * The edge has accepted the session.
     *
     * @param resumed the session before goes on: what was missed meanwhile follows
     * @param roundTripMs of the hello
     * @param clockOffsetMs how far this computer's clock is ahead of the edge's
     */
    record Connected(EdgePoint edge, String sessionId, boolean resumed, double roundTripMs, double clockOffsetMs)
            implements ObuEvent {}

    /** There is no session: the first attempt failed, or failed for another reason than the last. Tried again with growing waits. */
    record Disconnected(EdgePoint edge, String reason) implements ObuEvent {}

    /**
     * The edge has refused the session.
     *
     * @param code of the refusal, such as UNKNOWN_ZONE
     * @param reason the edge's own words
     * @param fatal trying again would not help
     */
    record Refused(String code, String reason, boolean fatal) implements ObuEvent {}

    /**
     * Another connection of the same device has taken the session over: a doctor, or a second unit of this name.
     *
     * @param waitMs when it is tried again, milliseconds from now
     */
    record TakenOver(long waitMs) implements ObuEvent {}

    /** A warning was raised, updated or cleared. */
    record Warned(Notice notice) implements ObuEvent {}

    /** Advice was given, renewed or withdrawn. */
    record Advised(Recommendation advice) implements ObuEvent {}

    /** How much the edge's warnings cover: OK, DEGRADED or UNAVAILABLE. */
    record ZoneLevel(String zone, String level, String reason) implements ObuEvent {}

    /**
     * What the edge does with the vehicle's positions has changed.
     *
     * @param level full, discounted, excluded or none
     * @param reason the edge's name for it, such as outside_zone; empty when they are fully used
     * @param sinceUs clock of the edge, microseconds since 1970 UTC
     */
    record PositionUse(String level, String reason, long sinceUs) implements ObuEvent {}

    /** No BSM is sent any more; {@code ageMs} of the newest fix, negative = from the future, 0 when it is not the fix that is wanting. */
    record Silent(Silence why, long ageMs) implements ObuEvent {}

    /** BSM are sent, for the first time or again; never without a session. */
    record Speaking() implements ObuEvent {}

    /** A line of the input cannot be used; {@code last} = further ones of this reason are counted only. */
    record LineRefused(long line, LineDefect defect, String reason, boolean last) implements ObuEvent {}

    /** The input has ended; a failure has a reason. Not one usable position is a failure. */
    record InputEnded(String failure) implements ObuEvent {}
}
