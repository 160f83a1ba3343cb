package io.yunkong.map.track;

import io.yunkong.map.observe.RoadUserClass;

/**
 * How freely road users of a kind move: densities of the white noise that drives the filter.
 *
 * <p>Turn rate and acceleration are first-order Gauss-Markov processes (Singer, "Estimating optimal tracking filter performance for manned
 * maneuvering targets", 1970): what is seen of a manoeuvre now says little about two seconds later.
 */
enum MotionModel {
    /** Keeps to its direction; mostly straight. */
    VEHICLE(0.05, 0.001, 0.1, 0.17, 1.5),
    /** Sways, and swerves more quickly. */
    CYCLE(0.05, 0.004, 0.1, 0.3, 1.5),
    /** Turns and stops on the spot. */
    PEDESTRIAN(0.4, 0.008, 0.8, 0.5, 1.5);

    /** m2/s: what the course explains badly. */
    final double positionDensity;
    /** rad2/s. */
    final double headingDensity;
    /** (m/s)2/s. */
    final double speedDensity;
    /** Usual turn rate, rad/s, one sigma. */
    final double turnSigma;
    /** Usual acceleration, m/s2, one sigma. */
    final double accelerationSigma;

    MotionModel(
            double positionDensity,
            double headingDensity,
            double speedDensity,
            double turnSigma,
            double accelerationSigma) {
        this.positionDensity = positionDensity;
        this.headingDensity = headingDensity;
        this.speedDensity = speedDensity;
        this.turnSigma = turnSigma;
        this.accelerationSigma = accelerationSigma;
    }

    static MotionModel of(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE, UNKNOWN -> VEHICLE;
            case BICYCLE -> CYCLE;
            case PEDESTRIAN -> PEDESTRIAN;
        };
    }
}
