package io.yunkong.map.warn;

import java.util.Map;

/**
 * What an application says of one situation: the host is to be warned.
 *
 * @param measureValue what was compared, in the measure's unit
 * @param measureThreshold the limit it broke
 * @param rule name and version
 * @param parameters in force
 */
record Finding(
        Application application,
        Severity severity,
        Situation situation,
        String measureName,
        double measureValue,
        double measureThreshold,
        String measureUnit,
        String rule,
        Map<String, Double> parameters) {
    /** As {@link Warning#urgent()}. */
    boolean urgent() {
        return Warning.urgent(application, severity);
    }
}
