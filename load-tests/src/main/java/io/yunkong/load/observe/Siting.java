package io.yunkong.load.observe;

/**
 * How many roadside units there are, and what is drawn for those whose range or bias nobody told. Immutable.
 *
 * @param units at most so many, [0, 64]
 * @param rangeMinM metres, [1, 5000]
 * @param rangeMaxM metres, [rangeMinM, 5000]
 * @param biasSigmaM fixed error of all places that a unit tells, on each axis, metres, [0, 100]
 */
public record Siting(int units, double rangeMinM, double rangeMaxM, double biasSigmaM) {
    public Siting {
        Check.inRange("rsus", units, 0, 64);
        Check.inRange("range_min_m", rangeMinM, 1, 5000);
        Check.inRange("range_max_m", rangeMaxM, rangeMinM, 5000);
        Check.inRange("rsu_bias_sigma_m", biasSigmaM, 0, 100);
    }
}
