package io.yunkong.map.track;

import io.yunkong.map.geo.Heading;
import java.util.Arrays;

/**
 * Extended Kalman filter of one road user with constant turn rate and acceleration (CTRA; Schubert, Richter, Wanielik, "Comparison and
 * evaluation of advanced motion models for vehicle tracking", FUSION 2008), and with the slowly varying bias of its own satellite
 * positioning as two more states (first-order Gauss-Markov). All measurements are single states, so updates are scalar and no matrix is
 * inverted. Angles in radians clockwise from north. Allocates nothing after construction. Not thread-safe.
 */
final class MotionFilter {
    private static final int E = 0;
    private static final int N = 1;
    private static final int HEADING = 2;
    private static final int SPEED = 3;
    private static final int TURN = 4;
    private static final int ACCELERATION = 5;
    private static final int BIAS_E = 6;
    private static final int BIAS_N = 7;
    private static final int SIZE = 8;

    private static final double BIAS_TIME_S = 30;
    /** Manoeuvres die out: an acceleration or turn seen now says little about two seconds later. */
    private static final double TURN_TIME_S = 1.0;

    private static final double ACCELERATION_TIME_S = 1.5;
    private static final double SPEED_MAX_MPS = 163.8;

    private static final double SURPRISE_SHARE = 0.1;
    /** The average of some twenty pairs of squares of normal numbers exceeds this about once in 10^9 cases. */
    private static final double SURPRISE_MAX = 3;

    private static final double LOOSE_M = 1.5;

    private static final double STRAY_TIME_S = 3;
    /** Below this a speed sensor may read 0; what strays from a faster course is the positioning, as by a reflected signal. */
    private static final double CREEPING_MPS = 4;
    /** A direction that lies farther off than this square of its spread tells that the course was not known. */
    private static final double TURNED_MIN = 4;

    private final double[] x = new double[SIZE];
    private final Covariance p = new Covariance(SIZE);
    private final double[] gain = new double[SIZE];
    private long atUs;
    private double biasSigma;
    private MotionModel model = MotionModel.VEHICLE;
    /** Normalised square of the innovation of the last scalar update; 1 on average. */
    private double squareInnovation;
    /** The same of the last place. */
    private double lastMisfit;
    /** The same of places, averaged over about ten. */
    private double surprise;
    /** See {@link #strayEast()}. */
    private double strayE;

    private double strayN;

    /** Measurement noise of one report, one sigma. Mutable, reused. */
    static final class Noise {
        private double positionM;
        private double biasM;
        private double headingRad;
        private double speedMps;
        private double accelerationMps2;

        /**
         * Makes it this noise.
         *
         * @param position of the place, without the bias, metres
         * @param bias spread of the bias that the place may have, metres; 0 = it has none
         * @param heading radians
         * @param speed m/s
         * @param acceleration m/s2
         */
        Noise set(double position, double bias, double heading, double speed, double acceleration) {
            positionM = position;
            biasM = bias;
            headingRad = heading;
            speedMps = speed;
            accelerationMps2 = acceleration;
            return this;
        }

        double positionM() {
            return positionM;
        }

        double biasM() {
            return biasM;
        }

        double headingRad() {
            return headingRad;
        }

        double speedMps() {
            return speedMps;
        }

        double accelerationMps2() {
            return accelerationMps2;
        }
    }

    void start(long timeUs, double east, double north, double heading, double speed, Noise noise) {
        atUs = timeUs;
        biasSigma = noise.biasM();
        surprise = 1;
        forgetStray();
        Arrays.fill(x, 0);
        p.start(biasSigma > 0 ? SIZE : BIAS_E);
        x[E] = east;
        x[N] = north;
        x[HEADING] = Double.isNaN(heading) ? 0 : heading;
        x[SPEED] = Double.isNaN(speed) ? 0 : speed;
        double bias = biasSigma * biasSigma;
        double position = noise.positionM() * noise.positionM() + bias;
        p.set(E, E, position);
        p.set(N, N, position);
        p.set(HEADING, HEADING, Double.isNaN(heading) ? 4 : noise.headingRad() * noise.headingRad());
        p.set(SPEED, SPEED, Double.isNaN(speed) ? 100 : noise.speedMps() * noise.speedMps());
        p.set(TURN, TURN, 0.04);
        p.set(ACCELERATION, ACCELERATION, 4);
        p.set(BIAS_E, BIAS_E, bias);
        p.set(BIAS_N, BIAS_N, bias);
        p.set(E, BIAS_E, -bias);
        p.set(N, BIAS_N, -bias);
    }

