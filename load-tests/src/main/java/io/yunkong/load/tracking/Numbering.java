package io.yunkong.load.tracking;

import java.util.HashMap;
import java.util.Map;

/** Numbers things 0, 1, 2 ... in the order in which they turn up. One owner. */
final class Numbering<T> {
    private final Map<T, Integer> numbers = new HashMap<>();

    int of(T thing) {
        Integer number = numbers.putIfAbsent(thing, numbers.size());
        return number == null ? numbers.size() - 1 : number;
    }

    int size() {
        return numbers.size();
    }
}
