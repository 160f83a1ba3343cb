package io.yunkong.map.track;

/** One of the filters of a {@link MotionEstimate}: the state of a road user, given that it is on a lane. Mutable, reused. */
final class LaneHypothesis {
    static final int NO_LANE = -1;
    static final int NOT_COMPARED = -2;

    final MotionFilter filter = new MotionFilter();
    double weight;
    int lane;
    /** Unit vector to the left of the lane where it was compared last; means nothing on no lane. */
    double leftEast;

    double leftNorth;
    /** Where the lane's centre line lies on that axis, metres. */
    double centreM;

    void copyFrom(LaneHypothesis other) {
        filter.copyFrom(other.filter);
        weight = other.weight;
        lane = other.lane;
        leftEast = other.leftEast;
        leftNorth = other.leftNorth;
        centreM = other.centreM;
    }
}
