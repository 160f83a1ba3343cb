package io.yunkong.cloud;

import io.yunkong.cloud.tile.DecisionLatency;
import io.yunkong.cloud.tile.ZoneService;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Prometheus text exposition (format 0.0.4) of a cloud node. Labels are names of zones, applications and reasons of the code, so their
 * number is bounded: never a vehicle.
 */
final class MetricsPage {
    /** Aligned to the latency budgets. */
    private static final long[] LIMITS_US = {1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000};

    private final StringBuilder text = new StringBuilder(4096);

    private MetricsPage() {}

    static String write(CloudStatistics statistics, Map<String, ZoneService> zones, ZoneKeeper keeper) {
        MetricsPage page = new MetricsPage();
        page.node(statistics);
        page.zones(statistics);
        page.latency(zones);
        page.versions(new TreeMap<>(zones), keeper);
        return page.text.toString();
    }

    private void node(CloudStatistics statistics) {
        head("v2x_cloud_nodes", "gauge", "Cloud nodes alive");
        line("v2x_cloud_nodes", "", statistics.cloudNodes().size());
        head("v2x_tiles_owned", "gauge", "Tiles this node works for");
        line("v2x_tiles_owned", "", statistics.tilesOwned());
        head("v2x_tile_changes_total", "counter", "Tiles claimed, lapsed, lost, handed over");
        lines("v2x_tile_changes_total", "change", statistics.placementChanges());
        head("v2x_edge_links_opened_total", "counter", "Connections accepted from edges");
        line("v2x_edge_links_opened_total", "", statistics.gateway().linksOpened());
        head("v2x_edge_links_closed_total", "counter", "Edge connections closed, by reason");
        lines("v2x_edge_links_closed_total", "reason", statistics.gateway().linksClosed());
        head("v2x_link_messages_received_total", "counter", "Messages read from edges");
        line("v2x_link_messages_received_total", "", statistics.gateway().messages());
        head("v2x_link_messages_rejected_total", "counter", "Messages of edges that were of no use, by reason");
        lines("v2x_link_messages_rejected_total", "reason", statistics.gateway().messagesRejected());
        head("v2x_warnings_sent_total", "counter", "Warnings for the edge of the host, by outcome");
        lines("v2x_warnings_sent_total", "outcome", statistics.gateway().warnings());
        head("v2x_advice_reports_total", "counter", "Messages of advice that edges reported on, by outcome");
        lines("v2x_advice_reports_total", "outcome", statistics.gateway().advice());
        head("v2x_stations_refused_total", "counter", "Stations not taken because the directory was full");
        line("v2x_stations_refused_total", "", statistics.stationsRefused());
        head("v2x_directory_writes_failed_total", "counter", "Station events that the cluster did not take");
        line("v2x_directory_writes_failed_total", "", statistics.directoryWritesFailed());
        head("v2x_board_dropped_total", "counter", "Digests and records dropped because the API's inbox was full");
        line("v2x_board_dropped_total", "", statistics.boardDropped());
        head("v2x_requests_refused_total", "counter", "HTTP requests refused because too many answers were waiting");
        line("v2x_requests_refused_total", "", statistics.requestsRefused());
    }

    private void zones(CloudStatistics statistics) {
        Map<String, CloudStatistics.ZoneFigures> zones = new TreeMap<>(statistics.zones());
        head("v2x_tracks", "gauge", "Road users shown in the zone");
        zones.forEach((zone, figures) -> line("v2x_tracks", label("zone", zone), figures.tracks()));
        head("v2x_observations_received_total", "counter", "Measurements read from edge links");
        zones.forEach((zone, figures) -> line(
                "v2x_observations_received_total",
                label("zone", zone),
                figures.observations().received()));
        head("v2x_observations_processed_total", "counter", "Measurements taken into a map");
        zones.forEach((zone, figures) -> line(
                "v2x_observations_processed_total",
                label("zone", zone),
                figures.observations().processed()));
        head("v2x_observations_rejected_total", "counter", "Measurements not used, by reason");
        zones.forEach((zone, figures) -> lines(
                "v2x_observations_rejected_total",
                zone,
                "reason",
                figures.observations().rejected()));
        head("v2x_observations_shed_total", "counter", "Measurements dropped unread, by class");
        zones.forEach((zone, figures) -> lines(
                "v2x_observations_shed_total",
                zone,
                "class",
                figures.observations().shed()));
        head("v2x_observations_in_flight", "gauge", "Measurements waiting for their tile");
        zones.forEach((zone, figures) -> line(
                "v2x_observations_in_flight",
                label("zone", zone),
                figures.observations().inFlight()));
        warnings(zones);
        head("v2x_feed_sockets", "gauge", "Console sockets");
        zones.forEach((zone, figures) -> line("v2x_feed_sockets", label("zone", zone), figures.feedSockets()));
        head("v2x_feed_ticks_skipped_total", "counter", "Feed ticks not sent to slow readers");
        zones.forEach((zone, figures) ->
                line("v2x_feed_ticks_skipped_total", label("zone", zone), figures.feedTicksSkipped()));
    }

