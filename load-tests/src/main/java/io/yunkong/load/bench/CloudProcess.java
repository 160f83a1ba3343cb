package io.yunkong.load.bench;

import io.yunkong.cloud.CloudConfig;
import io.yunkong.cloud.CloudNode;
import io.yunkong.cloud.CloudStatistics;
import io.yunkong.cloud.tile.ObservationLedger;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The process of a cloud node, on free ports and a cluster of its own: says where edges reach it, and answers with its figures. */
final class CloudProcess {
    private static final String NODE = "cloud-1";

    private CloudProcess() {}

    /** @param args of the roads */
    public static void main(String[] args) throws IOException, InterruptedException {
        BenchRoads roads = BenchRoads.of(List.of(args));
        CloudNode node = CloudNode.start(CloudConfig.alone(NODE), List.of(roads.zone()), InstantSource.system());
        ChildProcess.answer(Map.of("port", (double) node.linkAddress().getPort()), () -> figures(node));
        System.exit(0); // nobody needs it to leave its cluster in order
    }

    /** As the edges', so that they can be added. */
    private static Map<String, Double> figures(CloudNode node) {
        CloudStatistics.ZoneFigures zone =
                Objects.requireNonNull(node.statistics().zones().get(BenchRoads.ZONE));
        ObservationLedger.Balance observations = zone.observations();
        double rejected = observations.rejected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Map<String, Double> figures = new HashMap<>(ContenderProcess.jvm());
        figures.put("rejected", rejected);
        figures.put("shed", (double) observations.shedTotal());
        return figures;
    }
}
