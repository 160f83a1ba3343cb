package io.yunkong.map.observe;

import org.jspecify.annotations.Nullable;

/**
 * What sensors told last of each of their objects, by station and number. Bounded: when it is full, new numbers are not compared, and counted.
 * Owned by {@link Plausibility}.
 */
final class SensedObjects {
    private static final long SILENCE_MAX_US = 3_000_000;
    /** Ticks for the whole table. */
    private static final int SWEEP_TICKS = 32;

    private static final int SWEEP_MIN = 256;

    private final LongSlots slots;
    private final @Nullable SensedObject[] objects;
    private int sweep;
    private long tableFull;

    SensedObjects(int capacity) {
        slots = new LongSlots(capacity);
        objects = new SensedObject[capacity];
    }

    int size() {
        return slots.size();
    }

    long tableFull() {
        return tableFull;
    }

    /**
     * Compares a report with those before of the same number.
     *
     * @param limitM what reported speed and way may disagree by in a window
     * @param sensors get what the windows bear out
     * @return why it is not to be used; null when it can be true
     */
    @Nullable RejectReason check(SensorReport sensed, double limitM, long nowUs, SensorHistory sensors) {
        long key = LongSlots.mix(sensed.stationId()) ^ sensed.objectId();
        int slot = slots.claim(key);
        if (slot < 0) {
            tableFull++;
            return null;
        }
        SensedObject object = objects[slot];
        if (object == null) {
            object = new SensedObject();
            objects[slot] = object;
        }
        if (!object.used || object.key != key) {
            object.start(key, sensed, nowUs);
            return null;
        }
        return object.check(sensed, limitM, nowUs, sensors);
    }

    /** Forgets numbers that have not been told for long; looks at a part of the table each time. */
    void tick(long nowUs) {
        int steps = Math.min(objects.length, Math.max(SWEEP_MIN, objects.length / SWEEP_TICKS));
        for (int i = 0; i < steps; i++) {
            sweep = (sweep + 1) % objects.length;
            SensedObject object = objects[sweep];
            if (object != null && object.used && nowUs - object.heardAtUs > SILENCE_MAX_US) {
                slots.release(object.key);
                object.used = false;
            }
        }
    }
}
