package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaneBoxTest {
    private static final PlaneBox BOX = new Polyline(new double[] {3, 1, 5}, new double[] {-2, 4, 0}).box();

    @Test
    void isTheLeastThatALineLiesIn() {
        assertThat(BOX).isEqualTo(new PlaneBox(1, -2, 5, 4));
        assertThat(BOX.with(0, 5)).isEqualTo(new PlaneBox(0, -2, 5, 5));
    }

    @Test
    void holdsWhatLiesOnItsRimAndWithinTheMarginBesideIt() {
        assertThat(BOX.holds(1, -2, 0)).isTrue();
        assertThat(BOX.holds(0.99, 0, 0)).isFalse();
        assertThat(BOX.holds(0, 5, 1)).isTrue();
        assertThat(BOX.holds(Double.NaN, 0, 1)).isFalse();
        assertThat(PlaneBox.of(List.of()).holds(0, 0, 1e6)).as("no lanes").isFalse();
    }

    @Test
    void isApartFromWhatIsFartherThanTheReachAlongOneAxis() {
        PlaneBox east = new PlaneBox(7, -2, 9, 4);
        assertThat(BOX.isApartFrom(east, 1.9)).isTrue();
        assertThat(east.isApartFrom(BOX, 1.9)).isTrue();
        assertThat(BOX.isApartFrom(east, 2)).isFalse();
    }
}