    void model(MotionModel of) {
        if (model != of) { // a reference stored anew is one more for the collector to look at
            model = of;
        }
    }

    void copyFrom(MotionFilter other) {
        System.arraycopy(other.x, 0, x, 0, SIZE);
        p.copyFrom(other.p);
        atUs = other.atUs;
        biasSigma = other.biasSigma;
        surprise = other.surprise;
        strayE = other.strayE;
        strayN = other.strayN;
        model(other.model);
    }

    /** Moves the state on to a later time; an earlier one is left alone. */
    void predict(long timeUs) {
        double dt = (timeUs - atUs) / 1e6;
        if (dt <= 0) {
            return;
        }
        atUs = timeUs;
        double middle = x[HEADING] + x[TURN] * dt / 2;
        double sin = Math.sin(middle);
        double cos = Math.cos(middle);
        double way = Math.max(0, x[SPEED] + x[ACCELERATION] * dt / 2) * dt;
        double turnDecay = Math.exp(-dt / TURN_TIME_S);
        double accelerationDecay = Math.exp(-dt / ACCELERATION_TIME_S);
        double biasDecay = Math.exp(-dt / BIAS_TIME_S);

        p.addToState(E, HEADING, way * cos, SPEED, dt * sin);
        p.addToState(N, HEADING, -way * sin, SPEED, dt * cos);
        p.addToState(E, TURN, way * cos * dt / 2, ACCELERATION, dt * dt / 2 * sin);
        p.addToState(N, TURN, -way * sin * dt / 2, ACCELERATION, dt * dt / 2 * cos);
        p.addToState(HEADING, TURN, dt, TURN, 0);
        p.addToState(SPEED, ACCELERATION, dt, ACCELERATION, 0);
        p.scaleState(TURN, turnDecay);
        p.scaleState(ACCELERATION, accelerationDecay);
        if (p.states() == SIZE) {
            p.scaleState(BIAS_E, biasDecay);
            p.scaleState(BIAS_N, biasDecay);
        }

        x[E] += way * sin;
        x[N] += way * cos;
        x[HEADING] = Heading.normalize(x[HEADING] + x[TURN] * dt);
        x[SPEED] = Math.clamp(x[SPEED] + x[ACCELERATION] * dt, 0, SPEED_MAX_MPS);
        x[TURN] *= turnDecay;
        x[ACCELERATION] *= accelerationDecay;
        x[BIAS_E] *= biasDecay;
        x[BIAS_N] *= biasDecay;
        double strayDecay = Math.exp(-dt / STRAY_TIME_S);
        strayE *= strayDecay;
        strayN *= strayDecay;
        addProcessNoise(dt, biasDecay);
    }

    private void addProcessNoise(double dt, double biasDecay) {
        p.widen(E, model.positionDensity * dt);
        p.widen(N, model.positionDensity * dt);
        p.widen(HEADING, model.headingDensity * dt);
        p.widen(SPEED, model.speedDensity * dt);
        p.widen(TURN, 2 * model.turnSigma * model.turnSigma / TURN_TIME_S * dt);
        p.widen(ACCELERATION, 2 * model.accelerationSigma * model.accelerationSigma / ACCELERATION_TIME_S * dt);
        double bias = biasSigma * biasSigma * (1 - biasDecay * biasDecay);
        p.widen(BIAS_E, bias);
        p.widen(BIAS_N, bias);
    }

    /**
     * Squared Mahalanobis distance of a place, measured by somebody else than the road user itself, and speed at a time, up to three degrees of
     * freedom; NaN = not measured. Moves the state on to that time if it is later.
     */
    double distance(long timeUs, double east, double north, double speed, Noise noise) {
        predict(timeUs);
        double late = lateS(timeUs);
        double own = late * x[SPEED];
        double de = east + own * Math.sin(x[HEADING]) - x[E];
        double dn = north + own * Math.cos(x[HEADING]) - x[N];
        double r = noise.positionM() * noise.positionM();
        double see = p.of(E, E) + r;
        double snn = p.of(N, N) + r;
        double sen = p.of(E, N);
        double determinant = see * snn - sen * sen;
        double d = (snn * de * de - 2 * sen * de * dn + see * dn * dn) / determinant;
        if (!Double.isNaN(speed)) {
            double dv = speed - x[SPEED];
            d += dv * dv / (p.of(SPEED, SPEED) + noise.speedMps() * noise.speedMps());
        }
        return d;
    }

