package io.yunkong.load.bench;

/**
 * Cars without a link, one before each of some vehicles, which a roadside unit sees: each lets the vehicle behind it come near again and
 * again, in its own time, at constant speed from 12.5 m between bumpers to 3 m, a second before the touch. Immutable.
 */
final class SeenAhead implements Traffic {
    private static final Swing SWING = new Swing(3, 3, 12.5);
    /** Between the middles of the two: 14 m between bumpers of cars of 4.6 m. */
    private static final double AHEAD_M = 18.6;

    private final BenchRoads roads;

    SeenAhead(BenchRoads roads) {
        this.roads = roads;
    }

    private static double ownTimeS(int car, double timeS) {
        return timeS + Phase.of(car) * SWING.periodS();
    }

    @Override
    public double latitudeDeg(int car) {
        return roads.latitudeDeg(car);
    }

    @Override
    public double longitudeDeg(int car, double timeS) {
        return roads.longitudeDeg(car, timeS, AHEAD_M - SWING.offsetM(ownTimeS(car, timeS)));
    }

    @Override
    public double speedMps(int car, double timeS) {
        return roads.speedMps(car, timeS) - SWING.fasterMps(ownTimeS(car, timeS));
    }

    @Override
    public double accelerationMps2(int car, double timeS) {
        return -SWING.changeMps2(ownTimeS(car, timeS));
    }
}
