package io.yunkong.map.road;

/**
 * When a road user is in a place on its path if it keeps its speed: from the arrival of its front to the leaving of its rear.
 *
 * @param entryS seconds from now, 0 = it is there; infinite when it never comes
 * @param exitS seconds from now; infinite when it does not leave
 * @param sigmaS one sigma of both times, by the position's accuracy along the path, seconds; infinite of who stands
 */
public record ArrivalWindow(double entryS, double exitS, double sigmaS) {
    private static final double STANDING_MPS = 0.1;

    /**
     * @param entryM where the place begins on the path, metres from the centre of the road user's footprint
     * @param exitM where it ends
     * @param lengthM of the road user
     */
    public static ArrivalWindow of(
            double entryM, double exitM, double lengthM, double speedMps, double positionSigmaM) {
        double front = entryM - lengthM / 2;
        double rear = exitM + lengthM / 2;
        if (speedMps < STANDING_MPS) {
            boolean there = front <= 0 && rear > 0;
            return new ArrivalWindow(
                    there ? 0 : Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return new ArrivalWindow(
                Math.max(0, front / speedMps), Math.max(0, rear / speedMps), positionSigmaM / speedMps);
    }
}
