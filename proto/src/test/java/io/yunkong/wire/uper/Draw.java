package io.yunkong.wire.uper;

import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Draws values for the round trips: every second one is an extreme of its range or next to it. */
record Draw(Random random) {
    int of(WholeNumber range) {
        int value = (int) (range.min() + (long) (random.nextDouble() * (range.span() + 1)));
        return switch (random.nextInt(8)) {
            case 0 -> range.min();
            case 1 -> range.max();
            case 2 -> range.min() + 1;
            case 3 -> range.max() - 1;
            default -> value;
        };
    }

    /** Gives a value to the setter in one case of two. */
    @Nullable Integer maybe(WholeNumber range, IntConsumer setter) {
        if (random.nextBoolean()) {
            return null;
        }
        int value = of(range);
        setter.accept(value);
        return value;
    }

    long id() {
        return random.nextInt(8) == 0 ? -random.nextInt(2) : random.nextLong();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
