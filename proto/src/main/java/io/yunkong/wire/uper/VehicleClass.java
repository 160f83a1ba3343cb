package io.yunkong.wire.uper;

/** VehicleClassification: basic class and, if told, fuel type. Extensible. */
final class VehicleClass {
    boolean present;
    int basic;
    boolean hasFuelType;
    int fuelType;

    void clear() {
        present = false;
        basic = DataElements.VEHICLE_CLASS_UNKNOWN;
        hasFuelType = false;
        fuelType = 0;
    }

    void read(BitReader in, String scope) throws UperException {
        present = true;
        boolean extended = in.flag(scope, "...");
        hasFuelType = in.flag(scope, "fuelType");
        basic = in.integer(DataElements.VEHICLE_CLASS, scope, "classification");
        fuelType = hasFuelType ? in.integer(DataElements.FUEL_TYPE, scope, "fuelType") : 0;
        if (extended) {
            in.skipExtensionAdditions(scope);
        }
    }

    void set(int newBasic) {
        basic = DataElements.VEHICLE_CLASS.check("vehicleClass.classification", newBasic);
        present = true;
    }

    void setFuelType(int newFuelType) {
        fuelType = DataElements.FUEL_TYPE.check("vehicleClass.fuelType", newFuelType);
        hasFuelType = true;
        present = true;
    }

    void write(BitWriter out) {
        out.flag(false);
        out.flag(hasFuelType);
        out.integer(DataElements.VEHICLE_CLASS, basic);
        if (hasFuelType) {
            out.integer(DataElements.FUEL_TYPE, fuelType);
        }
    }
}
