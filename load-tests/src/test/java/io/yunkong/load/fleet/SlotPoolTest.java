package io.yunkong.load.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.load.device.DrivenState;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SlotPoolTest {
    private static final long REST_US = 4_000_000;

    @Test
    void lendsEveryStretchOnceAndThenNone() throws ZoneException {
        List<Slot> slots = Roads.of(zone(), 7, 0).stretches();
        SlotPool pool = new SlotPool(slots, REST_US);
        HashSet<Slot> lent = new HashSet<>();
        for (Slot slot = pool.borrow(0); slot != null; slot = pool.borrow(0)) {
            assertThat(lent.add(slot)).as("lent twice: %s", slot).isTrue();
        }
        assertThat(lent).hasSameSizeAs(slots).hasSizeGreaterThan(100);
    }

    @Test
    void keepsAReturnedStretchBackUntilItHasRested() throws ZoneException {
        SlotPool pool = new SlotPool(Roads.of(zone(), 7, 0).stretches().subList(0, 1), REST_US);
        Slot slot = pool.borrow(0);
        Objects.requireNonNull(slot);
        pool.giveBack(slot, 1_000_000);

        assertThat(pool.borrow(1_000_000 + REST_US - 1)).isNull();
        assertThat(pool.borrow(1_000_000 + REST_US)).isEqualTo(slot);
    }

    @Test
    void equalSeedsGiveEqualOrders() throws ZoneException {
        Zone zone = zone();
        assertThat(Roads.of(zone, 7, 0).stretches())
                .isEqualTo(Roads.of(zone, 7, 0).stretches())
                .isNotEqualTo(Roads.of(zone, 8, 0).stretches());
    }

    @Test
    void anApproachStaysOnItsStretchAndEndsBeforeContact() throws ZoneException {
        Zone zone = zone();
        for (Slot slot : Roads.of(zone, 7, 0).stretches()) {
            Approach approach = new Approach(slot, zone.plane(), 1, 2);
            double host = along(zone, slot, approach.hostAt(Approach.DURATION_S));
            double leader = along(zone, slot, approach.leader());
            double timeToCollisionS = (leader - host - Approach.VEHICLE_LENGTH_M) / Approach.SPEED_MPS;

            assertThat(along(zone, slot, approach.hostAt(0))).isGreaterThanOrEqualTo(slot.startM());
            assertThat(leader + Approach.VEHICLE_LENGTH_M / 2).isLessThanOrEqualTo(slot.startM() + Slot.LENGTH_M);
            assertThat(timeToCollisionS).isBetween(1.1, 1.3);
        }
    }

    private static double along(Zone zone, Slot slot, DrivenState state) {
        double east = zone.plane().eastM(state.latitudeDeg(), state.longitudeDeg());
        double north = zone.plane().northM(state.latitudeDeg(), state.longitudeDeg());
        return slot.lane().line().project(east, north).sM();
    }

    private static Zone zone() throws ZoneException {
        return ZoneFolder.read(Path.of("..", "zones", "longzi-lake"));
    }
}
