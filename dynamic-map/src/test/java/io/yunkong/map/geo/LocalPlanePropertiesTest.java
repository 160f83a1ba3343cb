package io.yunkong.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPlanePropertiesTest {
    private static final long SEED = 20261121;

    @Test
    void referenceAgreesWithPublishedValues() {
        TransverseMercator reference = new TransverseMercator(0, 0);
        // quarter meridian of WGS-84: 10 001 965.729 m
        assertThat(reference.northM(90, 0)).isCloseTo(10_001_965.729, within(0.001));
        // one degree of longitude on the equator, near the meridian: a * pi / 180 with the scale growing with the
        // square
        double east = 6_378_137 * Math.toRadians(1);
        assertThat(reference.eastM(0, 1)).isBetween(east, east * (1 + Math.toRadians(1) * Math.toRadians(1) / 5));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "22.5, 114",
        "30.54, 119.97",
        "34.8, 113.8",
        "45.75, 126.6",
        "53, 122",
        "-33.9, 151.2",
        "60, 30"
    })
    void differsFromTheExactProjectionByLessThanACentimetreWithinFiveKilometres(double latitude, double longitude) {
        LocalPlane plane = new LocalPlane(latitude, longitude);
        TransverseMercator exact = new TransverseMercator(latitude, longitude);
        Random random = new Random(SEED);
        double worst = 0;
        for (int i = 0; i < 20_000; i++) {
            double radius = 5000 * Math.sqrt(random.nextDouble());
            double angle = random.nextDouble(2 * Math.PI);
            double lat = latitude + Math.toDegrees(radius * Math.cos(angle) / 6_371_000);
            double lon = longitude
                    + Math.toDegrees(radius * Math.sin(angle) / 6_371_000 / Math.cos(Math.toRadians(latitude)));
            worst = Math.max(
                    worst,
                    Math.hypot(
                            plane.eastM(lat, lon) - exact.eastM(lat, lon),
                            plane.northM(lat, lon) - exact.northM(lat, lon)));
        }
        System.out.printf("local plane: latitude_deg=%s seed=%d worst_m=%.6f%n", latitude, SEED, worst);
        assertThat(worst).isLessThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "30.54, 119.97", "34.8, 113.8", "-33.9, 151.2", "60, 30", "80, 179.99"})
    void comesBackToTheSameDegrees(double latitude, double longitude) {
        LocalPlane plane = new LocalPlane(latitude, longitude);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double east = random.nextDouble(-5000, 5000);
            double north = random.nextDouble(-5000, 5000);
            double lat = plane.latitudeDeg(east, north);
            double lon = plane.longitudeDeg(east, north);

            assertThat(plane.eastM(lat, lon)).isCloseTo(east, within(1e-5));
            assertThat(plane.northM(lat, lon)).isCloseTo(north, within(1e-5));
            assertThat(plane.latitudeDeg(plane.eastM(lat, lon), plane.northM(lat, lon)))
                    .isCloseTo(lat, within(1e-9));
            assertThat(plane.longitudeDeg(plane.eastM(lat, lon), plane.northM(lat, lon)))
                    .isCloseTo(lon, within(1e-9));
        }
    }

    @Test
    void refusesAnOriginOutsideTheEarth() {
        assertThatThrownBy(() -> new LocalPlane(113.8, 34.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("origin out of range: latitude_deg=113.8, longitude_deg=34.8, limit=89/180; refused");
        assertThatThrownBy(() -> new LocalPlane(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
