package io.yunkong.cloud;

import io.yunkong.cloud.placement.Placement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a cloud node runs. Immutable. No address may be public: neither the members' link nor the event bus nor the edges' link nor HTTP
 * know who is at the other end yet.
 *
 * @param nodeId name in the platform, 1..16 of [A-Za-z0-9.-]; no two nodes of a cluster share one
 * @param http where operators connect to; port 0 = any free one
 * @param link where edges connect to
 * @param cluster how cloud nodes find each other
 * @param limits bounds
 * @param lease times of tile ownership
 * @param consoleDirectory built console; empty = the one on the class path
 * @param httpHosts names, without port, under which a reader may ask for the console and the API, apart from the address of
 *     {@code http} and localhost
 */
public record CloudConfig(
        String nodeId,
        InetSocketAddress http,
        Link link,
        Cluster cluster,
        Limits limits,
        Placement.Timing lease,
        Optional<Path> consoleDirectory,
        Set<String> httpHosts) {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9.-]{1,16}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");

    /**
     * @param bind address and port edges connect to; port 0 = any free one
     * @param advertisedHost host told to edges; empty = that of {@code bind}
     */
    public record Link(InetSocketAddress bind, Optional<String> advertisedHost) {}

    /**
     * @param name nodes of another name do not join
     * @param member address and port of the Hazelcast member; port 0 = any free one, for a node that stays alone
     * @param members "host:port" of all members, this one may be among them; empty = a node that stays alone
     * @param eventBus address and port of the event bus; port 0 = any free one
     */
    public record Cluster(String name, InetSocketAddress member, List<String> members, InetSocketAddress eventBus) {
        public Cluster {
            members = List.copyOf(members);
            requirePrivate("cluster.member", member);
            requirePrivate("cluster.event_bus", eventBus);
        }
    }

    /**
     * @param edges edge links at the same time, [1, 10000]
     * @param tileBacklog measurements that may wait for one tile, [100, 1000000]
     * @param journalEntries warnings kept with evidence, per zone, [10, 100000]
     * @param stations stations in the directory, [1, 10000000]
     * @param feedSockets console sockets at the same time, per zone, [1, 10000]
     * @param helloMs a link that has not said hello by then is closed, [100, 60000]
     * @param silenceMs a link that is silent for this long is closed, [300, 60000]
     */
    public record Limits(
            int edges, int tileBacklog, int journalEntries, int stations, int feedSockets, int helloMs, int silenceMs) {
        /** The shipped limits. */
        public static final Limits DEFAULT = new Limits(256, 20_000, 10_000, 200_000, 64, 2_000, 1_000);

        public Limits {
            requireRange("limits.edges", edges, 1, 10_000);
            requireRange("limits.tile_backlog", tileBacklog, 100, 1_000_000);
            requireRange("limits.journal_entries", journalEntries, 10, 100_000);
            requireRange("limits.stations", stations, 1, 10_000_000);
            requireRange("limits.feed_sockets", feedSockets, 1, 10_000);
            requireRange("limits.hello_ms", helloMs, 100, 60_000);
            requireRange("limits.silence_ms", silenceMs, 300, 60_000);
        }
    }

    /** The shipped times of tile ownership. */
    public static final Placement.Timing LEASE_DEFAULT = new Placement.Timing(2_000, 250);

    public CloudConfig {
        if (!NODE_ID.matcher(nodeId).matches()) {
            throw new IllegalArgumentException(
                    "node id not usable: node_id=" + nodeId + ", limit=" + NODE_ID + "; not started");
        }
        httpHosts = Set.copyOf(httpHosts);
        for (String host : httpHosts) {
            if (!HOST_NAME.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "host name not usable: http_host=" + host + ", limit=" + HOST_NAME + "; not started");
            }
        }
        requirePrivate("http", http);
        requirePrivate("link", link.bind());
    }

    /** A node that is asked for under its address and as localhost only. */
    public CloudConfig(
            String nodeId,
            InetSocketAddress http,
            Link link,
            Cluster cluster,
            Limits limits,
            Placement.Timing lease,
            Optional<Path> consoleDirectory) {
        this(nodeId, http, link, cluster, limits, lease, consoleDirectory, Set.of());
    }

    /** One node that stays alone, on free loopback ports. */
    public static CloudConfig alone(String nodeId) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new CloudConfig(
                nodeId,
                free,
                new Link(free, Optional.empty()),
                new Cluster("yunkong-" + nodeId, free, List.of(), free),
                Limits.DEFAULT,
                LEASE_DEFAULT,
                Optional.empty());
    }

    private static void requirePrivate(String what, InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null || !(ip.isLoopbackAddress() || ip.isSiteLocalAddress() || uniqueLocal(ip))) {
            throw new IllegalArgumentException("bind address not private: " + what + "=" + address
                    + ", limit=loopback or private network; not started");
        }
    }

    /** fc00::/7, RFC 4193. */
    private static boolean uniqueLocal(InetAddress ip) {
        byte[] octets = ip.getAddress();
        return octets.length == 16 && (octets[0] & 0xFE) == 0xFC;
    }

    private static void requireRange(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "limit out of range: " + what + "=" + value + ", limit=" + min + ".." + max + "; not started");
        }
    }
}
