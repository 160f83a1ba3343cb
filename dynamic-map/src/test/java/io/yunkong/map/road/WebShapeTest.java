package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.geo.WebMercator;
import io.yunkong.map.geo.WebTile;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the equator at longitude 0, a square of zoom 18 has a side of 152.87 m and (131072, 131071) touches the origin with its lower left corner. */
class WebShapeTest {
    private static final LocalPlane PLANE = new LocalPlane(0, 0);
    private static final WebTile SQUARE = new WebTile(18, 131_072, 131_071);
    private static final double SIDE_M = 40_075_016.686 / (1 << 18);
    /** A second of arc is a little longer to the east than to the north of the equator's ellipsoid. */
    private static final int LATITUDE_UNITS = 30;

    @Test
    void projectsAsWebMapsDo() {
        assertThat(WebMercator.x(-180)).isZero();
        assertThat(WebMercator.x(180)).isEqualTo(1);
        assertThat(WebMercator.y(0)).isEqualTo(0.5);
        assertThat(WebMercator.y(85.0511287798066)).isCloseTo(0, Offset.offset(1e-12));
        // EPSG:3857 of 113.8 E, 34.8 N: 12668158.0 m, 4137357.3 m (pyproj is not needed: R * lambda, R * asinh(tan
        // phi))
        assertThat((WebMercator.x(113.8) - 0.5) * 40_075_016.68557849)
                .isCloseTo(Math.toRadians(113.8) * 6_378_137, Offset.offset(1e-6));
        double tan = Math.tan(Math.toRadians(34.8));
        assertThat((0.5 - WebMercator.y(34.8)) * 40_075_016.68557849)
                .isCloseTo(Math.log(tan + Math.hypot(1, tan)) * 6_378_137, Offset.offset(1e-6));
    }

    @Test
    void cutsALineAtTheBufferAndKeepsItsDirection() {
        List<int[]> pieces = line(-500, 50, 500, 50).on(SQUARE);
        assertThat(pieces).hasSize(1);
        int[] piece = pieces.getFirst();
        assertThat(piece).hasSize(4);
        assertThat(piece[0]).isEqualTo(-128);
        assertThat(piece[2]).isEqualTo(4096 + 128);
        assertThat(piece[1])
                .isEqualTo(piece[3])
                .isCloseTo((int) (4096 - 50 / SIDE_M * 4096), Offset.offset(LATITUDE_UNITS));

        int[] back = line(500, 50, -500, 50).on(SQUARE).getFirst();
        assertThat(back[0]).isEqualTo(4096 + 128);
        assertThat(back[2]).isEqualTo(-128);
    }

