package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The generator against both contenders, over real sockets. */
final class GeneratorTest {
    private static final int VEHICLES = 50;

    private final BenchRoads roads = new BenchRoads(VEHICLES, 30);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Figures run(Contender contender, InetSocketAddress address) throws Exception {
        Generator.Plan plan =
                new Generator.Plan(contender, address, roads.zone().name(), roads, VEHICLES, 1, 0.5, 1.5);
        return Generator.run(plan, loop.next(), new Generator.Ear() {
                    @Override
                    public void measuring() {
                        told.add("measuring");
                    }

                    @Override
                    public void measured() {
                        told.add("measured");
                    }
                })
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void theEchoGetsEveryMessageAndAnswersWhatAsks() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            Figures figures = run(Contender.ECHO, echo.address());
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> echo.received() == 2L * VEHICLES * Generator.MESSAGES_PER_S);
            assertThatAllIsAnswered(figures);
        }
    }

    @Test
    void theEdgeProcessesEveryMessageAndAnswersWhatAsks() throws Exception {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EdgeNode edge =
                EdgeNode.start(EdgeConfig.of("edge-1", free).build(), roads.zone(), InstantSource.system())) {
            Figures figures = run(Contender.EDGE, edge.tcpAddress());
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> edge.statistics().processed() == 2L * VEHICLES * Generator.MESSAGES_PER_S);
            assertThat(edge.statistics().received()).isEqualTo(2L * VEHICLES * Generator.MESSAGES_PER_S);
            assertThatAllIsAnswered(figures);
        }
    }

    private void assertThatAllIsAnswered(Figures figures) {
        assertThat(told).containsExactly("measuring", "measured");
        assertThat(figures.get("sent")).isEqualTo(VEHICLES * Generator.MESSAGES_PER_S * 1.5);
        assertThat(figures.get("asked")).isPositive().isEqualTo(figures.get("answered"));
        assertThat(figures.get("lost")).isZero();
        assertThat(figures.get("max_us")).isGreaterThanOrEqualTo(figures.get("p50_us"));
    }

    @Test
    void aServerThatHangsUpEndsTheRunWithTheReason() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    server.accept().close();
                } catch (IOException e) {
                    // the test is over
                }
            });
            assertThatThrownBy(() -> run(Contender.ECHO, (InetSocketAddress) server.getLocalSocketAddress()))
                    .hasMessageContaining("vehicle=");
        }
    }
}
