package io.yunkong.map.warn;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The parameters of every warning application, each under its code in lower case, and of the life cycle that their warnings share. Whoever
 * adds an application adds its line here. Immutable.
 */
record ApplicationParameters(
        ForwardCollisionWarning.Parameters fcw,
        IntersectionCollisionWarning.Parameters icw,
        LeftTurnAssist.Parameters lta,
        BlindSpotWarning.Parameters bswLcw,
        DoNotPassWarning.Parameters dnpw,
        EmergencyBrakeWarning.Parameters ebw,
        AbnormalVehicleWarning.Parameters avw,
        ControlLossWarning.Parameters clw,
        SpeedLimitWarning.Parameters slw,
        RedLightViolationWarning.Parameters rlvw,
        VulnerableRoadUserWarning.Parameters vrucw,
        TrafficJamWarning.Parameters tjw,
        EmergencyVehicleWarning.Parameters evw,
        LifecycleParameters lifecycle) {
    /** What can be set in each group, in the order above. */
    static final SequencedMap<String, ParameterSheet<?>> SHEETS = sheets();

    /** What is in force where a zone says nothing. */
    static ApplicationParameters standard() {
        return of(Map.of());
    }

    /**
     * The standard values, but for these.
     *
     * @param values by group, then by name
     * @throws IllegalArgumentException when a group or a name is unknown or a value out of its range
     */
    static ApplicationParameters of(Map<String, Map<String, Double>> values) {
        for (String group : values.keySet()) {
            if (!SHEETS.containsKey(group)) {
                throw new IllegalArgumentException(
                        "group of parameters unknown: name=" + group + ", known=" + SHEETS.keySet() + "; refused");
            }
        }
        Object[] groups = SHEETS.entrySet().stream()
                .map(sheet -> sheet.getValue().with(values.getOrDefault(sheet.getKey(), Map.of())))
                .toArray();
        return ParameterSheet.make(ApplicationParameters.class, groups);
    }

    private static SequencedMap<String, ParameterSheet<?>> sheets() {
        SequencedMap<String, ParameterSheet<?>> sheets = new LinkedHashMap<>();
        for (RecordComponent component : ApplicationParameters.class.getRecordComponents()) {
            sheets.put(
                    ParameterSheet.snakeCase(component.getName()),
                    ParameterSheet.of(component.getType().asSubclass(Record.class)));
        }
        return Collections.unmodifiableSequencedMap(sheets);
    }
}
