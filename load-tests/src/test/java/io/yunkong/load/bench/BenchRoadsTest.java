package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import org.junit.jupiter.api.Test;

final class BenchRoadsTest {
    private final BenchRoads roads = new BenchRoads(950, 20);
    private final Zone zone = roads.zone();

    @Test
    void everyVehicleIsOnTheCentreLineOfALaneFromBeginningToEnd() {
        assertThat(zone.lanes().lanes()).hasSize(10);
        for (int vehicle = 0; vehicle < 950; vehicle++) {
            for (double timeS : new double[] {0, 20}) {
                double longitude = roads.longitudeDeg(vehicle, timeS);
                double east = zone.plane().eastM(roads.latitudeDeg(vehicle), longitude);
                double north = zone.plane().northM(roads.latitudeDeg(vehicle), longitude);
                assertThat(zone.lanes().lanes())
                        .as("vehicle %d", vehicle)
                        .anyMatch(lane -> lane.line().project(east, north).distanceM() < 0.1);
            }
        }
    }

    @Test
    void nobodyComesNearerToAnybodyThanTheLanesAllow() {
        for (int a = 0; a < 200; a++) {
            for (int b = a + 1; b < 200; b++) {
                double east = eastM(a) - eastM(b);
                double north = northM(a) - northM(b);
                assertThat(Math.hypot(east, north)).isGreaterThan(13);
            }
        }
    }

    @Test
    void neighboursInALaneAreInOtherHalvesAndSoAreThoseThatCloseIn() {
        int lanes = 10;
        int[] closingIn = new int[2];
        for (int vehicle = 0; vehicle + lanes < 950; vehicle++) {
            assertThat(roads.isInOtherHalf(vehicle + lanes)).isNotEqualTo(roads.isInOtherHalf(vehicle));
            if (roads.placeInLane(vehicle) == 0) {
                closingIn[roads.isInOtherHalf(vehicle) ? 1 : 0]++;
            }
        }
        assertThat(closingIn).containsExactly(lanes / 2, lanes / 2);
    }

    @Test
    void roadsOfTheSameArgumentsAreTheSame() {
        assertThat(BenchRoads.of(roads.arguments()).zone().version()).isEqualTo(zone.version());
    }

    @Test
    void aSquareIsAboutAsWideAsLong() {
        BenchRoads square = BenchRoads.square(10_000, 0);
        double east = zone.plane().eastM(34.8, square.longitudeDeg(9_999, 0))
                - zone.plane().eastM(34.8, square.longitudeDeg(0, 0));
        double north = zone.plane().northM(square.latitudeDeg(99), 113.8)
                - zone.plane().northM(square.latitudeDeg(0), 113.8);
        assertThat(east).isBetween(3_900.0, 4_100.0);
        assertThat(north).isBetween(3_900.0, 4_100.0);
    }

    private double eastM(int vehicle) {
        return zone.plane().eastM(roads.latitudeDeg(vehicle), roads.longitudeDeg(vehicle, 0));
    }

    private double northM(int vehicle) {
        return zone.plane().northM(roads.latitudeDeg(vehicle), roads.longitudeDeg(vehicle, 0));
    }
}
