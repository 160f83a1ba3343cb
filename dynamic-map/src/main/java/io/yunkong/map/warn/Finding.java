package io.yunkong.map.warn;

import java.util.Map;

/**
 * What an application says of one encounter: the host is in danger.
 *
 * @param measureValue what was compared, in the measure's unit
 * @param measureThreshold the limit it broke
 * @param rule name and version
 * @param parameters in force
 */
record Finding(
        Application application,
        Severity severity,
        Encounter encounter,
        String measureName,
        double measureValue,
        double measureThreshold,
        String measureUnit,
        String rule,
        Map<String, Double> parameters) {
    double timeToCollisionS() {
        return encounter.timeToTouchS();
    }
}
