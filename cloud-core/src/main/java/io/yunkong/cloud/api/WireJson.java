package io.yunkong.cloud.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.wire.ArrivalWindow;
import io.yunkong.wire.ConflictArea;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Evidence;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.PredictedPath;
import io.yunkong.wire.RejectedInput;
import io.yunkong.wire.SourceRef;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.WarnedPlace;
import io.yunkong.wire.Warning;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Wire messages as JSON for readers: units in the names, positions in degrees WGS-84, absent values left out, 64-bit ids as 16 hex
 * digits because JSON numbers do not hold them.
 */
final class WireJson {
    private static final double UNITS_PER_DEGREE = 1e7;
    private static final double HEADING_DEGREE_PER_UNIT = 0.0125;

    private WireJson() {}

    /** GeoJSON feature of a road user. */
    static JsonObject feature(TrackState track) {
        return new JsonObject()
                .put("type", "Feature")
                .put("id", hex(track.getTrackId()))
                .put(
                        "geometry",
                        new JsonObject()
                                .put("type", "Point")
                                .put(
                                        "coordinates",
                                        new JsonArray()
                                                .add(degrees(track.getLongitudeE7()))
                                                .add(degrees(track.getLatitudeE7()))))
                .put("properties", properties(track));
    }

    /** Road user with its position. */
    static JsonObject track(TrackState track) {
        return properties(track)
                .put("latitude_deg", degrees(track.getLatitudeE7()))
                .put("longitude_deg", degrees(track.getLongitudeE7()));
    }

    private static JsonObject properties(TrackState track) {
        JsonArray sources = new JsonArray();
        track.getSourcesList().forEach(source -> sources.add(source(source)));
        JsonObject json = new JsonObject()
                .put("track_id", hex(track.getTrackId()))
                .put("class", name(track.getRoadUserClass(), "ROAD_USER_CLASS_"))
                .put("speed_mps", track.getSpeedCmps() / 100.0)
                .put("heading_deg", Math.round(track.getHeadingUnits() * HEADING_DEGREE_PER_UNIT * 1e4) / 1e4)
                .put("length_m", track.getLengthCm() / 100.0)
                .put("width_m", track.getWidthCm() / 100.0)
                .put("age_ms", track.getAgeMs())
                .put("position_accuracy_m", track.getPositionAccuracyCm() / 100.0)
                .put("sources", sources);
        if (track.hasStationId()) {
            json.put("station_id", hex(track.getStationId()));
        }
        if (!track.getLaneId().isEmpty()) {
            json.put("lane_id", track.getLaneId());
        }
        return json;
    }

    /** A danger: newest state, and the evidence of its raise when asked for. */
    static JsonObject warning(JournalRecord record, boolean withEvidence) {
        Warning latest = record.latest();
        JsonArray origins = new JsonArray();
        record.origins().stream()
                .map(origin -> name(origin, "WARNING_ORIGIN_"))
                .sorted()
                .forEach(origins::add);
        JsonArray deliveries = new JsonArray();
        record.deliveries().forEach(report -> deliveries.add(delivery(report)));
        JsonObject json = new JsonObject()
                .put("warning_id", record.id())
                .put("application", name(latest.getApplication(), "WARNING_APPLICATION_"))
                .put("severity", name(latest.getSeverity(), "WARNING_SEVERITY_"))
                .put("highest_severity", name(record.worst().getSeverity(), "WARNING_SEVERITY_"))
                .put("phase", name(latest.getPhase(), "WARNING_PHASE_"))
                .put("zone", latest.getZone())
                .put("host_station_id", hex(latest.getHostStationId()))
                .put("host", track(latest.getHost()))
                .put("counterpart", latest.hasCounterpart() ? track(latest.getCounterpart()) : null)
                .put("place", latest.hasPlace() ? place(latest.getPlace()) : null)
                .put("time_to_collision_ms", latest.getTimeToCollisionMs())
                .put("conflict_latitude_deg", degrees(latest.getConflictLatitudeE7()))
                .put("conflict_longitude_deg", degrees(latest.getConflictLongitudeE7()))
                .put("raised_at_us", record.raised().getRaisedAtUs())
                .put("updated_at_us", latest.getUpdatedAtUs())
                .put("valid_until_us", latest.getValidUntilUs())
                .put("origins", origins)
                .put("node", record.raised().getNode())
                .put("epoch", record.raised().getEpoch())
                .put("degraded", latest.getDegraded())
                .put("duplicates", new JsonArray(record.duplicates()))
                .put("deliveries", deliveries);
        if (latest.getClearReasonValue() != 0) {
            json.put("clear_reason", name(latest.getClearReason(), "CLEAR_REASON_"));
        }
        if (withEvidence) {
            json.put("evidence", evidence(record.raised()));
        }
        return json;
    }

