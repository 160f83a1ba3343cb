package io.yunkong.cloud;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.yunkong.cloud.directory.RemoveExpectedStation;
import io.yunkong.cloud.directory.StationEntry;
import io.yunkong.cloud.placement.CompareAndSetLease;
import io.yunkong.cloud.placement.Lease;
import io.yunkong.cloud.placement.NodeEntry;
import java.util.List;

/**
 * The Hazelcast member of a cloud node. Its port knows neither TLS nor authentication: it stays on one private interface, finds the
 * others by an explicit list only, calls nobody, and deserialises nothing but what is listed here.
 */
final class ClusterSettings {
    /** A dead member is noticed by the reset of its connections; these are for one that is silent. */
    private static final int HEARTBEAT_S = 1;

    private static final int NO_HEARTBEAT_S = 8;
    private static final int CALL_TIMEOUT_MS = 8_000;
    private static final int BACKUP_TIMEOUT_MS = 500;
    private static final int MERGE_DELAY_S = 10;

    private ClusterSettings() {}

    static Config of(CloudConfig.Cluster cluster) {
        Config config = new Config();
        config.setClusterName(cluster.name());
        config.getJetConfig().setEnabled(false);
        config.addMapConfig(new MapConfig("yunkong.*").setBackupCount(1));
        // What Vert.x keeps in the cluster, as its own default-cluster.xml sets it.
        config.addMapConfig(new MapConfig("__vertx.*").setBackupCount(1));
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        network(config.getNetworkConfig(), cluster);
        serialization(config);
        properties(config);
        return config;
    }

    private static void network(NetworkConfig network, CloudConfig.Cluster cluster) {
        String host = cluster.member().getAddress().getHostAddress();
        network.setPort(cluster.member().getPort()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).setInterfaces(List.of(host));
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
    }

    private static void serialization(Config config) {
        config.getSerializationConfig()
                .getCompactSerializationConfig()
                .addClass(Lease.class)
                .addClass(CompareAndSetLease.class)
                .addClass(NodeEntry.class)
                .addClass(RemoveExpectedStation.class)
                .addClass(StationEntry.class);
        ClassFilter allowed = new ClassFilter().addPrefixes("io.vertx.spi.cluster.hazelcast.impl.");
        config.getSerializationConfig()
                .setJavaSerializationFilterConfig(new JavaSerializationFilterConfig().setWhitelist(allowed));
    }

    private static void properties(Config config) {
        config.setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.socket.client.bind.any", "false")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.heartbeat.interval.seconds", Integer.toString(HEARTBEAT_S))
                .setProperty("hazelcast.max.no.heartbeat.seconds", Integer.toString(NO_HEARTBEAT_S))
                .setProperty("hazelcast.operation.call.timeout.millis", Integer.toString(CALL_TIMEOUT_MS))
                .setProperty("hazelcast.operation.backup.timeout.millis", Integer.toString(BACKUP_TIMEOUT_MS))
                .setProperty("hazelcast.operation.fail.on.indeterminate.state", "true")
                .setProperty("hazelcast.backpressure.enabled", "true")
                .setProperty("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "3")
                .setProperty("hazelcast.merge.first.run.delay.seconds", Integer.toString(MERGE_DELAY_S))
                .setProperty("hazelcast.merge.next.run.delay.seconds", Integer.toString(MERGE_DELAY_S))
                .setProperty("hazelcast.graceful.shutdown.max.wait", "10")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
    }
}
