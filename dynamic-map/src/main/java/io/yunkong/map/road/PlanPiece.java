package io.yunkong.map.road;

/**
 * One piece of an OpenDRIVE reference line (element {@code geometry} of {@code planView}). Metres in the map's own plane, angles in radians
 * counter-clockwise from its x axis, as the standard has them. Immutable.
 *
 * @param sM where it starts, metres along the reference line
 * @param headingRad direction at the start
 */
record PlanPiece(double sM, double xM, double yM, double headingRad, double lengthM, Shape shape) {
    private static final double PANEL_MAX_RAD = 0.5;
    private static final int STEPS_MAX = 2_000;
    /** Nodes and weights of Gauss and Legendre's rule with five points on [-1, 1]. */
    private static final double[] NODES = {
        -0.906179845938664, -0.538469310105683, 0, 0.538469310105683, 0.906179845938664
    };

    private static final double[] WEIGHTS = {
        0.236926885056189, 0.478628670499366, 0.568888888888889, 0.478628670499366, 0.236926885056189
    };

    /** The curve from its own start, where it leaves along u. */
    sealed interface Shape {}

    record Line() implements Shape {}

    /** @param curvature 1/m, positive = to the left */
    record Arc(double curvature) implements Shape {}

    /** A clothoid: the curvature changes evenly. */
    record Spiral(double curvatureStart, double curvatureEnd) implements Shape {}

    /** v as a cubic of u. */
    record Poly3(Cubics.Piece v) implements Shape {}

    /**
     * u and v as cubics of p.
     *
     * @param normalized p runs from 0 to 1 rather than to the length
     */
    record ParamPoly3(Cubics.Piece u, Cubics.Piece v, boolean normalized) implements Shape {}

    /** A place on the curve and the direction there. */
    record Pose(double xM, double yM, double headingRad) {}

    /** The place at s, clamped to the piece. */
    Pose at(double s) {
        double ds = Math.clamp(s - sM, 0, lengthM);
        return switch (shape) {
            case Line _ -> placed(ds, 0, 0);
            case Arc(double curvature) -> arc(ds, curvature);
            case Spiral spiral -> spiral(ds, spiral);
            case Poly3 cubic -> poly3(ds, cubic);
            case ParamPoly3 cubic -> paramPoly3(ds, cubic);
        };
    }

    private Pose placed(double u, double v, double turnRad) {
        double cos = Math.cos(headingRad);
        double sin = Math.sin(headingRad);
        return new Pose(xM + u * cos - v * sin, yM + u * sin + v * cos, headingRad + turnRad);
    }

    private Pose arc(double ds, double curvature) {
        double turn = curvature * ds;
        double half = turn / 2;
        double chord = Math.abs(half) < 1e-9 ? ds : ds * Math.sin(half) / half;
        return placed(chord * Math.cos(half), chord * Math.sin(half), turn);
    }

    /** The Fresnel integrals over panels of so little turn that the rule is exact to less than a nanometre. */
    private Pose spiral(double ds, Spiral spiral) {
        double rate = (spiral.curvatureEnd() - spiral.curvatureStart()) / lengthM;
        double most = Math.max(Math.abs(spiral.curvatureStart()), Math.abs(spiral.curvatureStart() + rate * ds));
        int panels = 1 + (int) Math.ceil(most * ds / PANEL_MAX_RAD);
        double width = ds / panels;
        double u = 0;
        double v = 0;
        for (int i = 0; i < panels; i++) {
            for (int j = 0; j < NODES.length; j++) {
                double at = (i + (NODES[j] + 1) / 2) * width;
                double turn = at * (spiral.curvatureStart() + rate * at / 2);
                u += WEIGHTS[j] * width / 2 * Math.cos(turn);
                v += WEIGHTS[j] * width / 2 * Math.sin(turn);
            }
        }
        return placed(u, v, ds * (spiral.curvatureStart() + rate * ds / 2));
    }

    /** u so that the curve up to there is ds long: du/ds = 1 / sqrt(1 + v'²), by Runge and Kutta's fourth-order rule. */
    private Pose poly3(double ds, Poly3 cubic) {
        int steps = Math.clamp((long) Math.ceil(2 * ds), 16, STEPS_MAX);
        double step = ds / steps;
        double u = 0;
        for (int i = 0; i < steps; i++) {
            double k1 = alongU(cubic, u);
            double k2 = alongU(cubic, u + step / 2 * k1);
            double k3 = alongU(cubic, u + step / 2 * k2);
            double k4 = alongU(cubic, u + step * k3);
            u += step / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return placed(u, cubic.v().at(u), Math.atan(cubic.v().slopeAt(u)));
    }

    private static double alongU(Poly3 cubic, double u) {
        return 1 / Math.hypot(1, cubic.v().slopeAt(u));
    }

    private Pose paramPoly3(double ds, ParamPoly3 cubic) {
        double p = cubic.normalized() ? ds / lengthM : ds;
        double turn = Math.atan2(cubic.v().slopeAt(p), cubic.u().slopeAt(p));
        return placed(cubic.u().at(p), cubic.v().at(p), turn);
    }
}
