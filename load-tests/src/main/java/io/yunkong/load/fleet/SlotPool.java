package io.yunkong.load.fleet;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lends stretches, longest unused first, and keeps a returned one back until the platform has forgotten who was there. Thread-safe. */
final class SlotPool {
    private record Free(Slot slot, long fromUs) {}

    private final long restUs;
    private final Queue<Free> free = new ArrayDeque<>();

    SlotPool(List<Slot> slots, long restUs) {
        this.restUs = restUs;
        for (Slot slot : slots) {
            free.add(new Free(slot, Long.MIN_VALUE));
        }
    }

    /** A stretch, or null when every one is in use or resting. */
    synchronized @Nullable Slot borrow(long nowUs) {
        Free first = free.peek();
        if (first == null || first.fromUs() > nowUs) {
            return null;
        }
        free.remove();
        return first.slot();
    }

    synchronized void giveBack(Slot slot, long nowUs) {
        free.add(new Free(slot, nowUs + restUs));
    }
}
