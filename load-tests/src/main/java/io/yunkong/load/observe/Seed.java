package io.yunkong.load.observe;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where all chance comes from. Every sender and every pair of roadside unit and road user draws from a stream of its own, always in the same
 * order: so a parameter that is varied (loss, noise, share of equipped) leaves every other draw as it was. Immutable.
 */
record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    /** Who draws. */
    enum Drawer {
        STATION(1),
        SITE(2),
        FRAME(3),
        SIGHTING(4),
        GHOST(5),
        DRIVER(6);

        private final long number;

        Drawer(long number) {
            this.number = number;
        }
    }

    RandomGenerator stream(Drawer drawer, long first, long second) {
        long mixed = value;
        for (long part : new long[] {drawer.number, first, second}) {
            mixed = new SplittableRandom(mixed ^ ((part + 1) * GOLDEN_GAMMA)).nextLong();
        }
        return new SplittableRandom(mixed);
    }
}
