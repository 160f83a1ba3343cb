package io.yunkong.cloud.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.yunkong.cloud.tile.ParameterHistory;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.DeclaredParameter;
import io.yunkong.map.warn.ParameterChange;
import io.yunkong.map.warn.ParameterInForce;
import io.yunkong.map.warn.ZoneParameters;

/** The parameters of a zone's warning applications as JSON for readers. */
final class ParameterJson {
    private ParameterJson() {}

    static JsonObject of(Zone zone, ParameterHistory history) {
        JsonArray parameters = new JsonArray();
        ZoneParameters.of(zone).forEach(parameter -> parameters.add(parameter(parameter)));
        JsonArray changes = new JsonArray();
        history.latest().forEach(entry -> changes.add(change(entry)));
        return new JsonObject()
                .put("zone", zone.name())
                .put("zone_version", zone.version())
                .put("parameters", parameters)
                .put("changes", changes)
                .put("changes_total", history.total());
    }

    private static JsonObject parameter(ParameterInForce parameter) {
        DeclaredParameter declared = parameter.declared();
        return new JsonObject()
                .put("group", parameter.group())
                .put("name", declared.name())
                .put("value", parameter.value())
                .put("set", parameter.set())
                .put("standard", declared.standard())
                .put("unit", declared.unit())
                .put("whole", declared.whole())
                .put("low", declared.low())
                .put("low_included", declared.lowIncluded())
                .put("high", declared.high())
                .put("at_most", declared.atMost().isEmpty() ? null : declared.atMost())
                .put("about", declared.about());
    }

    private static JsonObject change(ParameterHistory.Entry entry) {
        ParameterChange change = entry.change();
        return new JsonObject()
                .put("at_us", entry.atUs())
                .put("group", change.group())
                .put("name", change.name())
                .put("unit", change.unit())
                .put("before", change.before())
                .put("now", change.now())
                .put("version_before", change.versionBefore())
                .put("version_now", change.versionNow());
    }
}
