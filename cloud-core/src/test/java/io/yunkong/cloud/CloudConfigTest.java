package io.yunkong.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.cloud.placement.Placement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("AddressSelection") // literal addresses only
class CloudConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "8.8.8.8", "::", "2001:db8::1", "172.32.0.1"})
    void publicBindIsRefused(String host) {
        InetSocketAddress open = new InetSocketAddress(host, 5701);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThatThrownBy(() -> new CloudConfig.Cluster("c", open, List.of(), loopback))
                .hasMessageContaining("bind address not private: cluster.member=")
                .hasMessageEndingWith("not started");
        assertThatThrownBy(() -> new CloudConfig.Cluster("c", loopback, List.of(), open))
                .hasMessageContaining("cluster.event_bus=");
        CloudConfig alone = CloudConfig.alone("n");
        assertThatThrownBy(() -> new CloudConfig(
                        "n", open, alone.link(), alone.cluster(), alone.limits(), alone.lease(), Optional.empty()))
                .hasMessageContaining("http=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "10.1.2.3", "172.16.0.1", "192.168.1.1", "fd00::1", "::1"})
    void privateBindIsTaken(String host) {
        InetSocketAddress bind = new InetSocketAddress(host, 5701);
        assertThat(new CloudConfig.Cluster("c", bind, List.of(), bind).member()).isEqualTo(bind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "host:80", "http://host", "*"})
    void unusableHostNameIsRefused(String host) {
        CloudConfig alone = CloudConfig.alone("n");
        assertThatThrownBy(() -> new CloudConfig(
                        "n",
                        alone.http(),
                        alone.link(),
                        alone.cluster(),
                        alone.limits(),
                        alone.lease(),
                        Optional.empty(),
                        Set.of(host)))
                .hasMessageStartingWith("host name not usable: http_host=" + host + ", limit=")
                .hasMessageEndingWith("not started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "this-name-is-too-long", "node/1"})
    void unusableNodeIdIsRefused(String id) {
        assertThatThrownBy(() -> CloudConfig.alone(id)).hasMessageContaining("node id not usable");
    }

    @Test
    void leaseTimesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Placement.Timing(2_000, 600)).hasMessageContaining("cycle_ms=600");
    }
}
