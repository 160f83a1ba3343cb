package io.yunkong.sim.obu;

/**
 * What kind of vehicle sends, as its BSM say it.
 *
 * @param vehicleClass BasicVehicleClass of T/CSAE 53, 0..255: 10 car, 25 truck, 54 local bus, 60 emergency, 85 cyclist; 0 = not known
 * @param lengthM metres, (0, 40.95]
 * @param widthM metres, (0, 10.23]
 */
public record VehicleProfile(int vehicleClass, double lengthM, double widthM) {
    /** A local bus of 12.0 m by 2.55 m. */
    public static final VehicleProfile BUS = new VehicleProfile(54, 12.0, 2.55);

    public VehicleProfile {
        if (vehicleClass < 0 || vehicleClass > 255) {
            throw new IllegalArgumentException(
                    "vehicle class out of range: vehicle_class=" + vehicleClass + ", limit=0..255; refused");
        }
        if (!(lengthM > 0 && lengthM <= 40.95) || !(widthM > 0 && widthM <= 10.23)) {
            throw new IllegalArgumentException("vehicle size out of range: length_m=" + lengthM + ", width_m=" + widthM
                    + ", limit=40.95/10.23; refused");
        }
    }
}
