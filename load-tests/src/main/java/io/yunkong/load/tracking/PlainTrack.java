package io.yunkong.load.tracking;

/** A road user of the plain tracker: constant velocity on each axis, each with a Kalman filter of its own. One owner. */
final class PlainTrack {
    private static final double ACCELERATION_SIGMA_MPS2 = 2;
    private static final double FIRST_SPEED_SIGMA_MPS = 1;

    private final long number;
    private final Axis east;
    private final Axis north;
    private double atS;
    private int updates;
    private boolean isStation;
    private String userClass;

    /** Place and speed along one axis with their covariance. */
    private static final class Axis {
        private double place;
        private double speed;
        private double placeVariance;
        private double covariance;
        private double speedVariance = FIRST_SPEED_SIGMA_MPS * FIRST_SPEED_SIGMA_MPS;

        Axis(double place, double speed, double sigma) {
            this.place = place;
            this.speed = speed;
            this.placeVariance = sigma * sigma;
        }

        void predict(double dtS) {
            double drive = ACCELERATION_SIGMA_MPS2 * ACCELERATION_SIGMA_MPS2 * dtS * dtS;
            place += dtS * speed;
            placeVariance += 2 * dtS * covariance + dtS * dtS * speedVariance + drive * dtS * dtS / 4;
            covariance += dtS * speedVariance + drive * dtS / 2;
            speedVariance += drive;
        }

        void correctPlace(double measured, double sigma) {
            double all = placeVariance + sigma * sigma;
            double innovation = measured - place;
            place += placeVariance / all * innovation;
            speed += covariance / all * innovation;
            speedVariance -= covariance * covariance / all;
            covariance -= covariance * placeVariance / all;
            placeVariance -= placeVariance * placeVariance / all;
        }

        void correctSpeed(double measured, double sigma) {
            double all = speedVariance + sigma * sigma;
            double innovation = measured - speed;
            place += covariance / all * innovation;
            speed += speedVariance / all * innovation;
            placeVariance -= covariance * covariance / all;
            covariance -= covariance * speedVariance / all;
            speedVariance -= speedVariance * speedVariance / all;
        }
    }

    PlainTrack(long number, Heard.Thing thing, double atS, boolean isStation) {
        this.number = number;
        this.east = new Axis(thing.eastM(), thing.speedEastMps(), thing.placeSigmaM());
        this.north = new Axis(thing.northM(), thing.speedNorthMps(), thing.placeSigmaM());
        this.atS = atS;
        this.isStation = isStation;
        this.userClass = thing.userClass();
        this.updates = 1;
    }

    long number() {
        return number;
    }

    double atS() {
        return atS;
    }

    int updates() {
        return updates;
    }

    boolean isStation() {
        return isStation;
    }

    String userClass() {
        return userClass;
    }

    double eastM(double timeS) {
        return east.place + (timeS - atS) * east.speed;
    }

    double northM(double timeS) {
        return north.place + (timeS - atS) * north.speed;
    }

    double speedEastMps() {
        return east.speed;
    }

    double speedNorthMps() {
        return north.speed;
    }

    /** What comes late is moved on to the time of the track. */
    void correct(Heard.Thing thing, double measuredS, boolean byStation) {
        double late = Math.max(0, atS - measuredS);
        if (measuredS > atS) {
            east.predict(measuredS - atS);
            north.predict(measuredS - atS);
            atS = measuredS;
        }
        east.correctPlace(thing.eastM() + late * east.speed, thing.placeSigmaM());
        north.correctPlace(thing.northM() + late * north.speed, thing.placeSigmaM());
        east.correctSpeed(thing.speedEastMps(), Heard.SPEED_SIGMA_MPS);
        north.correctSpeed(thing.speedNorthMps(), Heard.SPEED_SIGMA_MPS);
        updates++;
        if (byStation || !isStation) {
            userClass = thing.userClass();
        }
        isStation |= byStation;
    }
}