    @Test
    void cutsALineThatLeavesAndComesBackInTwo() {
        List<int[]> pieces = line(50, 50, 400, 60, 50, 70).on(SQUARE);
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst()[2]).isEqualTo(4096 + 128);
        assertThat(pieces.getLast()[0]).isEqualTo(4096 + 128);
        assertThat(pieces.getLast()[2]).isCloseTo((int) (50 / SIDE_M * 4096), Offset.offset(1));
    }

    @Test
    void showsNothingOfALineOutsideOrSmallerThanAUnit() {
        assertThat(line(200, 50, 500, 50).on(SQUARE)).isEmpty();
        assertThat(line(-100, 100, 100, 400).on(SQUARE)).isEmpty(); // its box meets the square
        assertThat(line(50.0, 50, 50.01, 50, 50.0, 50.001).on(SQUARE)).isEmpty();
    }

    @Test
    void cutsAnAreaWithItsOuterRingClockwiseOnTheScreen() {
        for (WebShape area :
                List.of(area(-50, -50, 50, -50, 50, 50, -50, 50), area(-50, 50, 50, 50, 50, -50, -50, -50))) {
            List<int[]> rings = area.on(SQUARE);
            assertThat(rings).hasSize(1);
            int[] ring = rings.getFirst();
            assertThat(ring).hasSize(8).contains(-128, 4096 + 128);
            assertThat(surveyed(ring)).isPositive();
        }
    }

    @Test
    void cutsABentAreaIntoParts() {
        // a U around the square's right edge: two arms inside, what joins them outside
        List<int[]> rings = area(50, 20, 300, 20, 300, 120, 50, 120, 50, 100, 250, 100, 250, 40, 50, 40)
                .on(SQUARE);
        assertThat(rings)
                .hasSize(2)
                .allSatisfy(ring -> assertThat(surveyed(ring)).isPositive());
    }

    @Test
    void givesHolesTheOtherDirection() {
        // a ring drawn as one outline that touches itself along a seam
        List<int[]> rings = area(
                        10, 10, 110, 10, 110, 110, 10, 110, 10, 60, 40, 60, 40, 80, 80, 80, 80, 40, 40, 40, 40, 60, 10,
                        60)
                .on(SQUARE);
        assertThat(rings).hasSize(2);
        assertThat(surveyed(rings.getFirst())).isPositive();
        assertThat(surveyed(rings.getLast())).isNegative();
    }

    @Test
    void repairsAnOutlineThatCrossesItself() {
        List<int[]> rings = area(10, 10, 110, 110, 110, 10, 10, 110).on(SQUARE);
        assertThat(rings)
                .isNotEmpty()
                .allSatisfy(ring -> assertThat(surveyed(ring)).isPositive());
    }

    @Test
    void anyLineStaysInsideTheBufferWithoutEmptySteps() {
        long seed = 4_096;
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            double[] corners =
                    random.doubles(2L * (2 + random.nextInt(8)), -300, 450).toArray();
            for (int[] piece : line(corners).on(SQUARE)) {
                assertThat(piece).as("seed=%d run=%d", seed, run).hasSizeGreaterThanOrEqualTo(4);
                for (int i = 0; i < piece.length; i++) {
                    assertThat(piece[i]).isBetween(-128, 4096 + 128);
                }
                for (int i = 2; i < piece.length; i += 2) {
                    assertThat(piece[i] != piece[i - 2] || piece[i + 1] != piece[i - 1])
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anyAreaGivesSoundRings() {
        long seed = 4_097;
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            double[] corners =
                    random.doubles(2L * (3 + random.nextInt(8)), -300, 450).toArray();
            for (int[] ring : area(corners).on(SQUARE)) {
                assertThat(ring).as("seed=%d run=%d", seed, run).hasSizeGreaterThanOrEqualTo(6);
                assertThat(surveyed(ring)).isNotZero();
                for (int i = 0; i < ring.length; i++) {
                    assertThat(ring[i]).isBetween(-128, 4096 + 128);
                }
                for (int i = 0; i < ring.length; i += 2) {
                    int next = (i + 2) % ring.length;
                    assertThat(ring[i] != ring[next] || ring[i + 1] != ring[next + 1])
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 0, 0", "-1, 0, 0", "10, 1024, 0", "10, 0, 1024", "10, -1, 0", "0, 0, 1"})
    void thereIsNoSquareOutsideOfTheWorld(int zoom, int x, int y) {
        assertThatThrownBy(() -> new WebTile(zoom, x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such square: zoom=" + zoom);
    }

    private static long surveyed(int[] ring) {
        long doubled = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            doubled += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
        }
        return doubled;
    }

    private static WebShape line(double... eastNorth) {
        return WebShape.line(polyline(eastNorth, 0), PLANE);
    }

    private static WebShape area(double... eastNorth) {
        return WebShape.area(polyline(eastNorth, 1), PLANE);
    }

    private static Polyline polyline(double[] eastNorth, int closing) {
        int size = eastNorth.length / 2;
        double[] east = new double[size + closing];
        double[] north = new double[size + closing];
        for (int i = 0; i < size + closing; i++) {
            east[i] = eastNorth[2 * (i % size)];
            north[i] = eastNorth[2 * (i % size) + 1];
        }
        return new Polyline(east, north);
    }
}
