package io.yunkong.load.bench;

/**
 * Roads on which every tenth vehicle of a lane, each in its own time, closes in on the one ahead until it must be warned, brakes, and falls
 * back: at constant speed it comes from 27 m behind the other's bumper to 13 m, 1.9 s before the touch. Immutable.
 */
public final class ClosingIn implements Traffic {
    /** Of 35 m between bumpers 5 m are left. */
    private static final Swing SWING = new Swing(7, 3, 30.4);

    private static final int ONE_IN = 10;

    private final BenchRoads roads;

    /** Of as many vehicles as the roads have. */
    public ClosingIn(BenchRoads roads) {
        this.roads = roads;
    }

    private boolean closesIn(int vehicle) {
        return roads.placeInLane(vehicle) % ONE_IN == 0;
    }

    private static double ownTimeS(int vehicle, double timeS) {
        return timeS + Phase.of(vehicle) * SWING.periodS();
    }

    @Override
    public double latitudeDeg(int vehicle) {
        return roads.latitudeDeg(vehicle);
    }

    @Override
    public double longitudeDeg(int vehicle, double timeS) {
        double aheadM = closesIn(vehicle) ? SWING.offsetM(ownTimeS(vehicle, timeS)) : 0;
        return roads.longitudeDeg(vehicle, timeS, aheadM);
    }

    @Override
    public double speedMps(int vehicle, double timeS) {
        double fasterMps = closesIn(vehicle) ? SWING.fasterMps(ownTimeS(vehicle, timeS)) : 0;
        return roads.speedMps(vehicle, timeS) + fasterMps;
    }

    @Override
    public double accelerationMps2(int vehicle, double timeS) {
        return closesIn(vehicle) ? SWING.changeMps2(ownTimeS(vehicle, timeS)) : 0;
    }
}
