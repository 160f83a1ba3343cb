package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against every contender, over real sockets. */
final class GeneratorTest {
    private static final int VEHICLES = 50;

    /** Of ten lanes. */
    private final BenchRoads roads = new BenchRoads(1_000, 30);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private SecuredSite site() {
        return new SecuredSite(folder);
    }

    private SecuredSite enrolled() throws IOException {
        SecuredSite site = site();
        site.make(BenchRoads.ZONE, VEHICLES);
        return site;
    }

    private Figures run(Contender contender, Map<String, Double> where) throws Exception {
        return run(contender, where, Scene.FREE, VEHICLES, 1.5);
    }

    private Figures run(Contender contender, Map<String, Double> where, Scene scene, int vehicles, double measuredS)
            throws Exception {
        return run(
                new Generator.Plan(contender, new Figures(where), site(), roads, scene, vehicles, 1, 0.5, measuredS));
    }

    private Figures run(Generator.Plan plan) throws Exception {
        return Generator.run(plan, loop.next(), new Generator.Ear() {
                    @Override
                    public void connected() {
                        told.add("connected");
                    }

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

    @ParameterizedTest
    @EnumSource(Contender.class)
    void everyContenderGetsEveryMessageAndAnswersWhatAsks(Contender contender) throws Exception {
        assumeThat(contender.isHere()).isTrue();
        try (Server server = contender.start(roads, contender == Contender.SECURED ? enrolled() : site())) {
            Figures figures = run(contender, server.where());
            assertThatAllIsAnswered(figures);
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(server.counters().get("received")).isEqualTo(figures.get("sent_all")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EDGE", "DATAGRAMS"})
    void theEdgeUsesWhatItGets(Contender contender) throws Exception {
        try (Server server = contender.start(roads, site())) {
            Figures figures = run(contender, server.where());
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(server.counters())
                            .containsEntry("processed", figures.get("sent_all"))
                            .containsEntry("rejected", 0.0));
        }
    }

    @Test
    void inALongWarmUpVehiclesComeOneByOneAndAreSilentWhileGarbageIsCollected() throws Exception {
        try (Server server = Contender.ECHO.start(roads, site())) {
            Figures figures = run(new Generator.Plan(
                    Contender.ECHO, new Figures(server.where()), site(), roads, Scene.FREE, VEHICLES, 1, 3.5, 0.5));
            // of 2,000 in 4 s: half of those of the first two are of who is still to come, and 0.8 s are silent
            assertThat(figures.get("sent_all")).isBetween(1_050.0, 1_150.0);
            assertThat(figures.get("sent")).isEqualTo(250);
            assertThat(figures.get("lost")).isZero();
        }
    }

    @Test
    void whoClosesInIsWarnedAndNobodyElse() throws Exception {
        try (Server server = Contender.EDGE.start(roads, site())) {
            Figures closingIn = run(Contender.EDGE, server.where(), Scene.CLOSING_IN, VEHICLES, 6);
            assertThat(closingIn.get("warnings")).isPositive();
            assertThat(closingIn.get("warned_max_us"))
                    .isGreaterThanOrEqualTo(closingIn.get("warned_p50_us"))
                    .isPositive();
            assertThat(server.counters()).containsEntry("rejected", 0.0);
        }
        try (Server server = Contender.EDGE.start(roads, site())) {
            assertThat(run(Contender.EDGE, server.where()).get("warnings")).isZero();
        }
    }

    @Test
    void neighboursOfTwoEdgesAreWarnedThroughTheCloud() throws Exception {
        try (Server server = Contender.CLOUD.start(roads, site())) {
            Figures figures = run(Contender.CLOUD, server.where(), Scene.CLOSING_IN, VEHICLES, 13);
            assertThat(figures.get("warnings")).as("of the cloud").isPositive();
            assertThat(server.counters()).as("raised by an edge").containsEntry("raised", 0.0);
        }
    }

    @Test
    void vehiclesAreWarnedOfWhatTheRoadsideUnitSees() throws Exception {
        try (Server server = Contender.EDGE.start(roads, site())) {
            Figures figures = run(Contender.EDGE, server.where(), Scene.ROADSIDE, 11, 6);
            assertThat(figures.get("warnings")).isPositive();
            assertThat(server.counters()).containsEntry("rejected", 0.0);
        }
    }

    private void assertThatAllIsAnswered(Figures figures) {
        assertThat(told).containsExactly("connected", "measuring", "measured");
        assertThat(figures.get("sent")).isEqualTo(VEHICLES * Generator.MESSAGES_PER_S * 1.5);
        // in the warm-up of half a second they come one after the other: half of what they would send in all of it
        assertThat(figures.get("sent_all") / figures.get("sent")).isBetween(1.1, 1.25);
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
            assertThatThrownBy(() -> run(Contender.ECHO, Map.of("port", (double) server.getLocalPort())))
                    .hasMessageContaining("vehicle=");
        }
    }
}
