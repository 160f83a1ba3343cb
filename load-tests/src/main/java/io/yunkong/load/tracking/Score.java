package io.yunkong.load.tracking;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good tracks are; NaN where there was nothing to measure. Definitions in {@link TrackScorer}. Immutable.
 *
 * @param values by the names that the public scorer uses
 */
record Score(Map<String, Double> values) {
    static final String GOSPA = "GOSPA";
    static final String HOTA = "HOTA";
    static final String IDF1 = "IDF1";
    static final String FALSE_POSITIVES = "FP";
    static final String MISSES = "FN";
    static final String SWITCHES = "IDSW";
    static final String POSITION_RMSE = "pos_RMSE_m";

    double get(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** The mean of each measure. */
    static Score mean(List<Score> scores) {
        Map<String, Double> sums = new TreeMap<>();
        for (Score score : scores) {
            score.values.forEach((name, value) -> sums.merge(name, value / scores.size(), Double::sum));
        }
        return new Score(sums);
    }
}
