package io.yunkong.cloud.tile;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Bounded hand-over of immutable items to the one event loop that owns the state they change. When it is full the oldest items are
 * shed, because newer measurements and digests replace them. Any thread may offer.
 */
public final class Inbox<T> {
    private static final int ITEMS_PER_TURN = 64;

    private final Context owner;
    private final int weightMax;
    private final ToIntFunction<T> weigh;
    private final Consumer<T> handler;
    private final Consumer<T> shed;
    private final Queue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger weight = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param owner event loop the handler runs on
     * @param weightMax bound on the sum of the waiting items' weights
     * @param weigh weight of an item, 1 or more
     * @param handler gets the items in order
     * @param shed gets what is dropped, on the thread that offered or closed
     */
    public Inbox(Context owner, int weightMax, ToIntFunction<T> weigh, Consumer<T> handler, Consumer<T> shed) {
        this.owner = owner;
        this.weightMax = weightMax;
        this.weigh = weigh;
        this.handler = handler;
        this.shed = shed;
    }

    /** Hands an item over; after {@link #close} it is shed at once. */
    public void offer(T item) {
        items.add(item);
        weight.addAndGet(weigh.applyAsInt(item));
        while (weight.get() > weightMax && shedOldest()) {}
        if (closed) {
            close();
        } else if (scheduled.compareAndSet(false, true)) {
            owner.runOnContext(_ -> turn());
        }
    }

    /** Sheds what waits and what comes. */
    public void close() {
        closed = true;
        while (shedOldest()) {}
    }

    private boolean shedOldest() {
        T oldest = items.poll();
        if (oldest == null) {
            return false;
        }
        weight.addAndGet(-weigh.applyAsInt(oldest));
        shed.accept(oldest);
        return true;
    }

    private void turn() {
        scheduled.set(false);
        for (int i = 0; i < ITEMS_PER_TURN; i++) {
            T item = items.poll();
            if (item == null) {
                return;
            }
            weight.addAndGet(-weigh.applyAsInt(item));
            handler.accept(item);
        }
        if (!items.isEmpty() && scheduled.compareAndSet(false, true)) {
            owner.runOnContext(_ -> turn());
        }
    }
}
