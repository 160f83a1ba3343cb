package io.yunkong.map.observe;

/**
 * Gives each of a bounded number of keys a slot 0..capacity-1 of its own: the index into the owner's arrays. Open addressing with linear
 * probing, no allocation after construction. Not thread-safe.
 */
public final class LongSlots {
    private static final int NONE = -1;

    /** Of each bucket its key and the key's slot, side by side: to find one mostly takes one look into memory. */
    private final long[] buckets;

    private final int[] free;
    private int freeCount;
    private final int mask;

    /** @param capacity most keys at one time, 1..2^24 */
    public LongSlots(int capacity) {
        Check.within("capacity", capacity, 1, 1 << 24);
        int count = Integer.highestOneBit(capacity * 2 - 1) * 2;
        this.mask = count - 1;
        this.buckets = new long[2 * count];
        for (int bucket = 0; bucket < count; bucket++) {
            put(bucket, 0, NONE);
        }
        this.free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        this.freeCount = capacity;
    }

    public int capacity() {
        return free.length;
    }

    public int size() {
        return free.length - freeCount;
    }

    /** Slot of the key, -1 = it has none. */
    public int find(long key) {
        return slot(bucket(key));
    }

    /** Slot of the key, a free one when it has none; -1 = all are taken. */
    public int claim(long key) {
        int bucket = bucket(key);
        if (slot(bucket) == NONE && freeCount > 0) {
            put(bucket, key, free[--freeCount]);
        }
        return slot(bucket);
    }

    /** Takes the key's slot back, if it has one. */
    public void release(long key) {
        int bucket = bucket(key);
        if (slot(bucket) == NONE) {
            return;
        }
        free[freeCount++] = slot(bucket);
        int hole = bucket;
        int next = (hole + 1) & mask;
        // close the gap, so that no probe sequence ends early (Knuth, algorithm 6.4 R)
        while (slot(next) != NONE) {
            int home = home(key(next));
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                put(hole, key(next), slot(next));
                hole = next;
            }
            next = (next + 1) & mask;
        }
        put(hole, 0, NONE);
    }

    /** The key's bucket, or the empty one where it would go. */
    private int bucket(long key) {
        int bucket = home(key);
        while (slot(bucket) != NONE && key(bucket) != key) {
            bucket = (bucket + 1) & mask;
        }
        return bucket;
    }

    private long key(int bucket) {
        return buckets[2 * bucket];
    }

    private int slot(int bucket) {
        return (int) buckets[2 * bucket + 1];
    }

    private void put(int bucket, long key, int slot) {
        buckets[2 * bucket] = key;
        buckets[2 * bucket + 1] = slot;
    }

    private int home(long key) {
        return (int) (mix(key) >>> 32) & mask;
    }

    /** Spreads all bits over all bits, one to one (finalizer of MurmurHash3). */
    public static long mix(long key) {
        long h = key;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
