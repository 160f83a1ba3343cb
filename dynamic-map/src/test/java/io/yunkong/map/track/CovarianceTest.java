package io.yunkong.map.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** One triangle does what a whole matrix would. */
class CovarianceTest {
    private static final int SIZE = 8;

    /** All of it, by the definitions: P' = A P A'. */
    private static final class Whole {
        private double[][] p = new double[SIZE][SIZE];

        void transform(double[][] by) {
            double[][] half = new double[SIZE][SIZE];
            double[][] all = new double[SIZE][SIZE];
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    for (int k = 0; k < SIZE; k++) {
                        half[i][j] += by[i][k] * p[k][j];
                    }
                }
            }
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    for (int k = 0; k < SIZE; k++) {
                        all[i][j] += half[i][k] * by[j][k];
                    }
                }
            }
            p = all;
        }

        void update(int i, double a, int j, double b, double variance) {
            double[] gain = new double[SIZE];
            for (int k = 0; k < SIZE; k++) {
                gain[k] = a * p[k][i] + b * p[k][j];
            }
            double s = a * gain[i] + b * gain[j] + variance;
            for (int k = 0; k < SIZE; k++) {
                for (int l = 0; l < SIZE; l++) {
                    p[k][l] -= gain[k] * gain[l] / s;
                }
            }
        }
    }

    private static double[][] unit() {
        double[][] matrix = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static void assertSame(Covariance packed, Whole whole, int states, String what) {
        for (int i = 0; i < states; i++) {
            for (int j = 0; j < states; j++) {
                assertThat(packed.of(i, j)).as("%s: %d, %d", what, i, j).isCloseTo(whole.p[i][j], within(1e-9));
                assertThat(packed.of(i, j)).isEqualTo(packed.of(j, i));
            }
        }
    }

    @Test
    void stepsInAnyOrderGiveWhatTheWholeMatrixGives() {
        for (int states : new int[] {6, 8}) {
            Random random = new Random(states);
            Covariance packed = new Covariance(SIZE);
            Covariance copy = new Covariance(SIZE);
            Whole whole = new Whole();
            packed.start(states);
            for (int i = 0; i < states; i++) {
                whole.p[i][i] = 1 + i;
                packed.set(i, i, 1 + i);
            }
            for (int step = 0; step < 500; step++) {
                int to = random.nextInt(states);
                int i = (to + 1 + random.nextInt(states - 1)) % states;
                int j = (to + 1 + random.nextInt(states - 1)) % states;
                double a = random.nextGaussian() / 4;
                double b = random.nextGaussian() / 4;
                step(random.nextInt(4), packed, whole, to, i, j, a, b);
                copy.copyFrom(packed);
                assertSame(copy, whole, states, "states=" + states + " step=" + step);
            }
        }
    }

    private static void step(int kind, Covariance packed, Whole whole, int to, int i, int j, double a, double b) {
        double[][] by = unit();
        switch (kind) {
            case 0 -> {
                packed.addToState(to, i, a, j, b);
                by[to][i] += a;
                by[to][j] += b;
                whole.transform(by);
            }
            case 1 -> {
                packed.scaleState(to, a);
                by[to][to] = a;
                whole.transform(by);
            }
            case 2 -> {
                double[] gain = new double[SIZE];
                packed.with(i, 1, j, b, gain);
                packed.reduce(gain, gain[i] + b * gain[j] + 0.5);
                whole.update(i, 1, j, b, 0.5);
            }
            default -> {
                packed.widen(to, 0.3);
                whole.p[to][to] += 0.3;
            }
        }
    }

    @Test
    void aStateThatIsClearedIsKnownAndIndependentOfTheOthers() {
        Covariance packed = new Covariance(SIZE);
        packed.start(SIZE);
        for (int i = 0; i < SIZE; i++) {
            for (int j = i; j < SIZE; j++) {
                packed.set(i, j, 1 + i * SIZE + j);
            }
        }
        packed.clear(3);
        for (int i = 0; i < SIZE; i++) {
            for (int j = i; j < SIZE; j++) {
                assertThat(packed.of(i, j)).isEqualTo(i == 3 || j == 3 ? 0 : 1 + i * SIZE + j);
            }
        }
    }
}
