package io.yunkong.map.index;

/** A rectangle along the axes of the zone's plane: metres to the east and north of its origin, west &lt;= east, south &lt;= north. Mutable, reused. */
public final class Box {
    private double westM;
    private double southM;
    private double eastM;
    private double northM;

    /** With these sides. */
    public static Box of(double westM, double southM, double eastM, double northM) {
        Box box = new Box();
        box.set(westM, southM, eastM, northM);
        return box;
    }

    /** Has these sides from now on. */
    public void set(double west, double south, double east, double north) {
        westM = west;
        southM = south;
        eastM = east;
        northM = north;
    }

    /** Grows around another one, too. */
    public void include(Box other) {
        set(
                Math.min(westM, other.westM),
                Math.min(southM, other.southM),
                Math.max(eastM, other.eastM),
                Math.max(northM, other.northM));
    }

    public double westM() {
        return westM;
    }

    public double southM() {
        return southM;
    }

    public double eastM() {
        return eastM;
    }

    public double northM() {
        return northM;
    }
}
