package io.yunkong.cloud.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void takesItemsInOrderOnTheOwnersThreadAndShedsTheOldestWhenFull() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context owner = vertx.getOrCreateContext();
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(100);
            List<Integer> taken = new CopyOnWriteArrayList<>();
            List<Integer> shed = new CopyOnWriteArrayList<>();
            owner.runOnContext(_ -> awaitQuietly(blocked));
            Inbox<Integer> inbox = new Inbox<>(
                    owner,
                    100,
                    _ -> 1,
                    item -> {
                        taken.add(item);
                        done.countDown();
                    },
                    shed::add);
            IntStream.range(0, 250).forEach(inbox::offer);
            assertThat(shed)
                    .containsExactlyElementsOf(IntStream.range(0, 150).boxed().toList());
            blocked.countDown();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(taken)
                    .containsExactlyElementsOf(IntStream.range(150, 250).boxed().toList());
            inbox.close();
            inbox.offer(999);
            assertThat(shed).endsWith(999);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
