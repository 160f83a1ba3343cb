package io.yunkong.load.bench;

/** Where vehicles on roads to the east are at any time, all of it known before. Immutable. */
public interface Traffic {
    /** Degrees north; stays. */
    double latitudeDeg(int vehicle);

    /** Degrees east, that time after the start, seconds. */
    double longitudeDeg(int vehicle, double timeS);

    /** Metres a second. */
    double speedMps(int vehicle, double timeS);

    /** Metres a second squared. */
    double accelerationMps2(int vehicle, double timeS);
}
