package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.yunkong.map.geo.WebTile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tiles of ten octets each, cut by a thread that can be held up. */
class TileShelfTest {
    private final List<WebTile> cut = new ArrayList<>();
    private final LongAdder refused = new LongAdder();
    private final CountDownLatch go = new CountDownLatch(1);
    private Vertx vertx;
    private Context loop;
    private SlowAnswers slow;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        loop = vertx.getOrCreateContext();
        slow = new SlowAnswers(vertx, refused);
    }

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        await(vertx.close());
    }

    @Test
    void aSquareIsCutOnceForAllWhoAsk() throws Exception {
        TileShelf shelf = new TileShelf(this::cut, slow, 10_000);
        List<Future<Buffer>> both = onLoop(() -> List.of(shelf.get(square(1)), shelf.get(square(1))));
        go.countDown();
        assertThat(await(both.get(0))).isEqualTo(await(both.get(1)));
        assertThat(Gzip.unpack(await(onLoop(() -> shelf.get(square(1))))).length())
                .isEqualTo(10);
        await(onLoop(() -> shelf.get(square(2))));
        assertThat(cut).containsExactly(square(1), square(2));
    }

    @Test
    void whatWasAskedForLongestAgoMakesRoom() throws Exception {
        go.countDown();
        TileShelf shelf =
                new TileShelf(this::cut, slow, 3 * (Gzip.pack(new byte[10]).length() + 128));
        for (int x : new int[] {1, 2, 3, 1, 4, 1, 3, 4, 2}) {
            await(onLoop(() -> shelf.get(square(x))));
        }
        assertThat(cut).containsExactly(square(1), square(2), square(3), square(4), square(2));
    }

    @Test
    void aTileLargerThanTheShelfIsAnsweredAndNotKept() throws Exception {
        go.countDown();
        TileShelf shelf = new TileShelf(this::cut, slow, 100);
        assertThat(Gzip.unpack(await(onLoop(() -> shelf.get(square(1))))).length())
                .isEqualTo(10);
        await(onLoop(() -> shelf.get(square(1))));
        assertThat(cut).containsExactly(square(1), square(1));
    }

    @Test
    void beyondTheLimitOfThoseWhoWaitTheNextIsRefusedAndCountedAndAllOthersAreAnswered() throws Exception {
        TileShelf shelf = new TileShelf(this::cut, slow, 10_000);
        List<Future<Buffer>> waiting = new ArrayList<>();
        for (int x = 0; x < SlowAnswers.WAITING_MAX; x++) {
            int column = x;
            waiting.add(onLoop(() -> shelf.get(square(column))));
        }
        Future<Buffer> tooMuch = onLoop(() -> shelf.get(square(1_000)));
        Future<Buffer> sameAsOne = onLoop(() -> shelf.get(square(5)));
        assertThatThrownBy(() -> await(tooMuch))
                .hasCauseInstanceOf(SlowAnswers.Busy.class)
                .hasMessageContaining("too many answers waiting: limit=64; refused");
        assertThat(refused.sum()).isEqualTo(1);
        go.countDown();
        for (Future<Buffer> each : waiting) {
            await(each);
        }
        await(sameAsOne);
        assertThat(cut).hasSize(SlowAnswers.WAITING_MAX);
        assertThat(Gzip.unpack(await(onLoop(() -> shelf.get(square(1_000))))).length())
                .isEqualTo(10);
    }

    private byte[] cut(WebTile square) {
        try {
            assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut.add(square);
        return new byte[10];
    }

    private static WebTile square(int x) {
        return new WebTile(14, x, 0);
    }

    private <T> T onLoop(Callable<T> work) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<T> result = new ArrayList<>();
        loop.runOnContext(_ -> {
            try {
                result.add(work.call());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                done.countDown();
            }
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        return result.getFirst();
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .get();
    }
}