    /**
     * Takes a measurement in. One that is older than the state is carried forward by the state's own motion, with the uncertainty of that
     * motion added: good for the few tenths of a second that links differ by.
     *
     * @return logarithm of the likelihood of its place, up to a constant
     */
    double update(
            long timeUs, double east, double north, double heading, double speed, double acceleration, Noise noise) {
        predict(timeUs);
        if (noise.biasM() > 0) {
            biasSigma = noise.biasM(); // receivers get better and worse
        }
        double late = lateS(timeUs);
        double positionedE = x[E] + x[BIAS_E];
        double positionedN = x[N] + x[BIAS_N];
        boolean turned = false;
        double likelihood = updatePlace(late, east, north, noise);
        if (!Double.isNaN(speed)) {
            scalar(
                    SPEED,
                    -1,
                    speed + late * x[ACCELERATION] - x[SPEED],
                    noise.speedMps() * noise.speedMps() + late * late);
        }
        if (!Double.isNaN(heading)) {
            double spread = noise.headingRad() + 0.1 / Math.max(0.2, x[SPEED]) * 0.3;
            double turnedSince = late * x[TURN];
            scalar(HEADING, -1, Heading.turn(x[HEADING], heading + turnedSince), spread * spread + 0.1 * late * late);
            turned = squareInnovation > TURNED_MIN;
        }
        if (!Double.isNaN(acceleration)) {
            scalar(
                    ACCELERATION,
                    -1,
                    acceleration - x[ACCELERATION],
                    noise.accelerationMps2() * noise.accelerationMps2());
        }
        x[HEADING] = Heading.normalize(x[HEADING]);
        x[SPEED] = Math.clamp(x[SPEED], 0, SPEED_MAX_MPS);
        if (turned) {
            forgetStray();
        } else if (x[SPEED] < CREEPING_MPS) {
            strayE += x[E] + x[BIAS_E] - positionedE;
            strayN += x[N] + x[BIAS_N] - positionedN;
        }
        return likelihood;
    }

    private double updatePlace(double late, double east, double north, Noise noise) {
        boolean biased = noise.biasM() > 0;
        double own = late * x[SPEED];
        double motion = late * late * p.of(SPEED, SPEED) + 0.25 * late;
        double r = noise.positionM() * noise.positionM() + motion;
        double innovationE = east + own * Math.sin(x[HEADING]) - x[E] - (biased ? x[BIAS_E] : 0);
        double likelihood = scalar(E, biased ? BIAS_E : -1, innovationE, r);
        double misfit = squareInnovation / 2;
        double innovationN = north + own * Math.cos(x[HEADING]) - x[N] - (biased ? x[BIAS_N] : 0);
        likelihood += scalar(N, biased ? BIAS_N : -1, innovationN, r);
        misfit += squareInnovation / 2;
        lastMisfit = misfit;
        surprise += SURPRISE_SHARE * (misfit - surprise);
        return likelihood;
    }

    /** Normalised square of the innovation of the last place taken in; 1 on average when its noise is what it was said to be. */
    double lastMisfit() {
        return lastMisfit;
    }

    /**
     * Whether places have lain farther off than the filter expects for about a second: the positioning has jumped (a reflected signal), or
     * the road user has moved in a way that no model holds.
     */
    boolean surprised() {
        return surprise > SURPRISE_MAX;
    }

    double biasEast() {
        return x[BIAS_E];
    }

    double biasNorth() {
        return x[BIAS_N];
    }

    /**
     * How far to the east the reported places of one that is slow have led away from the course that speed and direction tell, over the last
     * three seconds or so, whatever part of it is taken for bias, metres.
     */
    double strayEast() {
        return strayE;
    }

    /** The same to the north. */
    double strayNorth() {
        return strayN;
    }

