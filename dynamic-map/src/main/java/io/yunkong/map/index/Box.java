package io.yunkong.map.index;

/** A rectangle along the axes of the zone's plane: metres to the east and north of its origin, west &lt;= east, south &lt;= north. Immutable. */
public record Box(double westM, double southM, double eastM, double northM) {
    public static final Box EVERYWHERE = new Box(
            Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Around both. */
    public Box and(Box other) {
        return new Box(
                Math.min(westM, other.westM),
                Math.min(southM, other.southM),
                Math.max(eastM, other.eastM),
                Math.max(northM, other.northM));
    }
}
