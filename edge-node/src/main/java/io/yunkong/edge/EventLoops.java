package io.yunkong.edge;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.yunkong.edge.link.listen.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads of an edge. Not thread-safe but for {@link #ask} and {@link #askInterruptibly}. */
final class EventLoops {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final String edgeId;
    private final Transport transport;
    private final List<EventLoopGroup> groups = new ArrayList<>();

    EventLoops(String edgeId, Transport transport) {
        this.edgeId = edgeId;
        this.transport = transport;
    }

    EventLoopGroup start(String name, int threads) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(edgeId + "-" + name), transport.handlers());
        groups.add(group);
        return group;
    }

    void stop() {
        for (EventLoopGroup group : groups.reversed()) {
            group.shutdownGracefully(0, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly();
        }
    }

    /**
     * Has a loop answer a question, between two of its tasks.
     *
     * @throws IllegalStateException when it does not, or who asks is interrupted
     */
    static <T> T ask(EventExecutor executor, Callable<T> question) {
        return await(executor.submit(question));
    }

    /**
     * Waits for the answer to a question that a loop was asked before.
     *
     * @throws IllegalStateException as {@link #ask}
     */
    static <T> T await(Future<T> answer) {
        try {
            return awaitInterruptibly(answer, ANSWER_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("event loop not waited for: cause=interrupted; no answer", e);
        }
    }

    /**
     * Has a loop answer a question, between two of its tasks. One that it has not begun with when it is given up is not asked any more.
     *
     * @throws IllegalStateException when it does not
     */
    static <T> T askInterruptibly(EventExecutor executor, Callable<T> question) throws InterruptedException {
        return awaitInterruptibly(executor.submit(question), ANSWER_LIMIT);
    }

    static <T> T awaitInterruptibly(Future<T> answer, Duration limit) throws InterruptedException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("event loop failed: cause=" + e.getCause() + "; no answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "event loop does not answer: waited_ms=" + limit.toMillis() + ", limit=" + limit.toMillis()
                            + "; given up",
                    e);
        } finally {
            answer.cancel(false);
        }
    }
}
