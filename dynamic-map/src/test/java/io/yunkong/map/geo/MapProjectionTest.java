package io.yunkong.map.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MapProjectionTest {
    @ParameterizedTest
    @CsvSource({"34.8,113.8", "34.83,113.77", "30.5,119.9", "-33.9,18.4", "0.01,0.01"})
    void undoesTheReferenceProjection(double latitude, double longitude) {
        double lat0 = Math.rint(latitude);
        double lon0 = Math.rint(longitude);
        TransverseMercator forward = new TransverseMercator(lat0, lon0);
        MapProjection back = MapProjection.parse("+proj=tmerc +lat_0=" + lat0 + " +lon_0=" + lon0
                + " +k=1 +x_0=10 +y_0=-20 +datum=WGS84 +units=m +no_defs");

        double[] degrees =
                back.degrees(forward.eastM(latitude, longitude) + 10, forward.northM(latitude, longitude) - 20);

        assertThat(degrees[0]).isCloseTo(latitude, within(1e-10));
        assertThat(degrees[1]).isCloseTo(longitude, within(1e-10));
    }

    @Test
    void utmIsTransverseMercatorOfItsZone() {
        TransverseMercator forward = new TransverseMercator(0, 111);
        double east = 500_000 + 0.9996 * forward.eastM(34.8, 113.8);
        double north = 0.9996 * forward.northM(34.8, 113.8);
        double[] degrees = MapProjection.parse("+proj=utm +zone=49 +datum=WGS84 +units=m +no_defs")
                .degrees(east, north);

        assertThat(degrees[0]).isCloseTo(34.8, within(1e-10));
        assertThat(degrees[1]).isCloseTo(113.8, within(1e-10));
        double[] south =
                MapProjection.parse("+proj=utm +zone=49 +south +datum=WGS84").degrees(500_000, 1e7 - north);
        assertThat(south[0]).isNegative();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "! | no projection",
                "- | no projection",
                "+proj=merc | projection not known: proj=merc",
                "+proj=utm | no zone of UTM: zone=null",
                "+proj=utm +zone=49.5 | no zone of UTM: zone=49.5",
                "+proj=tmerc +lat_0=x | bad number: lat_0=x",
                "+proj=tmerc +lat_0=34.8 | no datum: neither datum= nor ellps=",
                "+proj=tmerc +units=us-ft | not in metres: units=us-ft",
                "+proj=tmerc +datum=NAD27 | datum not known: datum=NAD27",
                "+proj=tmerc lat_0=3 | not a PROJ string: word=lat_0=3"
            })
    void refusesWhatItDoesNotKnow(String text, String reason) {
        assertThatThrownBy(() -> MapProjection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason)
                .hasMessageEndingWith("; map refused");
    }
}
