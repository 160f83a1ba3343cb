package io.yunkong.map;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.road.Polyline;

/** A scripted road user: a way, a speed that changes at most once, and who sees it. */
public final class Actor {
    final Polyline way;
    final double startS;
    final double speed;
    RoadUserClass roadUserClass = RoadUserClass.CAR;
    double length = 4.6;
    double width = 1.9;
    long stationId;
    long nextStationId;
    double idChangesAtS = Double.POSITIVE_INFINITY;
    int objectId = -1;
    int nextObjectId;
    double objectChangesAtS = Double.POSITIVE_INFINITY;
    double brakeAtS = Double.POSITIVE_INFINITY;
    double deceleration;
    double slowestMps;
    double toldSpeed = Double.NaN;
    double toldHeading = Double.NaN;
    double silentFromS = Double.POSITIVE_INFINITY;
    double appearsAtS;
    double hiddenFromS = Double.POSITIVE_INFINITY;
    double hiddenToS;
    Announcement announcement = Announcement.NONE;
    double announcesFromS;
    double announcesToS;
    double jumpsFromS = Double.POSITIVE_INFINITY;
    double jumpsToS;
    double jumpNorth;
    double biasEast;
    double biasNorth;

    private Actor(Polyline way, double startS, double speed) {
        this.way = way;
        this.startS = startS;
        this.speed = speed;
    }

    /** Drives along the way from s = startM on. */
    public static Actor on(Polyline way, double startM, double speedMps) {
        return new Actor(way, startM, speedMps);
    }

    /** Sends BSM under this id. */
    public Actor equipped(long id) {
        stationId = id;
        return this;
    }

    /** Is seen by the roadside unit under this number. */
    public Actor seen(int number) {
        objectId = number;
        return this;
    }

    public Actor brakes(double atS, double byMps2, double toMps) {
        brakeAtS = atS;
        deceleration = byMps2;
        slowestMps = toMps;
        return this;
    }

    /** Its speed field says this for ever. */
    public Actor tells(double speedMps) {
        toldSpeed = speedMps;
        return this;
    }

    /** Its direction field says this for ever. */
    public Actor heads(double headingRad) {
        toldHeading = headingRad;
        return this;
    }

    public Actor silentFrom(double s) {
        silentFromS = s;
        return this;
    }

    /** Is neither heard nor seen in this time. */
    public Actor hidden(double fromS, double toS) {
        hiddenFromS = fromS;
        hiddenToS = toS;
        return this;
    }

    public Actor appearsAt(double s) {
        appearsAtS = s;
        return this;
    }

    public Actor changesId(double atS, long to) {
        idChangesAtS = atS;
        nextStationId = to;
        return this;
    }

    public Actor changesNumber(double atS, int to) {
        objectChangesAtS = atS;
        nextObjectId = to;
        return this;
    }

    /** Says this of itself in this time. */
    public Actor announces(Announcement what, double fromS, double toS) {
        announcement = what;
        announcesFromS = fromS;
        announcesToS = toS;
        return this;
    }

    Announcement announcementAt(double t) {
        return t >= announcesFromS && t < announcesToS ? announcement : Announcement.NONE;
    }

    /** Its satellite positioning is off by this, always. */
    public Actor biased(double east, double north) {
        biasEast = east;
        biasNorth = north;
        return this;
    }

    /** Its satellite positioning tells places that lie so much farther north in this time. */
    public Actor jumps(double fromS, double toS, double northM) {
        jumpsFromS = fromS;
        jumpsToS = toS;
        jumpNorth = northM;
        return this;
    }

    double positioningErrorNorth(double t) {
        return biasNorth + (t >= jumpsFromS && t < jumpsToS ? jumpNorth : 0);
    }

    public Actor as(RoadUserClass kind, double lengthM, double widthM) {
        roadUserClass = kind;
        length = lengthM;
        width = widthM;
        return this;
    }

    double speedAt(double t) {
        return t <= brakeAtS ? speed : Math.max(Math.min(speed, slowestMps), speed - deceleration * (t - brakeAtS));
    }

    double accelerationAt(double t) {
        return t > brakeAtS && speedAt(t) > slowestMps ? -deceleration : 0;
    }

    double placeAt(double t) {
        if (t <= brakeAtS) {
            return startS + speed * t;
        }
        double braking = Math.min(t - brakeAtS, Math.max(0, speed - slowestMps) / deceleration);
        return startS
                + speed * brakeAtS
                + speed * braking
                - deceleration * braking * braking / 2
                + Math.min(speed, slowestMps) * (t - brakeAtS - braking);
    }

    public double eastAt(double t) {
        return way.eastAt(placeAt(t));
    }

    public double northAt(double t) {
        return way.northAt(placeAt(t));
    }
}
