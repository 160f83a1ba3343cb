package io.yunkong.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatestWinsQueueTest {
    private record Item(String key, int number) {}

    private static LatestWinsQueue<String, Item> queue(int capacity) {
        return new LatestWinsQueue<>(capacity, Item::key);
    }

    private static List<Item> drain(LatestWinsQueue<String, Item> queue) {
        List<Item> items = new ArrayList<>();
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            items.add(item);
        }
        return items;
    }

    @Test
    void keepsEverythingInOrderWhileThereIsRoom() {
        var queue = queue(3);
        assertThat(queue.offer(new Item("a", 1))).isNull();
        assertThat(queue.offer(new Item("a", 2))).isNull();
        assertThat(queue.offer(new Item("b", 1))).isNull();
        assertThat(drain(queue)).containsExactly(new Item("a", 1), new Item("a", 2), new Item("b", 1));
    }

    @Test
    void replacesTheNewestOfTheSameKeyWhenFull() {
        var queue = queue(3);
        queue.offer(new Item("a", 1));
        queue.offer(new Item("a", 2));
        queue.offer(new Item("b", 1));
        assertThat(queue.offer(new Item("a", 3))).isEqualTo(new Item("a", 2));
        assertThat(drain(queue)).containsExactly(new Item("a", 1), new Item("a", 3), new Item("b", 1));
    }

    @Test
    void givesUpTheOldestOfAllWhenTheKeyHasNoneWaiting() {
        var queue = queue(2);
        queue.offer(new Item("a", 1));
        queue.offer(new Item("b", 1));
        assertThat(queue.offer(new Item("c", 1))).isEqualTo(new Item("a", 1));
        assertThat(queue.offer(new Item("c", 2))).isEqualTo(new Item("c", 1));
        assertThat(drain(queue)).containsExactly(new Item("b", 1), new Item("c", 2));
    }

    @Test
    void refusesToHoldNothing() {
        assertThatThrownBy(() -> queue(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queue too small: capacity=0, limit=1; refused");
    }

    @Test
    void losesNothingAndKeepsEachKeysOrderUnderRandomLoad() {
        long seed = 20_261_121;
        var random = new SplittableRandom(seed);
        var queue = queue(16);
        Map<String, Integer> lastOut = new HashMap<>();
        int offered = 0;
        int givenUp = 0;
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(100) < 55) {
                offered++;
                givenUp += queue.offer(new Item("k" + random.nextInt(24), i)) == null ? 0 : 1;
            } else {
                Item item = queue.poll();
                if (item != null) {
                    taken++;
                    Integer before = lastOut.put(item.key(), item.number());
                    assertThat(before == null || before < item.number())
                            .as("seed %d, %s", seed, item)
                            .isTrue();
                }
            }
            assertThat(queue.size()).isLessThanOrEqualTo(16);
        }
        assertThat(offered).as("seed %d", seed).isEqualTo(taken + givenUp + queue.size());
        assertThat(givenUp).isPositive();
    }
}
