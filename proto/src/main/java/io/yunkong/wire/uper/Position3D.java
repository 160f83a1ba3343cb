package io.yunkong.wire.uper;

/** Position3D: latitude, then longitude (the other way round than in {@link PositionOffset}), then elevation if known. */
final class Position3D {
    int latitude;
    int longitude;
    boolean hasElevation;
    int elevation;

    void clear() {
        latitude = DataElements.LATITUDE_UNAVAILABLE;
        longitude = DataElements.LONGITUDE_UNAVAILABLE;
        hasElevation = false;
        elevation = DataElements.ELEVATION_UNAVAILABLE;
    }

    void read(BitReader in, String scope) throws UperException {
        hasElevation = in.flag(scope, "elevation");
        latitude = in.integer(DataElements.LATITUDE, scope, "lat");
        longitude = in.integer(DataElements.LONGITUDE, scope, "long");
        elevation = hasElevation
                ? in.integer(DataElements.ELEVATION, scope, "elevation")
                : DataElements.ELEVATION_UNAVAILABLE;
    }

    void set(String scope, int newLatitude, int newLongitude) {
        DataElements.LATITUDE.check(scope, "lat", newLatitude);
        DataElements.LONGITUDE.check(scope, "long", newLongitude);
        latitude = newLatitude;
        longitude = newLongitude;
    }

    void setElevation(String scope, int newElevation) {
        elevation = DataElements.ELEVATION.check(scope, "elevation", newElevation);
        hasElevation = true;
    }

    void write(BitWriter out) {
        out.flag(hasElevation);
        out.integer(DataElements.LATITUDE, latitude);
        out.integer(DataElements.LONGITUDE, longitude);
        if (hasElevation) {
            out.integer(DataElements.ELEVATION, elevation);
        }
    }
}
