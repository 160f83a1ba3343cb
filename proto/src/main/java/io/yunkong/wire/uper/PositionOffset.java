package io.yunkong.wire.uper;

/**
 * PositionOffsetLLV: a position relative to a reference in one of six widths, or absolute. Longitude comes before latitude here (the other
 * way round than in {@link Position3D}). All offset ranges are full two's-complement ranges, so no bit pattern lies outside.
 */
final class PositionOffset {
    private static final WholeNumber ALTERNATIVE = WholeNumber.enumerated(7);
    /** Alternative that is no offset, horizontally (position-LatLon) and vertically (elevation). */
    private static final int ABSOLUTE = 6;

    private static final int[] HORIZONTAL_BITS = {12, 14, 16, 18, 22, 24};
    private static final int[] VERTICAL_BITS = {7, 8, 9, 10, 11, 12};
    private static final int HALF_TURN = 1_800_000_000;
    private static final int POLE = 900_000_000;

    /** Offset to the reference, or the position itself, 1e-7 degree. */
    private int horizontal;

    private int longitude;
    private int latitude;
    private boolean hasVertical;
    private int vertical;
    /** Offset to the reference, or the elevation itself, 0.1 m; the lowest offset of each width means unavailable. */
    private int elevation;

    void read(BitReader in, String scope) throws UperException {
        hasVertical = in.flag(scope, "offsetV");
        horizontal = in.alternative(ALTERNATIVE, scope, "offsetLL");
        if (horizontal == ABSOLUTE) {
            longitude = in.integer(DataElements.LONGITUDE, scope, "offsetLL.lon");
            latitude = in.integer(DataElements.LATITUDE, scope, "offsetLL.lat");
        } else {
            int bits = HORIZONTAL_BITS[horizontal];
            int lowest = lowest(bits);
            longitude = lowest + (int) in.bits(bits, scope, "offsetLL.lon");
            latitude = lowest + (int) in.bits(bits, scope, "offsetLL.lat");
        }
        if (hasVertical) {
            vertical = in.alternative(ALTERNATIVE, scope, "offsetV");
            if (vertical == ABSOLUTE) {
                elevation = in.integer(DataElements.ELEVATION, scope, "offsetV.elevation");
            } else {
                int bits = VERTICAL_BITS[vertical];
                elevation = lowest(bits) + (int) in.bits(bits, scope, "offsetV.offset");
            }
        }
    }

    /** The position meant. What is relative to an unavailable reference, or lies beyond a pole, is unavailable. */
    void resolve(Position3D reference, Position3D out) {
        if (horizontal == ABSOLUTE) {
            out.latitude = latitude;
            out.longitude = longitude;
        } else {
            out.latitude = reference.latitude == DataElements.LATITUDE_UNAVAILABLE
                    ? DataElements.LATITUDE_UNAVAILABLE
                    : northOf(reference.latitude, latitude);
            out.longitude = reference.longitude == DataElements.LONGITUDE_UNAVAILABLE
                    ? DataElements.LONGITUDE_UNAVAILABLE
                    : eastOf(reference.longitude, longitude);
        }
        out.elevation = hasVertical ? above(reference.elevation) : DataElements.ELEVATION_UNAVAILABLE;
        out.hasElevation = out.elevation != DataElements.ELEVATION_UNAVAILABLE;
    }

    private static int northOf(int latitude, int offset) {
        int sum = latitude + offset;
        return sum < -POLE || sum > POLE ? DataElements.LATITUDE_UNAVAILABLE : sum;
    }

    /** Goes on at -180 degrees after +180. */
    private static int eastOf(int longitude, int offset) {
        long sum = (long) longitude + offset;
        if (sum > HALF_TURN) {
            return (int) (sum - 2L * HALF_TURN);
        }
        return (int) (sum <= -HALF_TURN ? sum + 2L * HALF_TURN : sum);
    }

    private int above(int referenceElevation) {
        if (vertical == ABSOLUTE) {
            return elevation;
        }
        if (elevation == lowest(VERTICAL_BITS[vertical]) || referenceElevation == DataElements.ELEVATION_UNAVAILABLE) {
            return DataElements.ELEVATION_UNAVAILABLE;
        }
        int sum = referenceElevation + elevation;
        return sum < DataElements.ELEVATION.min() || sum > DataElements.ELEVATION.max()
                ? DataElements.ELEVATION_UNAVAILABLE
                : sum;
    }

    /** Writes a position in the smallest alternative that holds it; horizontally and vertically apart. */
    static void write(BitWriter out, Position3D reference, Position3D position) {
        out.flag(position.hasElevation);
        writeHorizontal(out, reference, position);
        if (position.hasElevation) {
            writeVertical(out, reference, position);
        }
    }

    private static void writeHorizontal(BitWriter out, Position3D reference, Position3D position) {
        int alternative = ABSOLUTE;
        long east = (long) position.longitude - reference.longitude;
        long north = (long) position.latitude - reference.latitude;
        if (isKnown(reference) && isKnown(position)) {
            alternative = 0;
            while (alternative < ABSOLUTE
                    && !(fits(east, HORIZONTAL_BITS[alternative]) && fits(north, HORIZONTAL_BITS[alternative]))) {
                alternative++;
            }
        }
        out.integer(ALTERNATIVE, alternative);
        if (alternative == ABSOLUTE) {
            out.integer(DataElements.LONGITUDE, position.longitude);
            out.integer(DataElements.LATITUDE, position.latitude);
        } else {
            int bits = HORIZONTAL_BITS[alternative];
            out.bits(east - lowest(bits), bits);
            out.bits(north - lowest(bits), bits);
        }
    }

    private static void writeVertical(BitWriter out, Position3D reference, Position3D position) {
        int alternative = ABSOLUTE;
        int up = position.elevation - reference.elevation;
        if (reference.hasElevation
                && reference.elevation != DataElements.ELEVATION_UNAVAILABLE
                && position.elevation != DataElements.ELEVATION_UNAVAILABLE) {
            alternative = 0;
            while (alternative < ABSOLUTE
                    && !(fits(up, VERTICAL_BITS[alternative]) && up != lowest(VERTICAL_BITS[alternative]))) {
                alternative++;
            }
        }
        out.integer(ALTERNATIVE, alternative);
        if (alternative == ABSOLUTE) {
            out.integer(DataElements.ELEVATION, position.elevation);
        } else {
            int bits = VERTICAL_BITS[alternative];
            out.bits(up - lowest(bits), bits);
        }
    }

    private static boolean isKnown(Position3D position) {
        return position.latitude != DataElements.LATITUDE_UNAVAILABLE
                && position.longitude != DataElements.LONGITUDE_UNAVAILABLE;
    }

    private static boolean fits(long offset, int bits) {
        return offset >= lowest(bits) && offset < -lowest(bits);
    }

    private static int lowest(int bits) {
        return -(1 << (bits - 1));
    }
}
