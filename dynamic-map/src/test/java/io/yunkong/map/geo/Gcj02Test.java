package io.yunkong.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pairs are those that public implementations of the transform test themselves with. */
final class Gcj02Test {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Shanghai, 31.1774276, 121.5272106, 31.17530398364597, 121.531541859215",
        "Shenzhen, 22.543847, 113.912316, 22.540796131694766, 113.9171764808363",
        "Beijing, 39.911954, 116.377817, 39.91334545536069, 116.38404722455657"
    })
    void givesThePublishedPairsAndTheirInverse(String name, double lat, double lon, double gcjLat, double gcjLon) {
        Gcj02.Point shifted = Gcj02.fromWgs84(lat, lon);
        assertThat(shifted.latitudeDeg()).isCloseTo(gcjLat, within(1e-9));
        assertThat(shifted.longitudeDeg()).isCloseTo(gcjLon, within(1e-9));
        Gcj02.Point back = Gcj02.toWgs84(gcjLat, gcjLon);
        assertThat(back.latitudeDeg()).isCloseTo(lat, within(1e-9));
        assertThat(back.longitudeDeg()).isCloseTo(lon, within(1e-9));
    }

    @Test
    void comesBackFromAnywhereInMainlandChina() {
        long seed = 20;
        System.out.println("Gcj02Test: seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            double lat = random.nextDouble(18, 53);
            double lon = random.nextDouble(74, 135);
            Gcj02.Point there = Gcj02.fromWgs84(lat, lon);
            Gcj02.Point back = Gcj02.toWgs84(there.latitudeDeg(), there.longitudeDeg());
            assertThat(back.latitudeDeg()).isCloseTo(lat, within(1e-9));
            assertThat(back.longitudeDeg()).isCloseTo(lon, within(1e-9));
        }
    }

    @Test
    void movesLongziLakeByMoreThanHalfAKilometre() {
        LocalPlane plane = new LocalPlane(34.8, 113.8);
        Gcj02.Point shifted = Gcj02.fromWgs84(34.8, 113.8);
        double metres = Math.hypot(
                plane.eastM(shifted.latitudeDeg(), shifted.longitudeDeg()),
                plane.northM(shifted.latitudeDeg(), shifted.longitudeDeg()));
        assertThat(metres).isBetween(500.0, 700.0);
    }
}
