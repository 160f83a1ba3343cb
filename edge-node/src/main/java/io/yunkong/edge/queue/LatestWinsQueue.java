package io.yunkong.edge.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bounded first-in first-out queue that never refuses the newest: when it is full, the newest waiting value of the same key is replaced in
 * its place, so that the order of one key's values stays; when the key has none waiting, the oldest value of all is given up. Nothing is
 * allocated per value until the queue is full for the first time; from then until it is half empty an index of keys is kept. Not
 * thread-safe: one owner.
 *
 * @param <K> key, with equals
 * @param <V> value
 */
public final class LatestWinsQueue<K, V> {
    private final Function<V, K> keyOf;
    private final @Nullable Object[] ring;
    private final Map<K, Long> newest = new HashMap<>();
    private boolean indexed;
    private long head;
    private long tail;

    /**
     * @param capacity values that may wait, >= 1
     * @param keyOf key of a value
     */
    public LatestWinsQueue(int capacity, Function<V, K> keyOf) {
        if (capacity < 1) {
            throw new IllegalArgumentException("queue too small: capacity=" + capacity + ", limit=1; refused");
        }
        this.keyOf = keyOf;
        this.ring = new Object[capacity];
    }

    /** Takes a value; returns the one given up for it, if any. */
    public @Nullable V offer(V value) {
        if (size() < ring.length) {
            append(value);
            return null;
        }
        if (!indexed) {
            buildIndex();
        }
        Long place = newest.get(keyOf.apply(value));
        if (place != null) {
            V replaced = at(place);
            ring[slot(place)] = value;
            return replaced;
        }
        V oldest = poll();
        append(value);
        return oldest;
    }

    /** Removes and returns the oldest value, or null when the queue is empty. */
    public @Nullable V poll() {
        if (head == tail) {
            return null;
        }
        V value = at(head);
        ring[slot(head)] = null;
        if (indexed) {
            newest.remove(keyOf.apply(value), head);
            if (size() <= ring.length / 2) {
                indexed = false;
                newest.clear();
            }
        }
        head++;
        return value;
    }

    /** The oldest value, or null when the queue is empty. */
    public @Nullable V peek() {
        return head == tail ? null : at(head);
    }

    public int size() {
        return (int) (tail - head);
    }

    public boolean isEmpty() {
        return head == tail;
    }

    private void append(V value) {
        if (indexed) {
            newest.put(keyOf.apply(value), tail);
        }
        ring[slot(tail++)] = value;
    }

    private void buildIndex() {
        for (long place = head; place < tail; place++) {
            newest.put(keyOf.apply(at(place)), place);
        }
        indexed = true;
    }

    private int slot(long place) {
        return (int) (place % ring.length);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // places between head and tail hold values of this queue
    private V at(long place) {
        return (V) ring[slot(place)];
    }
}
