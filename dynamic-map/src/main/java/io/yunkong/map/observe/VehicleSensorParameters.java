package io.yunkong.map.observe;

/**
 * What a vehicle may tell of others by its own sensors (SSM of T/CSAE 157).
 *
 * @param rangeM how far its sensors see, metres, (0, 500]
 * @param objectsPerSecondMax of one vehicle, [1, 100000]
 */
public record VehicleSensorParameters(double rangeM, int objectsPerSecondMax) {
    public VehicleSensorParameters {
        Check.above("rangeM", rangeM, 0, 500);
        Check.within("objectsPerSecondMax", objectsPerSecondMax, 1, 100_000);
    }

    /** 150 m, and 64 objects ten times a second. */
    public static VehicleSensorParameters defaults() {
        return new VehicleSensorParameters(150, 640);
    }
}
