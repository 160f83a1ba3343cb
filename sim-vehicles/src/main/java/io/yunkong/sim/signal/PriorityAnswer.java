package io.yunkong.sim.signal;

/** How a request for priority stands. */
public sealed interface PriorityAnswer {
    /**
     * It is being served.
     *
     * @param fromUs its link is expected to be green from then on, in the past if it is; microseconds since 1970 UTC
     * @param untilUs to then
     */
    record Granted(Means means, long fromUs, long untilUs) implements PriorityAnswer {}

    /**
     * Another one is being served.
     *
     * @param before so many come before it
     */
    record Waiting(int before) implements PriorityAnswer {}

    /** It is not taken, or not any more. */
    record Refused(Refusal reason) implements PriorityAnswer {}

    /** What the controller does for it. */
    enum Means {
        /** Nothing: there is green anyway. */
        AS_IT_IS,
        /** Green is held. */
        HELD,
        /** Other greens are made shorter. */
        EARLY
    }

    /** Why a request is not taken. */
    enum Refusal {
        UNKNOWN_LINK,
        /** The programme has no green for this link. */
        NEVER_GREEN,
        /** Its life time is over. */
        EXPIRED,
        /** The vehicle is expected too late. */
        ARRIVAL_TOO_FAR,
        /** The station has been served a moment ago. */
        TOO_SOON,
        /** The station has another request here. */
        ONE_AT_A_TIME,
        TOO_MANY_WAITING,
        /** No green can be had when the vehicle arrives, nor soon after it. */
        NOT_POSSIBLE
    }
}
