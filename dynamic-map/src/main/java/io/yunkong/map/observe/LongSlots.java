package io.yunkong.map.observe;

import java.util.Arrays;

/**
 * Gives each of a bounded number of keys a slot 0..capacity-1 of its own: the index into the owner's arrays. Open addressing with linear
 * probing, no allocation after construction. Not thread-safe.
 */
public final class LongSlots {
    private static final int NONE = -1;

    private final int[] bucketSlot;
    private final long[] keys;
    private final int[] free;
    private int freeCount;
    private final int mask;

    /** @param capacity most keys at one time, 1..2^24 */
    public LongSlots(int capacity) {
        Check.within("capacity", capacity, 1, 1 << 24);
        int buckets = Integer.highestOneBit(capacity * 2 - 1) * 2;
        this.mask = buckets - 1;
        this.bucketSlot = new int[buckets];
        Arrays.fill(bucketSlot, NONE);
        this.keys = new long[capacity];
        this.free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        this.freeCount = capacity;
    }

    public int capacity() {
        return keys.length;
    }

    public int size() {
        return keys.length - freeCount;
    }

    /** Slot of the key, -1 = it has none. */
    public int find(long key) {
        return bucketSlot[bucket(key)];
    }

    /** Slot of the key, a free one when it has none; -1 = all are taken. */
    public int claim(long key) {
        int bucket = bucket(key);
        if (bucketSlot[bucket] == NONE && freeCount > 0) {
            int slot = free[--freeCount];
            keys[slot] = key;
            bucketSlot[bucket] = slot;
        }
        return bucketSlot[bucket];
    }

    /** Takes the key's slot back, if it has one. */
    public void release(long key) {
        int bucket = bucket(key);
        if (bucketSlot[bucket] == NONE) {
            return;
        }
        free[freeCount++] = bucketSlot[bucket];
        int hole = bucket;
        int next = (hole + 1) & mask;
        // close the gap, so that no probe sequence ends early (Knuth, algorithm 6.4 R)
        while (bucketSlot[next] != NONE) {
            int home = home(keys[bucketSlot[next]]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                bucketSlot[hole] = bucketSlot[next];
                hole = next;
            }
            next = (next + 1) & mask;
        }
        bucketSlot[hole] = NONE;
    }

    /** The key's bucket, or the empty one where it would go. */
    private int bucket(long key) {
        int bucket = home(key);
        while (bucketSlot[bucket] != NONE && keys[bucketSlot[bucket]] != key) {
            bucket = (bucket + 1) & mask;
        }
        return bucket;
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
