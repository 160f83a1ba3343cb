package io.yunkong.map.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongSlotsTest {
    @Test
    void behavesLikeAMapWithABound() {
        long seed = 3;
        Random random = new Random(seed);
        LongSlots slots = new LongSlots(100);
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            long key = random.nextInt(200);
            if (random.nextBoolean()) {
                int slot = slots.claim(key);
                if (slot < 0) {
                    assertThat(model).as("seed " + seed).hasSize(100).doesNotContainKey(key);
                } else {
                    Integer before = model.put(key, slot);
                    assertThat(before == null || before == slot).isTrue();
                }
            } else {
                slots.release(key);
                model.remove(key);
            }
            assertThat(slots.size()).isEqualTo(model.size());
            assertThat(slots.find(key)).isEqualTo(model.getOrDefault(key, -1));
        }
        assertThat(new HashSet<>(model.values())).hasSize(model.size());
    }
}
