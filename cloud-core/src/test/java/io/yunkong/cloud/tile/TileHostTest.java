package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.yunkong.cloud.TestZone;
import io.yunkong.cloud.placement.Tenure;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.Warning;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TileHostTest {
    private static final Zone ZONE = TestZone.make();
    private static final TileKey TILE = new TileKey(ZONE.name(), TestZone.EAST);
    private static final long UNTIL_NANOS = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final ZoneService service = new ZoneService(ZONE);
    private final AtomicLong nanos = new AtomicLong();
    private final TileHost host = new TileHost(
            vertx, "cloud-1", Map.of(ZONE.name(), service), () -> 1_800_000_000_000_000L, 100, new Quiet());

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void tileStopsWithItsVerticle() throws Exception {
        Tenure tenure = new Tenure(1, UNTIL_NANOS, nanos::get);
        host.start(TILE, tenure).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(host.count()).isEqualTo(1);
        assertThat(vertx.deploymentIDs()).hasSize(1);
        host.stop(TILE).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(host.count()).isZero();
        assertThat(vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void stopBetweenTheLastLookAtTheTenureAndTheEntryLeavesNothingRunning() throws Exception {
        AtomicBoolean raced = new AtomicBoolean();
        Thread stopper = new Thread(() -> host.stop(TILE));
        Tenure tenure = new Tenure(1, UNTIL_NANOS, () -> {
            if (nanos.get() == 0 && raced.compareAndSet(false, true)) {
                nanos.set(UNTIL_NANOS); // it lapses, and is stopped, while the host still sees it held
                stopper.start();
                while (stopper.isAlive() && stopper.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                return 0;
            }
            return nanos.get();
        });
        host.start(TILE, tenure).toCompletableFuture().get(30, TimeUnit.SECONDS);
        stopper.join();
        assertThat(raced).isTrue();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(host.count()).isZero();
            assertThat(vertx.deploymentIDs()).isEmpty();
            assertThat(host.offer(TILE, new ReceivedBatch(ObservationBatch.getDefaultInstance(), 0)))
                    .isFalse();
        });
    }

    private static final class Quiet implements TileOutput {
        @Override
        public void warning(Warning warning) {}

        @Override
        public void digest(TileDigest digest) {}
    }
}