    double biasSigma() {
        return biasSigma;
    }

    private void forgetStray() {
        strayE = 0;
        strayN = 0;
    }

    /** Starts anew from where the positioning says it is; keeps the motion. */
    void believePositioning() {
        forgetStray();
        x[E] += x[BIAS_E];
        x[N] += x[BIAS_N];
        x[BIAS_E] = 0;
        x[BIAS_N] = 0;
        double apparentE = p.of(E, E) + 2 * p.of(E, BIAS_E) + p.of(BIAS_E, BIAS_E);
        double apparentN = p.of(N, N) + 2 * p.of(N, BIAS_N) + p.of(BIAS_N, BIAS_N);
        p.clear(E);
        p.clear(N);
        p.clear(BIAS_E);
        p.clear(BIAS_N);
        double bias = biasSigma * biasSigma;
        p.set(E, E, apparentE + bias);
        p.set(N, N, apparentN + bias);
        p.set(BIAS_E, BIAS_E, bias);
        p.set(BIAS_N, BIAS_N, bias);
        p.set(E, BIAS_E, -bias);
        p.set(N, BIAS_N, -bias);
    }

    /** Makes the place and the bias uncertain, so that the next reports decide; keeps the motion. */
    void loosen() {
        surprise = 1;
        double place = LOOSE_M * LOOSE_M;
        double bias = biasSigma * biasSigma;
        p.widen(E, place);
        p.widen(N, place);
        p.widen(BIAS_E, bias);
        p.widen(BIAS_N, bias);
    }

    /** Kalman update with the measurement state[i] + state[j] (j = -1: state[i] alone); returns its log-likelihood. */
    private double scalar(int i, int j, double innovation, double variance) {
        if (j < 0) {
            p.with(i, 1, i, 0, gain);
        } else {
            p.with(i, 1, j, 1, gain);
        }
        return apply(innovation, gain[i] + (j < 0 ? 0 : gain[j]) + variance);
    }

    /** Takes in that the place lies where {@code innovation} says on the axis (e, n), a unit vector. */
    void updateAxis(double e, double n, double innovation, double variance) {
        p.with(E, e, N, n, gain);
        apply(innovation, gain[E] * e + gain[N] * n + variance);
        x[HEADING] = Heading.normalize(x[HEADING]);
        x[SPEED] = Math.clamp(x[SPEED], 0, SPEED_MAX_MPS);
    }

    /** Variance of the place on the axis (e, n), a unit vector, square metres. */
    double axisVariance(double e, double n) {
        return e * e * p.of(E, E) + 2 * e * n * p.of(E, N) + n * n * p.of(N, N);
    }

    /** What {@link #updateAxis} would move the place by to the east, for each metre of innovation. */
    double axisGainEast(double e, double n, double variance) {
        return (p.of(E, E) * e + p.of(E, N) * n) / (axisVariance(e, n) + variance);
    }

    /** What {@link #updateAxis} would move the place by to the north, for each metre of innovation. */
    double axisGainNorth(double e, double n, double variance) {
        return (p.of(E, N) * e + p.of(N, N) * n) / (axisVariance(e, n) + variance);
    }

    /** The update with the column P H' in {@link #gain} and the innovation's variance s; symmetric form of P - K S K'. */
    private double apply(double innovation, double s) {
        for (int k = 0; k < p.states(); k++) {
            x[k] += gain[k] / s * innovation;
        }
        p.reduce(gain, s);
        squareInnovation = innovation * innovation / s;
        return -0.5 * (squareInnovation + Math.log(s));
    }

    private double lateS(long timeUs) {
        return Math.max(0, (atUs - timeUs) / 1e6);
    }

    long atUs() {
        return atUs;
    }

    double east() {
        return x[E];
    }

    double north() {
        return x[N];
    }

    double heading() {
        return x[HEADING];
    }

    double speed() {
        return x[SPEED];
    }

    double turnRate() {
        return x[TURN];
    }

    double acceleration() {
        return x[ACCELERATION];
    }

    double positionVariance() {
        return Math.max(0, (p.of(E, E) + p.of(N, N)) / 2);
    }

    double speedVariance() {
        return p.of(SPEED, SPEED);
    }

    double headingVariance() {
        return p.of(HEADING, HEADING);
    }
}
