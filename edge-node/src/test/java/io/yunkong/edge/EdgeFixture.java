package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.link.FrameRate;
import io.yunkong.edge.link.LinkLimits;
import io.yunkong.edge.link.LinkSizes;
import io.yunkong.edge.link.LinkTimes;
import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.link.TlsLimits;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An edge on free loopback ports. It closes nothing for being slow: a test that waits for a time limit has the hasty ones. */
final class EdgeFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofMinutes(1);
    private static final FrameRate ANY_RATE = new FrameRate(10_000, 10_000, 2);

    private final EdgeNode edge;
    private final Zone zone;

    EdgeFixture(Zone zone, EdgeConfig.Builder config) throws IOException {
        this.zone = zone;
        this.edge = EdgeNode.start(config.build(), zone, AwakeClock.shared());
    }

    static EdgeFixture start(InetSocketAddress... cloudNodes) throws IOException {
        return new EdgeFixture(TestZone.create(), config(cloudNodes));
    }

    static EdgeConfig.Builder config(InetSocketAddress... cloudNodes) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return EdgeConfig.of("edge-1", anyPort)
                .udp(Optional.of(anyPort))
                .cloudNodes(List.of(cloudNodes))
                .link(limits())
                .uplink(uplinkLimits());
    }

    /** Longer than any test waits to say hello, to complete a frame, to read and when idle; rates out of the way. */
    static LinkLimits limits() {
        return limits(NEVER);
    }

    /** As {@link #limits()}, with other rates. */
    static LinkLimits limits(int framesPerSecond, int framesBurst) {
        return limits(NEVER, NEVER, NEVER, new FrameRate(framesPerSecond, framesBurst, 2));
    }

    /** As {@link #limits()}, with another idle limit. */
    static LinkLimits limits(Duration idle) {
        return limits(NEVER, NEVER, idle, ANY_RATE);
    }

    /** As {@link #limits()}, but 500 ms to say hello, to complete a frame and to read, 2 s for a handshake. */
    static LinkLimits hastyLimits() {
        return limits(Duration.ofMillis(500), Duration.ofSeconds(2), NEVER, ANY_RATE);
    }

    private static LinkLimits limits(Duration patience, Duration handshake, Duration idle, FrameRate rate) {
        Duration often = Duration.ofMillis(300);
        return new LinkLimits(
                new LinkTimes(patience, patience, idle, often, patience, often),
                new LinkSizes(8192, 16_384, 50, 50, 16),
                rate,
                new ResumeLimits(often, 50, 8),
                new TlsLimits(handshake, 20, 4096));
    }

    /** As {@link #limits()}, but sessions are kept for so long, and so many of them, with so many warnings. */
    static LinkLimits keeping(Duration keep, int sessionsMax, int messagesMax) {
        LinkLimits l = limits();
        return new LinkLimits(
                l.times(), l.sizes(), l.rate(), new ResumeLimits(keep, sessionsMax, messagesMax), l.tls());
    }

    /** Observations grow old, and a cloud node counts as silent, only after longer than any test waits. */
    private static UplinkLimits uplinkLimits() {
        return uplinkLimits(NEVER, NEVER, NEVER);
    }

    static UplinkLimits uplinkLimits(Duration observationAgeMax, Duration staleAfter, Duration silentAfter) {
        return new UplinkLimits(
                Duration.ofMillis(10),
                200,
                64,
                observationAgeMax,
                64,
                Duration.ofMillis(200),
                staleAfter,
                silentAfter,
                Duration.ofMillis(20),
                Duration.ofMillis(100));
    }

    EdgeNode edge() {
        return edge;
    }

    InetSocketAddress tcp() {
        return edge.tcpAddress();
    }

    Zone zone() {
        return zone;
    }

    EdgeStatistics statistics() {
        return edge.statistics();
    }

    EdgeStatistics awaitStatistics(Predicate<EdgeStatistics> wanted) {
        return await().atMost(PATIENCE).until(edge::statistics, wanted);
    }

    static long nowUs() {
        return AwakeClock.nowUs();
    }

    byte[] bsm(long station, int count, double eastM, double northM) {
        return Bsm.at(zone.plane(), station, count, nowUs(), eastM, northM);
    }

    /** Closes the edge and checks what must hold after every test. */
    @Override
    public void close() {
        edge.close();
        EdgeStatistics last = edge.statistics();
        assertThat(last.balanced()).as("%s", last).isTrue();
        assertThat(last.inFlight()).as("%s", last).isZero();
        assertThat(last.defects()).as("%s", last).isZero();
    }
}
