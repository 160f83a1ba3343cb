package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopsTest {
    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final AtomicBoolean asked = new AtomicBoolean();

    @AfterEach
    void stop() {
        busy.countDown();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    /** Has the loop do something else until told otherwise. */
    private void occupy() {
        loop.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean wasAskedInTheEnd() throws InterruptedException {
        busy.countDown();
        return EventLoops.askInterruptibly(loop, asked::get);
    }

    @Test
    void aQuestionThatWasGivenUpIsNotAskedLater() throws InterruptedException {
        occupy();
        assertThatThrownBy(() ->
                        EventLoops.awaitInterruptibly(loop.submit(() -> asked.getAndSet(true)), Duration.ofMillis(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event loop does not answer: waited_ms=20, limit=20; given up");
        assertThat(wasAskedInTheEnd()).isFalse();
    }

    @Test
    void whoIsInterruptedWhileAskingIsToldThatAndTheQuestionIsNotAskedLater() throws InterruptedException {
        occupy();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> EventLoops.askInterruptibly(loop, () -> asked.getAndSet(true)))
                .isInstanceOf(InterruptedException.class);
        assertThat(wasAskedInTheEnd()).isFalse();
    }

    @Test
    void whoCannotBeInterruptedStaysSo() {
        occupy();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> EventLoops.ask(loop, () -> asked.getAndSet(true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event loop not waited for: cause=interrupted; no answer");
        assertThat(Thread.interrupted()).isTrue();
    }
}
