package io.yunkong.edge.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.edge.uplink.Uplink;
import io.yunkong.edge.uplink.UplinkLimits;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A map thread that is kept busy while reports come in. */
final class InletTest {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final FastPathLimits LIMITS = new FastPathLimits(8, 4, Duration.ofMillis(100), 10);

    private final EventLoop mapLoop = new DefaultEventLoop();
    private final EventLoop deviceLoop = new DefaultEventLoop();
    private final LinkCounters counters = new LinkCounters();
    private final AtomicInteger begunBatches = new AtomicInteger();
    private final Inlet inlet = new Inlet(deviceLoop, fastPath(), LIMITS, counters, () -> {
        begunBatches.incrementAndGet(); // each asks once for the time
        return NOW_US;
    });

    private static long clock() {
        return NOW_US;
    }

    private FastPath fastPath() {
        WireExchange exchange = new WireExchange(TestZone.create());
        MapCounters map = new MapCounters(mapLoop.ticker()::nanoTime);
        Uplink uplink = new Uplink(
                new Uplink.Setup("edge-1", List.of(), UplinkLimits.standard(), 1),
                exchange,
                mapLoop,
                new Bootstrap(),
                map,
                InletTest::clock);
        StationLinks nobody = new StationLinks() {
            @Override
            public Optional<StationLink> findLink(long stationId) {
                return Optional.empty();
            }

            @Override
            public Iterator<StationLink> links() {
                return Collections.emptyIterator();
            }
        };
        Downlink downlink =
                new Downlink(new Downlink.Setup(exchange.zone(), "edge-1", 10), nobody, uplink, map, InletTest::clock);
        return new FastPath("edge-1", mapLoop, exchange, downlink, uplink, map, InletTest::clock);
    }

    @AfterEach
    void stop() {
        mapLoop.shutdownGracefully().awaitUninterruptibly(1000);
        deviceLoop.shutdownGracefully().awaitUninterruptibly(1000);
    }

    private static Report report(long station, int number) {
        return new Report.Own(new SelfReport(
                station,
                NOW_US - 400_000 + number * 1000L,
                NOW_US,
                500,
                500,
                0,
                0,
                0,
                0,
                4.5,
                1.8,
                RoadUserClass.CAR,
                1,
                Announcement.NONE,
                number));
    }

    private void offer(long station, int number) {
        counters.received++;
        inlet.offer(report(station, number));
        assertThat(counters.received)
                .isEqualTo(counters.processed + counters.rejected.total() + counters.shed.total() + counters.inFlight);
    }

    private void onDeviceLoop(Runnable action) throws ExecutionException, InterruptedException {
        deviceLoop.submit(action).get();
    }

    /** Until the latch is counted down. */
    private CountDownLatch keepMapBusy() {
        CountDownLatch busy = new CountDownLatch(1);
        mapLoop.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return busy;
    }

    @Test
    void shedsTheOlderReportOfTheSameStationWhileTheMapIsBusyAndAccountsForAll()
            throws ExecutionException, InterruptedException {
        CountDownLatch busy = keepMapBusy();
        onDeviceLoop(() -> {
            offer(1, 0);
            inlet.endOfRead(); // on its way after this turn, and waits for the map thread
        });
        onDeviceLoop(() -> {
            for (int station = 1; station <= 8; station++) {
                offer(station, 1);
            }
            assertThat(counters.shed.total()).isZero();
            offer(3, 2);
            offer(3, 3);
            offer(9, 1);
            inlet.endOfRead();
            assertThat(counters.shed.get(ShedClass.SELF_REPORT)).isEqualTo(3);
            assertThat(counters.inFlight).isEqualTo(9);
            assertThat(counters.processed).isZero();
        });
        busy.countDown();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deviceLoop.submit(() -> counters.inFlight == 0).get());
        onDeviceLoop(() -> {
            assertThat(counters.received).isEqualTo(12);
            assertThat(counters.processed + counters.rejected.total()).isEqualTo(9);
            assertThat(counters.processed).isEqualTo(9);
        });
    }

    @Test
    void handsOverAtOnceWhatSeveralConnectionsBringInOneTurn() throws ExecutionException, InterruptedException {
        CountDownLatch busy = keepMapBusy();
        onDeviceLoop(() -> {
            for (int station = 1; station <= 3; station++) {
                offer(station, 0);
                inlet.endOfRead();
            }
        });
        onDeviceLoop(() -> assertThat(begunBatches).hasValue(1));
        busy.countDown();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deviceLoop.submit(() -> counters.inFlight == 0).get());
        assertThat(begunBatches).hasValue(1);
    }

    @Test
    void saysOnceThatNothingIsOnItsWayAnyMoreAndNotBefore() throws ExecutionException, InterruptedException {
        CountDownLatch busy = keepMapBusy();
        AtomicInteger empty = new AtomicInteger();
        onDeviceLoop(() -> {
            for (int number = 0; number < 6; number++) { // more than one batch
                offer(number + 1, number);
            }
            inlet.endOfRead();
            inlet.onceEmpty(() -> {
                assertThat(counters.inFlight).isZero();
                empty.incrementAndGet();
            });
            assertThat(empty).hasValue(0);
        });
        busy.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> empty.get() == 1);
        onDeviceLoop(() -> {
            assertThat(counters.processed + counters.rejected.total()).isEqualTo(6);
            inlet.onceEmpty(empty::incrementAndGet);
            assertThat(empty).hasValue(2);
        });
    }

    @Test
    void reportsAreWrittenOverOnlyOnceTheyAreWorkedOff() throws ExecutionException, InterruptedException {
        CountDownLatch busy = keepMapBusy();
        List<Report.Own> offered = new ArrayList<>();
        onDeviceLoop(() -> {
            for (int i = 0; i < 3; i++) {
                Report.Own own = inlet.spare();
                assertThat(offered).doesNotContain(own);
                offered.add(own);
                inlet.offer(own);
            }
            inlet.endOfRead();
        });
        onDeviceLoop(() -> assertThat(offered).doesNotContain(inlet.spare())); // the map thread has them still
        busy.countDown();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deviceLoop.submit(() -> counters.inFlight == 0).get());
        onDeviceLoop(() -> {
            List<Report.Own> again = List.of(inlet.spare(), inlet.spare(), inlet.spare());
            assertThat(again).containsExactlyInAnyOrderElementsOf(offered);
            assertThat(offered).doesNotContain(inlet.spare());
        });
    }

    @Test
    void aReportThatIsShedIsWrittenOverNext() throws ExecutionException, InterruptedException {
        onDeviceLoop(() -> {
            Report older = report(1, 1);
            inlet.offer(older);
            for (int station = 2; station <= LIMITS.pendingMax(); station++) {
                inlet.offer(report(station, 1));
            }
            inlet.offer(report(1, 2));
            assertThat(inlet.spare()).isSameAs(older);
        });
    }
}
