package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.cloud.journal.WarningJournal;
import io.yunkong.wire.ClearReason;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.PlaceKind;
import io.yunkong.wire.SignalLight;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.WarnedPlace;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.WarningSeverity;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What openapi.yaml says of warnings, and what readers get. */
class WarningDescriptionTest {
    private static final Warning BY_PLACE = Warning.newBuilder()
            .setWarningId("edge-1.1")
            .setApplication(WarningApplication.WARNING_APPLICATION_RLVW)
            .setPhase(WarningPhase.WARNING_PHASE_RAISED)
            .setHost(TrackState.newBuilder().setStationId(1))
            .setPlace(WarnedPlace.newBuilder()
                    .setKind(PlaceKind.PLACE_KIND_STOP_LINE)
                    .setId("stop line north_in_0")
                    .setLaneId("north_in_0")
                    .setLight(SignalLight.SIGNAL_LIGHT_RED))
            .setEvidence(Evidence.newBuilder().setRule("rlvw/1"))
            .build();

    private final Map<?, ?> schemas = schemas();

    @Test
    void namesEveryValueOfTheWire() {
        assertThat(values("Warning", "application"))
                .isEqualTo(wire(WarningApplication.values(), "WARNING_APPLICATION_"));
        assertThat(values("Warning", "severity")).isEqualTo(wire(WarningSeverity.values(), "WARNING_SEVERITY_"));
        assertThat(values("Warning", "phase")).isEqualTo(wire(WarningPhase.values(), "WARNING_PHASE_"));
        assertThat(values("Place", "kind")).isEqualTo(wire(PlaceKind.values(), "PLACE_KIND_"));
        // What is not told is left out or null.
        assertThat(values("Warning", "clear_reason")).isEqualTo(told(ClearReason.values(), "CLEAR_REASON_"));
        assertThat(values("Place", "light")).isEqualTo(told(SignalLight.values(), "SIGNAL_LIGHT_"));
    }

    @Test
    void hasTheMembersOfAWarningOfAPlaceAndOfItsEvidence() {
        WarningJournal journal = new WarningJournal(1);
        journal.accept(BY_PLACE, 1);
        JournalRecord record = journal.find("edge-1.1").orElseThrow();
        JsonObject warning = WireJson.warning(record, true);
        JsonObject evidence = warning.getJsonObject("evidence");
        warning.remove("evidence");
        assertMembers("Warning", warning);
        assertMembers("Evidence", evidence);
        assertMembers("Place", warning.getJsonObject("place"));
        assertThat(warning.getValue("counterpart")).isNull();
        assertThat(nullable("Warning", "counterpart")).isTrue();
        assertThat(nullable("Evidence", "counterpart")).isTrue();
    }

    private void assertMembers(String schema, JsonObject json) {
        assertThat(strings(of(schema, "properties").keySet())).as(schema).containsAll(json.fieldNames());
        assertThat(json.fieldNames()).as(schema).containsAll(strings(of(schema).get("required")));
    }

    private boolean nullable(String schema, String member) {
        return of(schema, "properties", member).get("anyOf") instanceof List<?> any
                && any.contains(Map.of("type", "null"));
    }

    private Set<String> values(String schema, String member) {
        return strings(of(schema, "properties", member).get("enum"));
    }

    private Map<?, ?> of(String... path) {
        Map<?, ?> at = schemas;
        for (String step : path) {
            at = member(at, step);
        }
        return at;
    }

    /** Strings among several, null left out. */
    private static Set<String> strings(@Nullable Object several) {
        return ((Collection<?>) Objects.requireNonNull(several))
                .stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
    }

    private static Set<String> wire(Enum<?>[] values, String prefix) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(name -> !name.equals("UNRECOGNIZED"))
                .map(name -> name.replace(prefix, "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Set<String> told(Enum<?>[] values, String prefix) {
        Set<String> names = wire(values, prefix);
        names.remove("unspecified");
        return names;
    }

    private static Map<?, ?> schemas() {
        InputStream yaml = Objects.requireNonNull(
                WarningDescriptionTest.class.getResourceAsStream("/io/yunkong/cloud/openapi.yaml"));
        Map<?, ?> document = new Yaml().load(yaml);
        return member(member(document, "components"), "schemas");
    }

    private static Map<?, ?> member(Map<?, ?> map, String name) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
    }
}
