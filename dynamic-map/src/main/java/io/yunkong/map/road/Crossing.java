package io.yunkong.map.road;

/**
 * Where two junction paths, or a path and a crosswalk, conflict. The corridor of a path is its inner 60 % (a body is narrower than its
 * lane), that of a crosswalk its whole width.
 *
 * @param sAM metres along the first to the place where the centre lines meet: their intersection, or where they merge the place
 *     where the corridors first touch
 * @param sBM the same place along the second
 * @param fromAM metres along the first where its corridor enters the other's
 * @param toAM metres along the first where it leaves it
 * @param fromBM metres along the second where its corridor enters the other's
 * @param toBM metres along the second where it leaves it
 */
public record Crossing(double sAM, double sBM, double fromAM, double toAM, double fromBM, double toBM) {
    /** The same place seen from the second. */
    public Crossing reversed() {
        return new Crossing(sBM, sAM, fromBM, toBM, fromAM, toAM);
    }
}
