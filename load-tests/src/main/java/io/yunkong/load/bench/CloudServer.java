package io.yunkong.load.bench;

import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Two edges in this process, on one event loop each, and their cloud node in a process of its own, as real ones have it. Messages that were
 * refused or given up are those of all three.
 */
final class CloudServer implements Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final ChildProcess cloud;
    private final EdgeServer one;
    private final EdgeServer other;

    private CloudServer(ChildProcess cloud, EdgeServer one, EdgeServer other) {
        this.cloud = cloud;
        this.one = one;
        this.other = other;
    }

    /** Returns when both edges are linked to the owner of every tile. */
    static CloudServer start(BenchRoads roads) throws IOException, InterruptedException {
        ChildProcess cloud = ChildProcess.startServer(List.of(), CloudProcess.class, roads.arguments());
        try {
            InetSocketAddress link = new InetSocketAddress(InetAddress.getLoopbackAddress(), (int)
                    Figures.parse(cloud.line(START_LIMIT)).get("port"));
            Zone zone = roads.zone();
            EdgeServer one = EdgeServer.startWithCloud("edge-1", zone, link);
            EdgeServer other = EdgeServer.startWithCloud("edge-2", zone, link);
            return new CloudServer(cloud, one, other);
        } catch (IOException | RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    @Override
    public Map<String, Double> where() {
        return Map.of(
                "port", one.where().get("port"), "other_port", other.where().get("port"));
    }

    @Override
    public Map<String, Double> counters() throws IOException, InterruptedException {
        Map<String, Double> counters = new HashMap<>(one.counters());
        other.counters().forEach((name, count) -> counters.merge(name, count, Double::sum));
        cloud.figures(ANSWER_LIMIT).values().forEach((name, count) -> counters.merge(name, count, Double::sum));
        return counters;
    }

    @Override
    public OptionalLong otherProcess() {
        return OptionalLong.of(cloud.pid());
    }

    @Override
    public void collectOther() throws IOException, InterruptedException {
        var _ = cloud.collect(ANSWER_LIMIT);
    }

    @Override
    public void close() {
        one.close();
        other.close();
        cloud.close();
    }
}
