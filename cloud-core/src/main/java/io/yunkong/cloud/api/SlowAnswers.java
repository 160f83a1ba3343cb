package io.yunkong.cloud.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;

/**
 * What readers ask for and takes longer than the event loop can spare: one piece of work at a time, on a worker thread, so that readers
 * never take more than one core from measurements and warnings. Owned by the API's event loop.
 */
final class SlowAnswers {
    /** Some ten readers of a map, each with the six connections of a browser. */
    static final int WAITING_MAX = 64;

    /** Too much is waiting already. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        Busy() {
            super("too many answers waiting: limit=" + WAITING_MAX + "; refused", null, false, false);
        }
    }

    private final Vertx vertx;
    private final LongAdder refused;
    private int waiting;

    /** @param refused counts the work that is not taken */
    SlowAnswers(Vertx vertx, LongAdder refused) {
        this.vertx = vertx;
        this.refused = refused;
    }

    /** Does it after everything that was taken before. The future is completed on the event loop; it fails with {@link Busy} when it is not taken. */
    <T> Future<T> run(Callable<T> work) {
        if (waiting == WAITING_MAX) {
            refused.increment();
            return Future.failedFuture(new Busy());
        }
        waiting++;
        return vertx.executeBlocking(work).onComplete(_ -> waiting--);
    }
}
