package io.yunkong.map.warn;

import io.yunkong.map.road.ParameterSetting;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a zone sets of the parameters of the warning applications. Pure. */
public final class ZoneParameters {
    private ZoneParameters() {}

    /**
     * The zone, when all that it sets can be set, each for itself and all together. Whoever reads a zone asks this before it is used.
     *
     * @throws ZoneException with file, line and reason
     */
    public static Zone checked(Zone zone) throws ZoneException {
        for (ParameterSetting setting : zone.parameters()) {
            Optional<String> defect = ApplicationParameters.findDefect(setting);
            if (defect.isPresent()) {
                throw setting.refuse(defect.get());
            }
        }
        for (ParameterSetting setting : zone.parameters()) {
            Optional<String> contradiction = ApplicationParameters.findContradiction(setting, zone.parameters());
            if (contradiction.isPresent()) {
                throw setting.refuse(contradiction.get());
            }
        }
        return zone;
    }

    /** Every parameter there is, as in force in a zone that was checked. */
    public static List<ParameterInForce> of(Zone zone) {
        return inForce(zone.parameters());
    }

    /** Every parameter there is, where a zone sets none. */
    public static List<ParameterInForce> standard() {
        return inForce(List.of());
    }

    private static List<ParameterInForce> inForce(List<ParameterSetting> settings) {
        List<ParameterInForce> all = new ArrayList<>();
        ApplicationParameters.SHEETS.forEach((group, sheet) -> sheet.parameters()
                .forEach(parameter -> {
                    Optional<ParameterSetting> set = settings.stream()
                            .filter(setting -> setting.group().equals(group)
                                    && setting.name().equals(parameter.name()))
                            .findFirst();
                    double value = set.map(ParameterSetting::value).orElse(parameter.standard());
                    all.add(new ParameterInForce(group, parameter, value, set.isPresent()));
                }));
        return all;
    }

    /** What the second of two versions of a zone changes. */
    public static List<ParameterChange> changes(Zone before, Zone now) {
        List<ParameterInForce> old = of(before);
        List<ParameterInForce> all = of(now);
        List<ParameterChange> changes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ParameterInForce parameter = all.get(i);
            if (parameter.value() != old.get(i).value()) {
                changes.add(new ParameterChange(
                        now.name(),
                        parameter.group(),
                        parameter.declared().name(),
                        parameter.declared().unit(),
                        old.get(i).value(),
                        parameter.value(),
                        before.version(),
                        now.version()));
            }
        }
        return changes;
    }
}
