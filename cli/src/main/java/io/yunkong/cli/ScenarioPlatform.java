package io.yunkong.cli;

import io.yunkong.cloud.CloudNode;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.scenario.Outcome;
import io.yunkong.sim.scenario.Play;
import io.yunkong.sim.scenario.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Edge and cloud in one process, as {@link Platform} has them, with nobody on the road but the actors of scenarios. */
final class ScenarioPlatform implements AutoCloseable {
    private static final long CONNECTED_MAX_NS = 20_000_000_000L;

    private static final int TAKES_MAX = 3;

    private final EdgeNode edge;
    private final CloudNode cloud;
    private final Stage stage;

    private ScenarioPlatform(EdgeNode edge, CloudNode cloud, Stage stage) {
        this.edge = edge;
        this.cloud = cloud;
        this.stage = stage;
    }

    /**
     * Starts both and waits until the edge has found the cloud.
     *
     * @throws IllegalStateException if it does not
     */
    static ScenarioPlatform start(Zone zone) throws IOException {
        InstantSource clock = InstantSource.system();
        InetSocketAddress link = Platform.freeAddress();
        EdgeNode edge = EdgeNode.start(Platform.edgeConfig(link), zone, clock);
        CloudNode cloud = null;
        try {
            cloud = CloudNode.start(Platform.cloudConfig(Platform.loopback(0), link), List.of(zone), clock);
            awaitLink(edge);
            return new ScenarioPlatform(
                    edge, cloud, new Stage(zone, edge.tcpAddress(), new ZoneSignalNumbers(zone), clock));
        } catch (RuntimeException e) {
            if (cloud != null) {
                cloud.close();
            }
            edge.close();
            throw e;
        }
    }

    private static void awaitLink(EdgeNode edge) {
        long untilNs = System.nanoTime() + CONNECTED_MAX_NS;
        while (edge.statistics().uplink().linksUp() == 0) {
            if (System.nanoTime() > untilNs) {
                throw new IllegalStateException(
                        "edge found no cloud: waited_s=" + CONNECTED_MAX_NS / 1_000_000_000 + "; nothing played");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /**
     * Plays plays at the same time. Where something was not sent or not used by the edge, as by a machine that is too busy for it, their silence
     * would mean nothing: they are played again, and when that comes to the same it is a fault of each.
     */
    List<Outcome> play(List<Play> together) {
        List<Play> plays = together;
        for (int take = 1; ; take++) {
            Map<String, Long> before = unused();
            Stage.Take played = stage.play(plays);
            List<String> lost = lost(before, played, together);
            if (lost.isEmpty() || take == TAKES_MAX) {
                return played.outcomes().stream()
                        .map(outcome -> outcome.with(lost))
                        .toList();
            }
            plays = plays.stream().map(Play::again).toList();
        }
    }

    /** Where the API tells of the warnings. */
    InetSocketAddress httpAddress() {
        return cloud.httpAddress();
    }

    /** What was not sent, and what the edge did not use unless it is bad input. */
    private List<String> lost(Map<String, Long> before, Stage.Take played, List<Play> plays) {
        List<String> lost = new ArrayList<>();
        if (!played.unsent().isEmpty()) {
            lost.add(played.unsent());
        }
        Map<String, Long> unused = unused();
        before.forEach((reason, count) -> unused.merge(reason, -count, Long::sum));
        unused.values().removeIf(count -> count == 0);
        if (!unused.isEmpty()
                && plays.stream().noneMatch(play -> play.scenario().badInput())) {
            lost.add("not used by the edge: " + unused);
        }
        return lost;
    }

    private Map<String, Long> unused() {
        EdgeStatistics edgeNow = edge.statistics();
        Map<String, Long> unused = Text.named(edgeNow.rejected());
        Text.named(edgeNow.objects().rejected())
                .forEach((reason, count) -> unused.merge("object " + reason, count, Long::sum));
        Text.named(edgeNow.shed()).forEach((what, count) -> unused.merge("shed " + what, count, Long::sum));
        Text.named(edgeNow.emergencyRunsRefused())
                .forEach((kind, count) -> unused.merge("emergency run of " + kind, count, Long::sum));
        return unused;
    }

    @Override
    public void close() {
        try (CloudNode last = cloud;
                EdgeNode first = edge) {
            // Closes in this order from the end, each whatever happens to the other.
        }
    }
}
