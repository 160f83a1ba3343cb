package io.yunkong.sim.traffic;

import java.util.random.RandomGenerator;

/**
 * Outer size of a road user.
 *
 * @param lengthM metres
 * @param widthM metres
 */
record Body(double lengthM, double widthM) {
    static Body of(UserKind kind, RandomGenerator random) {
        double size = random.nextDouble();
        return switch (kind) {
            case CAR -> new Body(centimetres(4.0 + 0.9 * size), centimetres(1.72 + 0.2 * size));
            case TRUCK -> new Body(centimetres(7.0 + 2.5 * size), 2.4);
            case BUS -> new Body(8.2, 2.4);
            case BICYCLE -> new Body(1.7, 0.6);
            case PEDESTRIAN -> new Body(0.5, 0.5);
        };
    }

    private static double centimetres(double metres) {
        return Math.round(metres * 100) / 100.0;
    }
}