    private static JsonObject evidence(Warning raised) {
        Evidence evidence = raised.getEvidence();
        JsonObject parameters = new JsonObject();
        evidence.getParametersMap().forEach(parameters::put);
        return new JsonObject()
                .put("rule", evidence.getRule())
                .put("measure", evidence.getMeasure().getName())
                .put("measure_value", evidence.getMeasure().getValue())
                .put("measure_threshold", evidence.getMeasure().getThreshold())
                .put("measure_unit", evidence.getMeasure().getUnit())
                .put("parameters", parameters)
                .put("zone_version", evidence.getZoneVersion())
                .put("host", track(raised.getHost()))
                .put("counterpart", raised.hasCounterpart() ? track(raised.getCounterpart()) : null)
                .put("place", raised.hasPlace() ? place(raised.getPlace()) : null)
                .put("host_inputs", sources(evidence.getHostInputsList()))
                .put("counterpart_inputs", sources(evidence.getCounterpartInputsList()))
                .put("place_inputs", sources(evidence.getPlaceInputsList()))
                .put("host_rejected", rejected(evidence.getHostRejectedList()))
                .put("counterpart_rejected", rejected(evidence.getCounterpartRejectedList()))
                .put("host_path", evidence.hasHostPath() ? path(evidence.getHostPath()) : null)
                .put("counterpart_path", evidence.hasCounterpartPath() ? path(evidence.getCounterpartPath()) : null)
                .put("conflict_area", evidence.hasConflictArea() ? place(evidence.getConflictArea()) : null)
                .put("stamps", stamps(evidence.getStamps()));
    }

    private static JsonObject place(WarnedPlace place) {
        return new JsonObject()
                .put("kind", name(place.getKind(), "PLACE_KIND_"))
                .put("id", place.getId())
                .put("latitude_deg", degrees(place.getLatitudeE7()))
                .put("longitude_deg", degrees(place.getLongitudeE7()))
                .put("lane_id", place.getLaneId())
                .put("code", place.getCode() == 0 ? null : place.getCode())
                .put("text", place.getText().isEmpty() ? null : place.getText())
                .put("speed_limit_mps", place.hasSpeedLimitCmps() ? place.getSpeedLimitCmps() / 100.0 : null)
                .put(
                        "limit_origin",
                        place.getLimitOriginValue() == 0 ? null : name(place.getLimitOrigin(), "LIMIT_ORIGIN_"))
                .put("map_limit_mps", place.hasMapLimitCmps() ? place.getMapLimitCmps() / 100.0 : null)
                .put("light", place.getLightValue() == 0 ? null : name(place.getLight(), "SIGNAL_LIGHT_"))
                .put("light_until_us", place.hasLightUntilUs() ? place.getLightUntilUs() : null)
                .put("vehicles", place.hasVehicles() ? place.getVehicles() : null);
    }

    private static JsonObject place(ConflictArea area) {
        JsonArray outline = new JsonArray();
        for (int i = 0; i < Math.min(area.getOutlineLatitudeE7Count(), area.getOutlineLongitudeE7Count()); i++) {
            outline.add(new JsonArray()
                    .add(degrees(area.getOutlineLongitudeE7(i)))
                    .add(degrees(area.getOutlineLatitudeE7(i))));
        }
        return new JsonObject()
                .put("outline_deg_deg", outline)
                .put("latitude_deg", degrees(area.getLatitudeE7()))
                .put("longitude_deg", degrees(area.getLongitudeE7()))
                .put("host_lane_id", area.getHostLaneId())
                .put("counterpart_lane_id", area.getCounterpartLaneId())
                .put("host", window(area.getHost()))
                .put("counterpart", window(area.getCounterpart()));
    }

