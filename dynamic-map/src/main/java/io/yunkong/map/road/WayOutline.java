package io.yunkong.map.road;

/**
 * What can be said of the only way on from a place without making the way itself: where and how it starts, how far its direction strays, and
 * what it stays within. Places are on the centre line of the lanes, metres. Mutable, reused; filled by {@link PathPredictor#outline}.
 */
public final class WayOutline {
    private final Pose pose = new Pose();
    private double reachM;
    private int points;
    private double atM;
    private double lastEastM;
    private double lastNorthM;
    private double startEastM;
    private double startNorthM;
    private double startDirectionEast;
    private double startDirectionNorth;
    private double directionEast;
    private double directionNorth;
    private double straysSquare;
    private double westM;
    private double southM;
    private double eastM;
    private double northM;
    private int lanes;

    /** @param withinM how much of the way the bounds are to hold */
    void begin(double withinM) {
        reachM = withinM;
        points = 0;
        atM = 0;
        straysSquare = 0;
        lanes = 0;
        westM = Double.POSITIVE_INFINITY;
        southM = Double.POSITIVE_INFINITY;
        eastM = Double.NEGATIVE_INFINITY;
        northM = Double.NEGATIVE_INFINITY;
    }

    /** Goes along a lane between two places on it. */
    void follow(Polyline line, double fromS, double toS) {
        lanes++;
        line.poseAt(fromS, pose);
        add(pose.eastM, pose.northM);
        for (int i = pose.piece + 1; i < line.size() - 1 && line.sM(i) < toS; i++) {
            add(line.eastM(i), line.northM(i));
        }
        line.poseAt(toS, pose);
        add(pose.eastM, pose.northM);
    }

    /** Goes on straight from the end of the last lane if the way is not that long yet. */
    void finish(Polyline last, double wantedM) {
        double step = PathPredictor.straightOnM(points, atM, wantedM);
        if (step > 0) {
            double heading = last.headingAt(last.lengthM());
            add(lastEastM + step * Math.sin(heading), lastNorthM + step * Math.cos(heading));
        }
        if (atM < reachM) {
            hold(lastEastM + (reachM - atM) * directionEast, lastNorthM + (reachM - atM) * directionNorth);
        }
    }

    private void add(double east, double north) {
        if (points == 0) {
            startEastM = east;
            startNorthM = north;
            hold(east, north);
        } else if (!goOn(east, north)) {
            return;
        }
        lastEastM = east;
        lastNorthM = north;
        points++;
    }

    /** @return false when the point is on top of the last one */
    private boolean goOn(double east, double north) {
        double de = east - lastEastM;
        double dn = north - lastNorthM;
        double step = Math.sqrt(de * de + dn * dn);
        if (step < PathPredictor.POINT_SPACING_MIN_M) {
            return false;
        }
        directionEast = de / step;
        directionNorth = dn / step;
        if (points == 1) {
            startDirectionEast = directionEast;
            startDirectionNorth = directionNorth;
        } else {
            double east2 = directionEast - startDirectionEast;
            double north2 = directionNorth - startDirectionNorth;
            straysSquare = Math.max(straysSquare, east2 * east2 + north2 * north2);
        }
        if (atM < reachM) {
            double held = Math.min(step, reachM - atM);
            hold(lastEastM + held * directionEast, lastNorthM + held * directionNorth);
        }
        atM += step;
        return true;
    }

    private void hold(double east, double north) {
        westM = Math.min(westM, east);
        eastM = Math.max(eastM, east);
        southM = Math.min(southM, north);
        northM = Math.max(northM, north);
    }

    public double startEastM() {
        return startEastM;
    }

    public double startNorthM() {
        return startNorthM;
    }

    /** Of the direction at the start, a unit vector. */
    public double directionEast() {
        return startDirectionEast;
    }

    /** Of the direction at the start, a unit vector. */
    public double directionNorth() {
        return startDirectionNorth;
    }

    /** As {@link Polyline#strays()}. */
    public double strays() {
        return Math.sqrt(straysSquare);
    }

    /** Western bound of the part that was asked for, metres to the east of the origin. */
    public double westM() {
        return westM;
    }

    /** Southern bound of it. */
    public double southM() {
        return southM;
    }

    /** Eastern bound of it. */
    public double eastM() {
        return eastM;
    }

    /** Northern bound of it. */
    public double northM() {
        return northM;
    }

    /** Lanes it goes along, 1 or more. */
    public int lanes() {
        return lanes;
    }
}
