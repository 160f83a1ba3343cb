package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference lines of OpenDRIVE against closed formulas and series. */
final class PlanPieceTest {
    private static void assertAt(PlanPiece.Pose pose, double x, double y, double heading) {
        assertThat(pose.xM()).isCloseTo(x, within(1e-9));
        assertThat(pose.yM()).isCloseTo(y, within(1e-9));
        assertThat(pose.headingRad()).isCloseTo(heading, within(1e-9));
    }

    @Test
    void aLineGoesStraightOnAndEndsWhereItEnds() {
        PlanPiece line = new PlanPiece(100, 10, 20, Math.PI / 6, 50, new PlanPiece.Line());

        assertAt(line.at(140), 10 + 40 * Math.sqrt(3) / 2, 20 + 20, Math.PI / 6);
        assertAt(line.at(999), 10 + 50 * Math.sqrt(3) / 2, 20 + 25, Math.PI / 6);
    }

    @Test
    void anArcIsACircle() {
        double quarter = 50 * Math.PI / 2;
        PlanPiece left = new PlanPiece(0, 0, 0, 0, quarter, new PlanPiece.Arc(0.02));
        PlanPiece right = new PlanPiece(0, 1, 2, Math.PI / 2, quarter, new PlanPiece.Arc(-0.02));
        PlanPiece flat = new PlanPiece(0, 0, 0, 0, 100, new PlanPiece.Arc(1e-13));

        assertAt(left.at(quarter), 50, 50, Math.PI / 2);
        assertAt(left.at(quarter / 2), 50 * Math.sqrt(0.5), 50 - 50 * Math.sqrt(0.5), Math.PI / 4);
        assertAt(right.at(quarter), 1 + 50, 2 + 50, 0);
        assertAt(flat.at(100), 100, 0, 0);
    }

    @Test
    void aSpiralFromAStraightIsTheClothoidOfTheSeries() {
        double length = 120;
        double curvature = 0.03; // turns 1.8 rad in all
        PlanPiece spiral = new PlanPiece(0, 0, 0, 0, length, new PlanPiece.Spiral(0, curvature));
        for (double s : new double[] {1, 30, 77.7, 120}) {
            double turn = curvature * s * s / (2 * length);
            double x = 0;
            double y = 0;
            double term = s; // s turn^k / k!
            for (int k = 0; k < 40; k++) {
                double part = term / (2 * k + 1) * (k % 4 < 2 ? 1 : -1);
                if (k % 2 == 0) {
                    x += part;
                } else {
                    y += part;
                }
                term *= turn / (k + 1);
            }
            assertAt(spiral.at(s), x, y, turn);
        }
    }

    @Test
    void aSpiralBetweenTwoCurvesIsItsIntegral() {
        double length = 80;
        double start = -0.04;
        double end = 0.1;
        PlanPiece spiral = new PlanPiece(5, 3, -4, 1.1, length, new PlanPiece.Spiral(start, end));
        double x = 3;
        double y = -4;
        int steps = 200_000; // midpoints: error far below a micrometre
        for (int i = 0; i < steps; i++) {
            double s = (i + 0.5) * length / steps;
            double heading = 1.1 + start * s + (end - start) / length * s * s / 2;
            x += Math.cos(heading) * length / steps;
            y += Math.sin(heading) * length / steps;
        }

        assertThat(spiral.at(85).xM()).isCloseTo(x, within(1e-6));
        assertThat(spiral.at(85).yM()).isCloseTo(y, within(1e-6));
        assertThat(spiral.at(85).headingRad()).isCloseTo(1.1 + (start + end) / 2 * length, within(1e-12));
    }

    @Test
    void aSpiralOfOneCurvatureIsAnArc() {
        PlanPiece spiral = new PlanPiece(0, 0, 0, 0.3, 60, new PlanPiece.Spiral(0.05, 0.05));
        PlanPiece.Pose arc = new PlanPiece(0, 0, 0, 0.3, 60, new PlanPiece.Arc(0.05)).at(47);

        assertAt(spiral.at(47), arc.xM(), arc.yM(), arc.headingRad());
    }

    @Test
    void aParametricCubicRunsToItsLengthOrToOne() {
        double length = 20;
        double[] u = {0, 0.9, 0.01, -0.0002};
        double[] v = {0, 0, 0.02, 0.0003};
        double[] wholeU = new double[4];
        double[] wholeV = new double[4];
        for (int i = 0; i < 4; i++) {
            wholeU[i] = u[i] * Math.pow(length, i);
            wholeV[i] = v[i] * Math.pow(length, i);
        }
        PlanPiece byLength = new PlanPiece(0, 0, 0, 0, length, new PlanPiece.ParamPoly3(cubic(u), cubic(v), false));
        PlanPiece normalized =
                new PlanPiece(0, 0, 0, 0, length, new PlanPiece.ParamPoly3(cubic(wholeU), cubic(wholeV), true));
        double p = 13;
        double x = 0.9 * p + 0.01 * p * p - 0.0002 * p * p * p;
        double y = 0.02 * p * p + 0.0003 * p * p * p;
        double heading = Math.atan2(0.04 * p + 0.0009 * p * p, 0.9 + 0.02 * p - 0.0006 * p * p);

        assertAt(byLength.at(p), x, y, heading);
        assertAt(normalized.at(p), x, y, heading);
    }

    @Test
    void aCubicIsMeasuredAlongItself() {
        double c = 0.01;
        double u = 40;
        double along =
                u / 2 * Math.sqrt(1 + 4 * c * c * u * u) + asinh(2 * c * u) / (4 * c); // arc length of a parabola
        PlanPiece parabola = new PlanPiece(0, 0, 0, 0, along + 5, new PlanPiece.Poly3(new Cubics.Piece(0, 0, 0, c, 0)));

        assertThat(parabola.at(along).xM()).isCloseTo(u, within(1e-6));
        assertThat(parabola.at(along).yM()).isCloseTo(c * u * u, within(1e-6));
        assertThat(parabola.at(along).headingRad()).isCloseTo(Math.atan(2 * c * u), within(1e-6));
    }

    private static Cubics.Piece cubic(double... factors) {
        return new Cubics.Piece(0, factors[0], factors[1], factors[2], factors[3]);
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }
}
