package io.yunkong.cli;

import io.yunkong.edge.statistics.EdgeStatistics;
import java.util.Locale;

/** An edge's counters on one line. */
final class EdgeCounters {
    private EdgeCounters() {}

    static String line(EdgeStatistics edge, boolean json) {
        if (!json) {
            return String.format(
                    Locale.ROOT,
                    "received %,d  processed %,d  rejected %s  shed %s  in flight %d  emergency runs refused %s"
                            + "  warnings delivered %d  acknowledged %d  sessions resumed %d  refused %s  handshakes %,d  failed %s",
                    edge.received(),
                    edge.processed(),
                    Text.named(edge.rejected()),
                    Text.named(edge.shed()),
                    edge.inFlight(),
                    Text.named(edge.emergencyRunsRefused()),
                    edge.warnings().delivered(),
                    edge.warnings().acknowledged(),
                    edge.resumes().resumed(),
                    Text.named(edge.sessions().refused()),
                    edge.tls().handshakes(),
                    Text.named(edge.tls().faults()));
        }
        return Json.object(object -> {
            object.writeNumberField("received", edge.received());
            object.writeNumberField("processed", edge.processed());
            Json.counts(object, "rejected", Text.named(edge.rejected()));
            Json.counts(object, "shed", Text.named(edge.shed()));
            object.writeNumberField("in_flight", edge.inFlight());
            Json.counts(object, "objects_rejected", Text.named(edge.objects().rejected()));
            Json.counts(object, "emergency_runs_refused", Text.named(edge.emergencyRunsRefused()));
            object.writeNumberField("sessions_accepted", edge.sessions().accepted());
            object.writeNumberField("mqtt_accepted", edge.mqtt().accepted());
            object.writeNumberField("mqtt_publishes", edge.mqtt().publishes());
            object.writeNumberField("mqtt_frames_sent", edge.mqtt().framesSent());
            Json.counts(object, "refused", Text.named(edge.sessions().refused()));
            Json.counts(object, "closed", Text.named(edge.sessions().closed()));
            object.writeNumberField("sessions_resumed", edge.resumes().resumed());
            object.writeNumberField("sessions_lapsed", edge.resumes().lapsed());
            object.writeNumberField("sessions_forgotten", edge.resumes().sessionsForgotten());
            object.writeNumberField("messages_replayed", edge.resumes().replayed());
            object.writeNumberField("messages_forgotten", edge.resumes().messagesForgotten());
            object.writeNumberField("handshakes", edge.tls().handshakes());
            Json.counts(object, "handshakes_failed", Text.named(edge.tls().faults()));
            Json.counts(object, "warnings_raised", Text.named(edge.warnings().raised()));
            object.writeNumberField("warnings_delivered", edge.warnings().delivered());
            object.writeNumberField("warnings_acknowledged", edge.warnings().acknowledged());
            Json.counts(
                    object, "standard_messages_sent", Text.named(edge.standard().sent()));
            object.writeNumberField("personal_reports", edge.standard().personalReports());
            object.writeNumberField("vehicle_sensor_reports", edge.standard().vehicleSensorReports());
            object.writeNumberField("signal_reports", edge.signals().reports());
            Json.counts(object, "signals_refused", Text.named(edge.signals().refused()));
            object.writeNumberField("roadside_notices", edge.roadside().notices());
            Json.counts(object, "roadside_refused", Text.named(edge.roadside().refused()));
            object.writeNumberField("plans_taken", edge.plans().taken());
            Json.counts(object, "plans_refused", Text.named(edge.plans().refused()));
            object.writeNumberField("advice_from_edge", edge.advice().fromEdge());
            object.writeNumberField("advice_from_cloud", edge.advice().fromCloud());
            object.writeNumberField("advice_from_roadside", edge.advice().fromRoadside());
            object.writeNumberField("advice_sent", edge.advice().sent());
            object.writeNumberField("advice_acknowledged", edge.advice().acknowledged());
            object.writeNumberField("advice_no_session", edge.advice().noSession());
            object.writeNumberField("priority_requests_relayed", edge.priority().requestsRelayed());
            Json.counts(
                    object,
                    "priority_requests_refused",
                    Text.named(edge.priority().requestsRefused()));
            Json.counts(
                    object, "coordination_refused", Text.named(edge.priority().coordinationRefused()));
            Json.counts(object, "position_use_told", edge.positionUses().told());
            object.writeNumberField("position_use_not_told", edge.positionUses().notWatched());
            object.writeNumberField("uplink_sent", edge.uplink().sent());
            object.writeNumberField("uplink_stale", edge.uplink().stale());
            object.writeStringField("zone_version", edge.laneMap().version());
            object.writeNumberField("zone_activations", edge.laneMap().activated());
            object.writeNumberField("zone_refusals", edge.laneMap().refused());
            object.writeBooleanField("balanced", edge.balanced());
        });
    }
}
