package io.yunkong.map.road;

/**
 * The lanes that run past a place, each by its nearest piece: a buffer that {@link LaneMap#findNear} fills and its owner reuses. Not
 * thread-safe.
 */
public final class NearbyLanes {
    /** Most lanes that are told. */
    public static final int LANES_MAX = 32;

    private int count;
    private final int[] lane = new int[LANES_MAX];
    private final double[] square = new double[LANES_MAX];
    private final double[] leftEast = new double[LANES_MAX];
    private final double[] leftNorth = new double[LANES_MAX];
    private final double[] offset = new double[LANES_MAX];
    private final double[] turn = new double[LANES_MAX];

    void clear() {
        count = 0;
    }

    /** Takes a piece of a lane in, unless one nearer is known; of more lanes than fit, the first found. */
    void add(
            int laneIndex, double squareM2, double directionEast, double directionNorth, double leftM, double turnRad) {
        int place = 0;
        while (place < count && lane[place] != laneIndex) {
            place++;
        }
        if (place == LANES_MAX || (place < count && square[place] <= squareM2)) {
            return;
        }
        count = Math.max(count, place + 1);
        lane[place] = laneIndex;
        square[place] = squareM2;
        leftEast[place] = -directionNorth;
        leftNorth[place] = directionEast;
        offset[place] = leftM;
        turn[place] = turnRad;
    }

    /** Lanes found, numbered 0..count-1 here. */
    public int count() {
        return count;
    }

    /** Index of the lane in its map. */
    public int lane(int i) {
        return lane[i];
    }

    /** East part of the unit vector to the left of the lane's direction. */
    public double leftEast(int i) {
        return leftEast[i];
    }

    /** North part of the unit vector to the left of the lane's direction. */
    public double leftNorth(int i) {
        return leftNorth[i];
    }

    /** How far the place lies to the left of the centre line, metres. */
    public double offsetM(int i) {
        return offset[i];
    }

    /** From the lane's direction to the heading asked for, [-pi, pi), positive clockwise. */
    public double turnRad(int i) {
        return turn[i];
    }
}
