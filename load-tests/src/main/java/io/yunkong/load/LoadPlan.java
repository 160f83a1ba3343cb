package io.yunkong.load;

import io.yunkong.load.budget.Budgets;
import io.yunkong.load.fleet.Roads;
import io.yunkong.load.fleet.Scene;
import io.yunkong.map.road.Zone;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a load run is to do.
 *
 * @param test which load test
 * @param zone where
 * @param edge where devices connect
 * @param http the cloud's; empty = it is left out
 * @param vehicles on the road at any time; at most what the zone has room for
 * @param course how long what is measured
 * @param budgets of classes that occur
 * @param seed of everything drawn
 */
record LoadPlan(
        LoadTest test,
        Zone zone,
        InetSocketAddress edge,
        Optional<InetSocketAddress> http,
        int vehicles,
        Scene.Course course,
        Budgets budgets,
        long seed) {
    /** Refuses more vehicles than the zone has room for, and fewer than make a load test. */
    static void checkVehicles(LoadTest test, Zone zone, int vehicles) {
        int most = Roads.vehiclesMax(zone, test.busShare(), test.rogueShare());
        if (vehicles < test.vehiclesMin() || vehicles > most) {
            throw new IllegalArgumentException("vehicles out of range: vehicles=" + vehicles + ", limit="
                    + test.vehiclesMin() + ".." + most + " (each has its stretch of road); not started");
        }
    }
}
