package io.yunkong.load.tracking;

/**
 * A track as it was told. Immutable.
 *
 * @param speedMps NaN when not told
 * @param headingDeg NaN when not told
 * @param userClass empty when not told
 */
record ToldTrack(
        String id, double latitudeDeg, double longitudeDeg, double speedMps, double headingDeg, String userClass) {}
