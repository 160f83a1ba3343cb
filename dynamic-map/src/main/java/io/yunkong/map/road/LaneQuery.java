package io.yunkong.map.road;

/** The question which lane a road user is on, and the answer of {@link LaneMap#match(LaneQuery)}. Mutable, reused. Not thread-safe: one owner. */
public final class LaneQuery {
    double eastM;
    double northM;
    double headingRad;
    LaneUser user = LaneUser.UNKNOWN;
    int previousLane = -1;
    private double s;
    private double t;

    /**
     * Makes it this question.
     *
     * @param east metres in the zone's plane
     * @param north metres in the zone's plane
     * @param heading its direction, radians clockwise from north; NaN = unknown, then only the place counts
     * @param laneUser how it uses lanes
     * @param previous the lane it was on before, which with its successors is preferred a little; -1 = unknown
     */
    public LaneQuery about(double east, double north, double heading, LaneUser laneUser, int previous) {
        eastM = east;
        northM = north;
        headingRad = heading;
        user = laneUser;
        previousLane = previous;
        return this;
    }

    void answer(double alongM, double besideM) {
        s = alongM;
        t = besideM;
    }

    /** Metres along the lane of the last answer. */
    public double sM() {
        return s;
    }

    /** Metres to the left of the centre line of the lane of the last answer. */
    public double tM() {
        return t;
    }
}
