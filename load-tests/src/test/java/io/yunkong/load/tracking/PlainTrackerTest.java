package io.yunkong.load.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class PlainTrackerTest {
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);

    private final TrackLines told = new TrackLines();
    private final PlainTracker tracker = new PlainTracker(PLANE, told);

    private static String place(double eastM, double northM) {
        return String.format(
                Locale.ROOT,
                "\"lat\":%.8f,\"lon\":%.8f,\"hdg\":90.0,\"spd\":10.0,\"len\":4.6,\"wid\":1.8,\"cls\":\"car\"",
                PLANE.latitudeDeg(eastM, northM),
                PLANE.longitudeDeg(eastM, northM));
    }

    private void bsm(double atS, String id, double eastM, double northM) throws IOException {
        tracker.line(String.format(
                Locale.ROOT,
                "{\"rx\":%.3f,\"k\":\"bsm\",\"t\":%.3f,\"id\":\"%s\",\"n\":1,%s}",
                atS + 0.05,
                atS,
                id,
                place(eastM, northM)));
    }

    private void rsm(double atS, int number, double eastM, double northM) throws IOException {
        tracker.line(String.format(
                Locale.ROOT,
                "{\"rx\":%.3f,\"k\":\"rsm\",\"t\":%.3f,\"rsu\":\"RSU01\",\"objs\":[{\"pid\":%d,%s}]}",
                atS + 0.1,
                atS,
                number,
                place(eastM, northM)));
    }

    @Test
    void aVehicleToldOfByItselfAndByAUnitIsOneTrack() throws IOException {
        for (int i = 0; i < 20; i++) {
            bsm(i / 10.0, "0A", i, 0);
            rsm(i / 10.0, i < 10 ? 7 : 8, i, 1);
        }
        tracker.tellUntil(2.0);
        assertThat(told.at(19)).singleElement().satisfies(track -> {
            assertThat(track.headingDeg()).isCloseTo(90, within(5.0));
            assertThat(PLANE.eastM(track.latitudeDeg(), track.longitudeDeg())).isCloseTo(19, within(0.5));
            assertThat(PLANE.northM(track.latitudeDeg(), track.longitudeDeg())).isBetween(0.0, 1.0);
        });
        assertThat(told.at(5).getFirst().id()).isEqualTo(told.at(19).getFirst().id());
    }

    @Test
    void twoVehiclesSideBySideAreTwoTracks() throws IOException {
        for (int i = 0; i < 20; i++) {
            bsm(i / 10.0, "0A", i, 0);
            bsm(i / 10.0, "0B", i, 2);
        }
        tracker.tellUntil(2.0);
        assertThat(told.at(19)).hasSize(2);
    }

    @Test
    void whoIsNotHeardOfIsForgotten() throws IOException {
        for (int i = 0; i < 10; i++) {
            bsm(i / 10.0, "0A", i, 0);
        }
        tracker.tellUntil(3.0);
        assertThat(told.at(18)).hasSize(1);
        assertThat(told.at(20)).isEmpty();
    }
}