    private static JsonObject window(ArrivalWindow window) {
        return new JsonObject()
                .put("entry_ms", window.hasEntryMs() ? window.getEntryMs() : null)
                .put("exit_ms", window.hasExitMs() ? window.getExitMs() : null)
                .put("sigma_ms", window.hasSigmaMs() ? window.getSigmaMs() : null);
    }

    private static JsonArray sources(List<SourceRef> sources) {
        JsonArray json = new JsonArray();
        sources.forEach(source -> json.add(source(source)));
        return json;
    }

    private static JsonObject source(SourceRef source) {
        return new JsonObject()
                .put("source", name(source.getSource(), "SOURCE_KIND_"))
                .put("station_id", hex(source.getStationId()))
                .put("object_id", source.getObjectId())
                .put("generated_at_us", source.getGeneratedAtUs())
                .put("age_ms", source.getAgeMs())
                .put(
                        "position_accuracy_m",
                        source.getPositionAccuracyCm() == 0 ? null : source.getPositionAccuracyCm() / 100.0);
    }

    private static JsonArray rejected(List<RejectedInput> inputs) {
        JsonArray json = new JsonArray();
        inputs.forEach(input -> json.add(new JsonObject()
                .put("source", name(input.getSource(), "SOURCE_KIND_"))
                .put("station_id", hex(input.getStationId()))
                .put("use", name(input.getUse(), "INPUT_USE_"))
                .put("reason", input.getReason())
                .put("count", input.getCount())
                .put("age_ms", input.getAgeMs())));
        return json;
    }

    /** A line of [longitude, latitude, milliseconds after the warning's update]. */
    private static JsonObject path(PredictedPath path) {
        JsonArray points = new JsonArray();
        for (int i = 0; i < Math.min(path.getLatitudeE7Count(), path.getTimeMsCount()); i++) {
            points.add(new JsonArray()
                    .add(degrees(path.getLongitudeE7(i)))
                    .add(degrees(path.getLatitudeE7(i)))
                    .add(path.getTimeMs(i)));
        }
        return new JsonObject()
                .put("points_deg_deg_ms", points)
                .put("lane_ids", new JsonArray(path.getLaneIdsList()))
                .put("probability", path.getProbability());
    }

    private static JsonObject stamps(LatencyStamps stamps) {
        return new JsonObject()
                .put("generated_at_us", passed(stamps.getGeneratedAtUs()))
                .put("edge_received_at_us", passed(stamps.getEdgeReceivedAtUs()))
                .put("observed_at_us", passed(stamps.getObservedAtUs()))
                .put("edge_decided_at_us", passed(stamps.getEdgeDecidedAtUs()))
                .put("downlink_at_us", passed(stamps.getDownlinkAtUs()))
                .put("uplink_at_us", passed(stamps.getUplinkAtUs()))
                .put("cloud_received_at_us", passed(stamps.getCloudReceivedAtUs()))
                .put("cloud_decided_at_us", passed(stamps.getCloudDecidedAtUs()))
                .put("edge_returned_at_us", passed(stamps.getEdgeReturnedAtUs()));
    }

    private static JsonObject delivery(DeliveryReport report) {
        JsonObject json = new JsonObject()
                .put("warning_id", report.getWarningId())
                .put("phase", name(report.getPhase(), "WARNING_PHASE_"))
                .put("outcome", name(report.getOutcome(), "DELIVERY_OUTCOME_"))
                .put("at_us", report.getAtUs())
                .put("stamps", stamps(report.getStamps()));
        if (!report.getDuplicateOf().isEmpty()) {
            json.put("duplicate_of", report.getDuplicateOf());
        }
        return json;
    }

    /** A stage that was not passed is null, never 0. */
    private static @Nullable Long passed(long stampUs) {
        return stampUs == 0 ? null : stampUs;
    }

    private static String name(Enum<?> value, String prefix) {
        String name = value.name();
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name).toLowerCase(Locale.ROOT);
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    private static double degrees(int e7) {
        return e7 / UNITS_PER_DEGREE;
    }
}
