package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.TrackState;
import org.junit.jupiter.api.Test;

class SameSubjectTest {
    private static final long T0 = 1_800_000_000_000_000L;
    private static final int NORTH = 0;
    private static final int EAST = 7_200;
    /** Degrees times 1e7 of a metre to the north. */
    private static final double METRE_E7 = 1e7 / 111_320;

    @Test
    void stationsAreTheSameByTheirIdWhereverTheyAre() {
        TrackState near = sensed(0, NORTH, 0).toBuilder().setStationId(1).build();
        TrackState far = sensed(500, NORTH, 0).toBuilder().setStationId(1).build();
        TrackState neighbour = sensed(0, NORTH, 0).toBuilder().setStationId(2).build();
        assertThat(SameSubject.test(near, T0, far, T0)).isTrue();
        assertThat(SameSubject.test(near, T0, neighbour, T0)).isFalse();
    }

    @Test
    void withoutAStationThePlaceDecidesWhateverTheTrackNumber() {
        TrackState one = sensed(0, NORTH, 0);
        assertThat(SameSubject.test(one, T0, sensed(5.9, NORTH, 0), T0)).isTrue();
        assertThat(SameSubject.test(one, T0, sensed(6.1, NORTH, 0), T0)).isFalse();
        TrackState sameNumber = sensed(500, NORTH, 0);
        assertThat(SameSubject.test(one, T0, sameNumber, T0)).isFalse();
    }

    @Test
    void movingOneIsComparedWhereItHasGone() {
        TrackState one = sensed(0, NORTH, 2_000);
        TrackState other = sensed(20, NORTH, 2_000);
        assertThat(SameSubject.test(one, T0, other, T0)).isFalse();
        assertThat(SameSubject.test(one, T0, other, T0 + 1_000_000)).isTrue();
        assertThat(SameSubject.test(other, T0 + 1_000_000, one, T0)).isTrue();
        assertThat(SameSubject.test(sensed(0, EAST, 2_000), T0, other, T0 + 1_000_000))
                .isFalse();
    }

    @Test
    void placesOfDifferentTimesAreNotCompared() {
        TrackState one = sensed(0, NORTH, 0);
        assertThat(SameSubject.test(one, T0, one, T0 + SameSubject.WITHIN_US)).isTrue();
        assertThat(SameSubject.test(one, T0, one, T0 + SameSubject.WITHIN_US + 1))
                .isFalse();
    }

    private static TrackState sensed(double northM, int heading, int speedCmps) {
        return TrackState.newBuilder()
                .setTrackId(9)
                .setLatitudeE7(347_000_000 + (int) Math.round(northM * METRE_E7))
                .setLongitudeE7(1_138_000_000)
                .setHeadingUnits(heading)
                .setSpeedCmps(speedCmps)
                .build();
    }
}
