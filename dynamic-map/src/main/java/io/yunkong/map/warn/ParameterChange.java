package io.yunkong.map.warn;

/**
 * A parameter of the warning applications that has another value since another version of the zone is in force.
 *
 * @param zone the zone's name
 * @param group the application's code in lower case, or "lifecycle"
 * @param name with its unit
 * @param unit empty = a pure number
 * @param before its value in the old version
 * @param now its value in the new one
 * @param versionBefore of the zone
 * @param versionNow of the zone
 */
public record ParameterChange(
        String zone,
        String group,
        String name,
        String unit,
        double before,
        double now,
        String versionBefore,
        String versionNow) {
    /** As logs have it. */
    @Override
    public String toString() {
        return "parameter changed: zone=" + zone + ", group=" + group + ", name=" + name + ", old="
                + DeclaredParameter.plain(before) + ", new=" + DeclaredParameter.plain(now)
                + (unit.isEmpty() ? "" : ", unit=" + unit) + ", version=" + versionBefore + " -> " + versionNow;
    }
}
