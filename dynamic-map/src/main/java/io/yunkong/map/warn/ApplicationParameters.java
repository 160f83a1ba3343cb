package io.yunkong.map.warn;

import io.yunkong.map.road.ParameterSetting;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The parameters of every application, each under its code in lower case, and of the life cycle that all warnings share. Whoever
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
        HazardousLocationWarning.Parameters hlw,
        SpeedLimitWarning.Parameters slw,
        RedLightViolationWarning.Parameters rlvw,
        VulnerableRoadUserWarning.Parameters vrucw,
        InVehicleSignage.Parameters ivs,
        TrafficJamWarning.Parameters tjw,
        EmergencyVehicleWarning.Parameters evw,
        GreenLightSpeedAdvice.Parameters glosa,
        LifecycleParameters lifecycle) {
    /** What can be set in each group, in the order above. */
    static final SequencedMap<String, ParameterSheet<?>> SHEETS = sheets();

    /**
     * The standard values, but for these.
     *
     * @throws IllegalArgumentException when a setting has a defect
     */
    static ApplicationParameters with(List<ParameterSetting> settings) {
        for (ParameterSetting setting : settings) {
            findDefect(setting).ifPresent(defect -> {
                throw new IllegalArgumentException(defect + "; refused");
            });
        }
        Map<String, Map<String, Double>> values = byGroup(settings);
        Object[] groups = SHEETS.entrySet().stream()
                .map(sheet -> sheet.getValue().with(values.getOrDefault(sheet.getKey(), Map.of())))
                .toArray();
        return ParameterSheet.make(ApplicationParameters.class, groups);
    }

    /** Why a zone cannot set this; empty when it can. */
    static Optional<String> findDefect(ParameterSetting setting) {
        ParameterSheet<?> sheet = SHEETS.get(setting.group());
        return sheet == null
                ? Optional.of("group of parameters unknown: name=" + setting.group() + ", known=" + SHEETS.keySet())
                : sheet.findDefect(setting.name(), setting.value());
    }

    /** Why something that a zone sets cannot go together with the rest, each for itself being without a defect; empty when it can. */
    static Optional<String> findContradiction(ParameterSetting setting, List<ParameterSetting> settings) {
        return Optional.ofNullable(SHEETS.get(setting.group()))
                .flatMap(sheet -> sheet.findContradiction(
                        setting.name(), byGroup(settings).getOrDefault(setting.group(), Map.of())));
    }

    private static Map<String, Map<String, Double>> byGroup(List<ParameterSetting> settings) {
        Map<String, Map<String, Double>> values = new TreeMap<>();
        for (ParameterSetting setting : settings) {
            values.computeIfAbsent(setting.group(), _ -> new TreeMap<>()).put(setting.name(), setting.value());
        }
        return values;
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
