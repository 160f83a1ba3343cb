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
    private static final double BIAS_SIGMA_M = 0.8;
    /** Manoeuvres die out: an acceleration or turn seen now says little about two seconds later. */
    private static final double TURN_TIME_S = 1.0;

    private static final double ACCELERATION_TIME_S = 1.5;
    private static final double SPEED_MAX_MPS = 163.8;

    private final double[] x = new double[SIZE];
    private final double[][] p = new double[SIZE][SIZE];
    private final double[] gain = new double[SIZE];
    private long atUs;
    private double agility = 1;

    /** Measurement noise of one report, one sigma; position noise without the bias. */
    record Noise(double positionM, double headingRad, double speedMps, double accelerationMps2) {}

    /** @param mayBiased whether the place comes from the road user's own satellite positioning */
    void start(long timeUs, double east, double north, double heading, double speed, Noise noise, boolean mayBiased) {
        atUs = timeUs;
        Arrays.fill(x, 0);
        for (double[] row : p) {
            Arrays.fill(row, 0);
        }
        x[E] = east;
        x[N] = north;
        x[HEADING] = Double.isNaN(heading) ? 0 : heading;
        x[SPEED] = Double.isNaN(speed) ? 0 : speed;
        double bias = mayBiased ? BIAS_SIGMA_M * BIAS_SIGMA_M : 0;
        double position = noise.positionM() * noise.positionM() + bias;
        p[E][E] = position;
        p[N][N] = position;
        p[HEADING][HEADING] = Double.isNaN(heading) ? 4 : noise.headingRad() * noise.headingRad();
        p[SPEED][SPEED] = Double.isNaN(speed) ? 100 : noise.speedMps() * noise.speedMps();
        p[TURN][TURN] = 0.04;
        p[ACCELERATION][ACCELERATION] = 4;
        p[BIAS_E][BIAS_E] = BIAS_SIGMA_M * BIAS_SIGMA_M;
        p[BIAS_N][BIAS_N] = BIAS_SIGMA_M * BIAS_SIGMA_M;
        p[E][BIAS_E] = p[BIAS_E][E] = -bias;
        p[N][BIAS_N] = p[BIAS_N][N] = -bias;
    }

    /** @param factor 1 for vehicles; pedestrians turn and start more quickly */
    void agility(double factor) {
        agility = factor;
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

        addRow(E, HEADING, way * cos, SPEED, dt * sin);
        addRow(N, HEADING, -way * sin, SPEED, dt * cos);
        addRow(E, TURN, way * cos * dt / 2, ACCELERATION, dt * dt / 2 * sin);
        addRow(N, TURN, -way * sin * dt / 2, ACCELERATION, dt * dt / 2 * cos);
        addRow(HEADING, TURN, dt, TURN, 0);
        addRow(SPEED, ACCELERATION, dt, ACCELERATION, 0);
        scale(TURN, turnDecay);
        scale(ACCELERATION, accelerationDecay);
        scale(BIAS_E, biasDecay);
        scale(BIAS_N, biasDecay);

        x[E] += way * sin;
        x[N] += way * cos;
        x[HEADING] = Heading.normalize(x[HEADING] + x[TURN] * dt);
        x[SPEED] = Math.clamp(x[SPEED] + x[ACCELERATION] * dt, 0, SPEED_MAX_MPS);
        x[TURN] *= turnDecay;
        x[ACCELERATION] *= accelerationDecay;
        x[BIAS_E] *= biasDecay;
        x[BIAS_N] *= biasDecay;
        addProcessNoise(dt, biasDecay);
    }

    private void addProcessNoise(double dt, double biasDecay) {
        double position = 0.05 * agility;
        p[E][E] += position * dt;
        p[N][N] += position * dt;
        p[HEADING][HEADING] += 0.001 * agility * dt;
        p[SPEED][SPEED] += 0.1 * agility * dt;
        // stationary spread: a turn of 0.17 rad/s (most driving is straight), an acceleration of 1.5 m/s2
        p[TURN][TURN] += 2 * 0.03 / TURN_TIME_S * agility * dt;
        p[ACCELERATION][ACCELERATION] += 2 * 2.3 / ACCELERATION_TIME_S * dt;
        double bias = BIAS_SIGMA_M * BIAS_SIGMA_M * (1 - biasDecay * biasDecay);
        p[BIAS_E][BIAS_E] += bias;
        p[BIAS_N][BIAS_N] += bias;
    }

    /** Covariance of state[row] += a * state[i] + b * state[j]. */
    private void addRow(int row, int i, double a, int j, double b) {
        for (int k = 0; k < SIZE; k++) {
            p[row][k] += a * p[i][k] + b * p[j][k];
        }
        for (int k = 0; k < SIZE; k++) {
            p[k][row] += a * p[k][i] + b * p[k][j];
        }
    }

    private void scale(int row, double factor) {
        for (int k = 0; k < SIZE; k++) {
            p[row][k] *= factor;
        }
        for (int k = 0; k < SIZE; k++) {
            p[k][row] *= factor;
        }
    }

    /**
     * Squared Mahalanobis distance of a place and speed measured at a time, up to three degrees of freedom; NaN = not measured. Moves the
     * state on to that time if it is later.
     */
    double distance(long timeUs, double east, double north, double speed, Noise noise, boolean biased) {
        predict(timeUs);
        double late = lateS(timeUs);
        double own = late * x[SPEED];
        double de = east + own * Math.sin(x[HEADING]) - x[E] - (biased ? x[BIAS_E] : 0);
        double dn = north + own * Math.cos(x[HEADING]) - x[N] - (biased ? x[BIAS_N] : 0);
        double r = noise.positionM() * noise.positionM();
        double see = p[E][E] + r + (biased ? p[BIAS_E][BIAS_E] + 2 * p[E][BIAS_E] : 0);
        double snn = p[N][N] + r + (biased ? p[BIAS_N][BIAS_N] + 2 * p[N][BIAS_N] : 0);
        double sen = p[E][N];
        double determinant = see * snn - sen * sen;
        double d = (snn * de * de - 2 * sen * de * dn + see * dn * dn) / determinant;
        if (!Double.isNaN(speed)) {
            double dv = speed - x[SPEED];
            d += dv * dv / (p[SPEED][SPEED] + noise.speedMps() * noise.speedMps());
        }
        return d;
    }

    /**
     * Takes a measurement in. One that is older than the state is carried forward by the state's own motion, with the uncertainty of that
     * motion added: good for the few tenths of a second that links differ by.
     */
    void update(
            long timeUs,
            double east,
            double north,
            double heading,
            double speed,
            double acceleration,
            Noise noise,
            boolean biased) {
        predict(timeUs);
        double late = lateS(timeUs);
        double own = late * x[SPEED];
        double motion = late * late * p[SPEED][SPEED] + 0.25 * late;
        double r = noise.positionM() * noise.positionM() + motion;
        double innovationE = east + own * Math.sin(x[HEADING]) - x[E] - (biased ? x[BIAS_E] : 0);
        scalar(E, biased ? BIAS_E : -1, innovationE, r);
        double innovationN = north + own * Math.cos(x[HEADING]) - x[N] - (biased ? x[BIAS_N] : 0);
        scalar(N, biased ? BIAS_N : -1, innovationN, r);
        if (!Double.isNaN(speed)) {
            scalar(
                    SPEED,
                    -1,
                    speed + late * x[ACCELERATION] - x[SPEED],
                    noise.speedMps() * noise.speedMps() + late * late);
        }
        if (!Double.isNaN(heading)) {
            double spread = noise.headingRad() + 0.1 / Math.max(0.2, x[SPEED]) * 0.3;
            double turned = late * x[TURN];
            scalar(HEADING, -1, Heading.turn(x[HEADING], heading + turned), spread * spread + 0.1 * late * late);
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
    }

    /** Kalman update with the measurement state[i] + state[j] (j = -1: state[i] alone). */
    private void scalar(int i, int j, double innovation, double variance) {
        double s = p[i][i] + variance + (j < 0 ? 0 : p[j][j] + 2 * p[i][j]);
        for (int k = 0; k < SIZE; k++) {
            gain[k] = (p[k][i] + (j < 0 ? 0 : p[k][j])) / s;
        }
        for (int k = 0; k < SIZE; k++) {
            x[k] += gain[k] * innovation;
        }
        // symmetric form of P - K S K'
        for (int a = 0; a < SIZE; a++) {
            for (int b = a; b < SIZE; b++) {
                p[a][b] -= gain[a] * gain[b] * s;
                p[b][a] = p[a][b];
            }
        }
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

    double positionSigma() {
        return Math.sqrt(Math.max(0, (p[E][E] + p[N][N]) / 2));
    }

    double positionVariance() {
        return Math.max(0, (p[E][E] + p[N][N]) / 2);
    }

    double speedVariance() {
        return p[SPEED][SPEED];
    }

    double headingVariance() {
        return p[HEADING][HEADING];
    }
}
