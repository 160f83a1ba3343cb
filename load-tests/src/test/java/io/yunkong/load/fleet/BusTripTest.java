package io.yunkong.load.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BusTripTest {
    private final Zone zone;
    private final List<Slot> lines;

    BusTripTest() throws ZoneException {
        zone = ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
        lines = Roads.of(zone, 7, 40).lines();
    }

    private double along(Slot line, BusTrip trip, double timeS) {
        var state = trip.at(timeS);
        return line.lane()
                .line()
                .project(
                        zone.plane().eastM(state.latitudeDeg(), state.longitudeDeg()),
                        zone.plane().northM(state.latitudeDeg(), state.longitudeDeg()))
                .sM();
    }

    @Test
    void everyBusHasALineAndNoApproachIsOnIt() {
        assertThat(lines).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Roads.of(zone, 7, 40).stretches())
                .noneMatch(
                        stretch -> lines.stream().anyMatch(line -> line.lane().equals(stretch.lane())));
    }

    @Test
    void staysOnItsLineAndStandsAtItsStops() {
        for (Slot line : lines) {
            BusTrip trip = new BusTrip(line, zone.plane());
            assertThat(trip.durationS()).isGreaterThan(BusTrip.CYCLE_S);
            assertThat(along(line, trip, trip.durationS()) + BusTrip.LENGTH_M / 2)
                    .isLessThanOrEqualTo(line.lane().lengthM());
            assertThat(trip.at(BusTrip.STANDS_S / 2).speedMps()).isZero();
            assertThat(trip.at(trip.durationS()).speedMps()).isZero();
        }
    }

    @Test
    void itsSpeedIsThatOfItsWay() {
        Slot line = lines.getFirst();
        BusTrip trip = new BusTrip(line, zone.plane());
        for (double timeS = 0; timeS + 0.1 <= trip.durationS(); timeS += 0.1) {
            double way = (along(line, trip, timeS + 0.1) - along(line, trip, timeS)) / 0.1;
            double told = (trip.at(timeS).speedMps() + trip.at(timeS + 0.1).speedMps()) / 2;
            assertThat(way).as("at %.1f s", timeS).isCloseTo(told, within(0.2));
            assertThat(told).isBetween(0.0, 10.001);
        }
    }
}
