package io.yunkong.sim;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a swarm does.
 *
 * @param vehicles motor vehicles at the start, buses included, [10, 20000]; cyclists, pedestrians and actors come on top
 * @param equippedShare share of them that is equipped, [0, 1]; buses and the hosts of scripted conflicts always are
 * @param seed decides everything else
 * @param edge address of the edge's TCP sessions
 * @param roadsideUdp address for the datagrams of roadside units; null = they use TCP sessions
 * @param duration simulated time to run; null = until stopped
 * @param speedFactor simulated seconds per second, (0, 20]
 * @param conflicts whether conflicts are scripted
 * @param startAtUs real time of simulated second 0, microseconds since 1970 UTC, a whole millisecond; 0 = as soon as the sessions are
 *     open. With the same instant as the zone's signal anchor equal seeds give equal traffic; a start in the past is caught up with
 *     unsent
 */
public record SwarmConfig(
        int vehicles,
        double equippedShare,
        long seed,
        InetSocketAddress edge,
        @Nullable InetSocketAddress roadsideUdp,
        @Nullable Duration duration,
        double speedFactor,
        boolean conflicts,
        long startAtUs) {
    public static final double EQUIPPED_SHARE_DEFAULT = 0.6;

    public SwarmConfig {
        if (vehicles < 10 || vehicles > 20_000) {
            throw new IllegalArgumentException("out of range: vehicles=" + vehicles + ", limit=10..20000; refused");
        }
        check("equipped_share", equippedShare, 0, 1);
        check("speed_factor", speedFactor, 1e-3, 20);
        if (startAtUs < 0 || startAtUs % 1000 != 0) {
            throw new IllegalArgumentException("bad start: start_at_us=" + startAtUs + ", limit=whole ms; refused");
        }
    }

    /** The demo's swarm: everything over TCP, real time, scripted conflicts. */
    public static SwarmConfig of(int vehicles, long seed, InetSocketAddress edge, @Nullable Duration duration) {
        return new SwarmConfig(vehicles, EQUIPPED_SHARE_DEFAULT, seed, edge, null, duration, 1, true, 0);
    }

    /** The same with simulated second 0 at a given instant. */
    public SwarmConfig startingAt(long epochUs) {
        return new SwarmConfig(
                vehicles, equippedShare, seed, edge, roadsideUdp, duration, speedFactor, conflicts, epochUs);
    }

    private static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "out of range: " + name + "=" + value + ", limit=" + least + ".." + most + "; refused");
        }
    }
}
