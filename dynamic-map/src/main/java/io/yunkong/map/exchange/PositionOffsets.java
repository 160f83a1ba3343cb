package io.yunkong.map.exchange;

import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LL_24B;
import io.yunkong.wire.csae.Position_LL_28B;
import io.yunkong.wire.csae.Position_LL_32B;
import io.yunkong.wire.csae.Position_LL_36B;
import io.yunkong.wire.csae.Position_LL_44B;
import io.yunkong.wire.csae.Position_LL_48B;
import io.yunkong.wire.csae.Position_LLmD_64b;
import io.yunkong.wire.uper.DataElements;

/** PositionOffsetLLV to and from a place on the earth, horizontally only. Raw values of the standard, 1e-7 degree. Pure. Thread-safe. */
public final class PositionOffsets {
    private static final int POLE = 900_000_000;
    private static final int HALF_TURN = 1_800_000_000;

    private PositionOffsets() {}

    /** The latitude meant; unavailable when it is not told, relative to an unavailable one, or beyond a pole. */
    public static int latitude(Position3D reference, PositionOffsetLLV offset) {
        PositionOffsetLL place = offset.getOffsetLL();
        return switch (place.getAlternativeCase()) {
            case POSITION_LL1 -> northOf(reference, place.getPositionLL1().getLat());
            case POSITION_LL2 -> northOf(reference, place.getPositionLL2().getLat());
            case POSITION_LL3 -> northOf(reference, place.getPositionLL3().getLat());
            case POSITION_LL4 -> northOf(reference, place.getPositionLL4().getLat());
            case POSITION_LL5 -> northOf(reference, place.getPositionLL5().getLat());
            case POSITION_LL6 -> northOf(reference, place.getPositionLL6().getLat());
            case POSITION_LATLON -> place.getPositionLatLon().getLat();
            case ALTERNATIVE_NOT_SET -> DataElements.LATITUDE_UNAVAILABLE;
        };
    }

    private static int northOf(Position3D reference, int offset) {
        long sum = (long) reference.getLat() + offset;
        return reference.getLat() == DataElements.LATITUDE_UNAVAILABLE || Math.abs(sum) > POLE
                ? DataElements.LATITUDE_UNAVAILABLE
                : (int) sum;
    }

    /** The longitude meant; unavailable when it is not told, or relative to an unavailable one. Goes on at -180 degrees after +180. */
    public static int longitude(Position3D reference, PositionOffsetLLV offset) {
        PositionOffsetLL place = offset.getOffsetLL();
        return switch (place.getAlternativeCase()) {
            case POSITION_LL1 -> eastOf(reference, place.getPositionLL1().getLon());
            case POSITION_LL2 -> eastOf(reference, place.getPositionLL2().getLon());
            case POSITION_LL3 -> eastOf(reference, place.getPositionLL3().getLon());
            case POSITION_LL4 -> eastOf(reference, place.getPositionLL4().getLon());
            case POSITION_LL5 -> eastOf(reference, place.getPositionLL5().getLon());
            case POSITION_LL6 -> eastOf(reference, place.getPositionLL6().getLon());
            case POSITION_LATLON -> place.getPositionLatLon().getLon();
            case ALTERNATIVE_NOT_SET -> DataElements.LONGITUDE_UNAVAILABLE;
        };
    }

    private static int eastOf(Position3D reference, int offset) {
        if (reference.getLong() == DataElements.LONGITUDE_UNAVAILABLE) {
            return DataElements.LONGITUDE_UNAVAILABLE;
        }
        long sum = (long) reference.getLong() + offset;
        if (sum > HALF_TURN) {
            return (int) (sum - 2L * HALF_TURN);
        }
        return (int) (sum <= -HALF_TURN ? sum + 2L * HALF_TURN : sum);
    }

    /** A place in the narrowest alternative that holds it; both must be known. */
    public static PositionOffsetLLV of(Position3D reference, int latitude, int longitude) {
        long north = (long) latitude - reference.getLat();
        long east = (long) longitude - reference.getLong();
        PositionOffsetLL.Builder place = PositionOffsetLL.newBuilder();
        if (fits(12, north, east)) {
            place.setPositionLL1(Position_LL_24B.newBuilder().setLon((int) east).setLat((int) north));
        } else if (fits(14, north, east)) {
            place.setPositionLL2(Position_LL_28B.newBuilder().setLon((int) east).setLat((int) north));
        } else if (fits(16, north, east)) {
            place.setPositionLL3(Position_LL_32B.newBuilder().setLon((int) east).setLat((int) north));
        } else if (fits(18, north, east)) {
            place.setPositionLL4(Position_LL_36B.newBuilder().setLon((int) east).setLat((int) north));
        } else if (fits(22, north, east)) {
            place.setPositionLL5(Position_LL_44B.newBuilder().setLon((int) east).setLat((int) north));
        } else if (fits(24, north, east)) {
            place.setPositionLL6(Position_LL_48B.newBuilder().setLon((int) east).setLat((int) north));
        } else {
            place.setPositionLatLon(
                    Position_LLmD_64b.newBuilder().setLon(longitude).setLat(latitude));
        }
        return PositionOffsetLLV.newBuilder().setOffsetLL(place).build();
    }

    private static boolean fits(int bits, long north, long east) {
        long half = 1L << (bits - 1);
        return north >= -half && north < half && east >= -half && east < half;
    }
}
