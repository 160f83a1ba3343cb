package io.yunkong.map.track;

import io.yunkong.map.observe.LongSlots;

/** Which track slot a key stands for. Bounded; one owner. */
final class SlotTable {
    private final LongSlots keys;
    private final int[] slots;

    SlotTable(int capacity) {
        keys = new LongSlots(capacity);
        slots = new int[capacity];
    }

    /** The slot of a key; -1 = unknown key. */
    int find(long key) {
        int entry = keys.find(key);
        return entry < 0 ? -1 : slots[entry];
    }

    /** Returns whether there was room. */
    boolean put(long key, int slot) {
        int entry = keys.claim(key);
        if (entry >= 0) {
            slots[entry] = slot;
        }
        return entry >= 0;
    }

    void release(long key) {
        keys.release(key);
    }
}