    private void warnings(Map<String, CloudStatistics.ZoneFigures> zones) {
        head("v2x_warnings_raised_total", "counter", "Warnings taken for a new danger, by application");
        zones.forEach((zone, figures) -> lines(
                "v2x_warnings_raised_total",
                zone,
                "application",
                figures.warnings().raised()));
        head("v2x_warnings_merged_total", "counter", "Those of them found to be a danger known before, by application");
        zones.forEach((zone, figures) -> lines(
                "v2x_warnings_merged_total",
                zone,
                "application",
                figures.warnings().merged()));
        counter(
                "v2x_warnings_duplicate_total",
                "Further warnings of a danger already known",
                zones,
                figures -> figures.warnings().duplicates());
        counter(
                "v2x_warnings_delivered_total",
                "Dangers whose warning was written to the host's link",
                zones,
                figures -> figures.warnings().delivered());
        counter(
                "v2x_warnings_acknowledged_total",
                "Dangers whose warning the host acknowledged",
                zones,
                figures -> figures.warnings().acknowledged());
        counter(
                "v2x_warnings_repeat_suppressed_total",
                "Findings that would have repeated a warning just cleared",
                zones,
                figures -> figures.warners().repeatsSuppressed());
        counter(
                "v2x_map_table_full_total",
                "Stations, tracks or pairs left out of a full table",
                zones,
                figures -> figures.warners().tableFull());
        head(
                "v2x_stations_discounted_total",
                "counter",
                "Times that a station's measurements began to count less in a tile, by the doubt that weighed most");
        zones.forEach((zone, figures) -> lines(
                "v2x_stations_discounted_total",
                zone,
                "doubt",
                figures.warners().stationsDiscounted()));
        head(
                "v2x_stations_excluded_total",
                "counter",
                "Times that a station was excluded from the warnings of a tile, by the doubt that weighed most");
        zones.forEach((zone, figures) -> lines(
                "v2x_stations_excluded_total", zone, "doubt", figures.warners().stationsExcluded()));
        counter(
                "v2x_journal_evicted_total",
                "Warnings forgotten to make room",
                zones,
                figures -> figures.warnings().evicted());
        head("v2x_journal_dropped_total", "counter", "States and reports of warnings not kept, by reason");
        zones.forEach((zone, figures) -> lines(
                "v2x_journal_dropped_total", zone, "reason", figures.warnings().dropped()));
        counter(
                "v2x_tile_digests_stale_total",
                "Digests dropped because a later owner had told of the tile",
                zones,
                CloudStatistics.ZoneFigures::staleDigests);
    }

    private void counter(
            String name,
            String help,
            Map<String, CloudStatistics.ZoneFigures> zones,
            ToLongFunction<CloudStatistics.ZoneFigures> figure) {
        head(name, "counter", help);
        zones.forEach((zone, figures) -> line(name, label("zone", zone), figure.applyAsLong(figures)));
    }

    private void versions(Map<String, ZoneService> zones, ZoneKeeper keeper) {
        head("v2x_zone_info", "gauge", "Version of the zone in force");
        zones.forEach((zone, service) -> line(
                "v2x_zone_info",
                label("zone", zone) + ',' + label("version", service.zone().version()),
                1));
        head("v2x_zone_activations_total", "counter", "Versions of the zone that took over while the node ran");
        zones.keySet()
                .forEach(zone -> line(
                        "v2x_zone_activations_total",
                        label("zone", zone),
                        keeper.counts(zone).activated()));
        head("v2x_zone_refusals_total", "counter", "Versions of the zone that could not take over");
        zones.keySet()
                .forEach(zone -> line(
                        "v2x_zone_refusals_total",
                        label("zone", zone),
                        keeper.counts(zone).refused()));
    }

    private void latency(Map<String, ZoneService> zones) {
        String name = "v2x_decision_seconds";
        head(name, "histogram", "From the edge reading a measurement to the cloud having decided on it");
        new TreeMap<>(zones).forEach((zone, service) -> {
            DecisionLatency latency = service.latency();
            long[] counts = latency.cumulative(LIMITS_US);
            for (int i = 0; i < LIMITS_US.length; i++) {
                line(
                        name + "_bucket",
                        label("zone", zone) + ',' + label("le", Double.toString(LIMITS_US[i] / 1e6)),
                        counts[i]);
            }
            long count = latency.total().count();
            line(name + "_bucket", label("zone", zone) + ',' + label("le", "+Inf"), count);
            text.append(name)
                    .append("_sum{")
                    .append(label("zone", zone))
                    .append("} ")
                    .append(latency.sumUs() / 1e6)
                    .append('\n');
            line(name + "_count", label("zone", zone), count);
        });
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void lines(String name, String labelName, Map<String, Long> values) {
        new TreeMap<>(values).forEach((value, count) -> line(name, label(labelName, value), count));
    }

    private void lines(String name, String zone, String labelName, Map<String, Long> values) {
        new TreeMap<>(values)
                .forEach((value, count) -> line(name, label("zone", zone) + ',' + label(labelName, value), count));
    }

    private void line(String name, String labels, long value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
