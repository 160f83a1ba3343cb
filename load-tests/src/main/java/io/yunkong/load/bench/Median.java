package io.yunkong.load.bench;

import java.util.List;
import java.util.Optional;

/** The value in the middle. Stateless. */
final class Median {
    private Median() {}

    /** Empty = of nothing. */
    static Optional<Double> of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
