package io.yunkong.map.track;

import java.util.Arrays;

/**
 * Covariance of the states of a filter: symmetric, a few numbers wide; one triangle of it is kept, row by row. The last states can be left out
 * of the work. Allocates nothing after construction. Not thread-safe.
 */
final class Covariance {
    private final int size;
    private final double[] p;
    private int states;

    Covariance(int size) {
        this.size = size;
        this.p = new double[size * (size + 1) / 2];
        this.states = size;
    }

    /** All zero, and only the first states are in use. */
    void start(int statesUsed) {
        states = statesUsed;
        Arrays.fill(p, 0);
    }

    void copyFrom(Covariance other) {
        states = other.states;
        System.arraycopy(other.p, 0, p, 0, p.length);
    }

    int states() {
        return states;
    }

    double of(int i, int j) {
        return p[at(i, j)];
    }

    void set(int i, int j, double value) {
        p[at(i, j)] = value;
    }

    private int at(int i, int j) {
        return i <= j ? row(i) + j : row(j) + i;
    }

    /** Where column 0 of a row would be. */
    private int row(int i) {
        return i * (2 * size - 1 - i) / 2;
    }

    /** Adds to the variance of one state. */
    void widen(int i, double variance) {
        p[row(i) + i] += variance;
    }

    /** State[to] += a * state[i] + b * state[j]; i and j are others than to. */
    void addToState(int to, int i, double a, int j, double b) {
        double added = a * a * of(i, i) + 2 * a * b * of(i, j) + b * b * of(j, j);
        double variance = of(to, to) + 2 * (a * of(to, i) + b * of(to, j)) + added;
        for (int k = 0; k < states; k++) {
            set(to, k, of(to, k) + a * of(i, k) + b * of(j, k));
        }
        set(to, to, variance);
    }

    /** State[i] *= factor. */
    void scaleState(int i, double factor) {
        double variance = of(i, i) * factor * factor;
        for (int k = 0; k < states; k++) {
            set(i, k, of(i, k) * factor);
        }
        set(i, i, variance);
    }

    /** Covariance of every state with a * state[i] + b * state[j]. */
    void with(int i, double a, int j, double b, double[] into) {
        for (int k = 0; k < states; k++) {
            into[k] = a * of(k, i) + b * of(k, j);
        }
    }

    /** Kalman update: takes away gain * gain' / s, the symmetric form of K S K'. */
    void reduce(double[] gain, double s) {
        for (int a = 0; a < states; a++) {
            double share = gain[a] / s;
            int row = row(a);
            for (int b = a; b < states; b++) {
                p[row + b] -= share * gain[b];
            }
        }
    }

    /** Makes a state independent of the others, and known. */
    void clear(int i) {
        for (int k = 0; k < size; k++) {
            set(i, k, 0);
        }
    }
}
