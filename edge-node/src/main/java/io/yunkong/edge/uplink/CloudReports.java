package io.yunkong.edge.uplink;

import io.yunkong.edge.downlink.DeliveryReports;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.AdviceTarget;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the edge tells the cloud beside observations. Its stations: every node is told of each that comes or goes, and of all when it comes
 * itself. Its warnings and what became of warnings and advice: the owner of the host's tile is told, or any node that is connected, or they wait in a
 * bounded queue for one. Not thread-safe: owned by the map thread.
 */
final class CloudReports implements DeliveryReports {
    /** A message for the cloud, and the tile whose owner should get it. */
    private record Report(@Nullable TileId tile, EdgeToCloud message) {}

    /** Of any version: origin and size of the tiles are the same in all. */
    private final Zone zone;

    private final CloudLinks links;
    private final int waitingMax;
    private final MapCounters counters;
    private final ArrayDeque<Report> waiting = new ArrayDeque<>();
    private final Map<Long, StationEvent> stations = new HashMap<>();

    CloudReports(Zone zone, CloudLinks links, int waitingMax, MapCounters counters) {
        this.zone = zone;
        this.links = links;
        this.waitingMax = waitingMax;
        this.counters = counters;
    }

    /** A station came or went. */
    void station(StationEvent event) {
        if (event.getConnected()) {
            stations.put(event.getStationId(), event);
        } else {
            stations.remove(event.getStationId());
        }
        // also to a node that reads slowly just now: it is not told again, and its directory must know
        links.forEachUp(link -> send(link, message(event)));
    }

    /** Tells a node that has just come what it has missed. */
    void linkUp(CloudLink link) {
        stations.values().forEach(event -> send(link, message(event)));
        drain();
    }

    /** Sends what waits, oldest first, as far as there is a node that takes it. */
    void drain() {
        while (!waiting.isEmpty()) {
            Optional<CloudLink> link = links.findWritable(waiting.getFirst().tile());
            if (link.isEmpty()) {
                return;
            }
            send(link.get(), waiting.removeFirst().message());
        }
    }

    @Override
    public void edgeWarning(Warning warning) {
        report(warning, EdgeToCloud.newBuilder().setEdgeWarning(warning).build());
    }

    @Override
    public void delivery(Warning warning, DeliveryReport report) {
        report(warning, EdgeToCloud.newBuilder().setDelivery(report).build());
    }

    @Override
    public void advice(Advice advice, AdviceReport report) {
        AdviceTarget target = advice.getTarget();
        report(
                tileAt(target.getLatitudeE7(), target.getLongitudeE7()),
                EdgeToCloud.newBuilder().setAdviceReport(report).build());
    }

    private void report(Warning warning, EdgeToCloud message) {
        TrackState host = warning.getHost();
        report(warning.hasHost() ? tileAt(host.getLatitudeE7(), host.getLongitudeE7()) : null, message);
    }

    private void report(@Nullable TileId tile, EdgeToCloud message) {
        if (links.isEmpty()) {
            return;
        }
        drain(); // what waits goes first
        Optional<CloudLink> link = links.findWritable(tile);
        if (link.isPresent()) {
            send(link.get(), message);
            return;
        }
        if (waiting.size() >= waitingMax) {
            waiting.removeFirst();
            counters.reportsDropped++;
        }
        waiting.addLast(new Report(tile, message));
    }

    private void send(CloudLink link, EdgeToCloud message) {
        link.send(message);
        counters.reportsSent++;
    }

    private TileId tileAt(int latitudeE7, int longitudeE7) {
        double latitude = latitudeE7 * 1e-7;
        double longitude = longitudeE7 * 1e-7;
        return zone.tiles()
                .tileAt(zone.plane().eastM(latitude, longitude), zone.plane().northM(latitude, longitude));
    }

    private static EdgeToCloud message(StationEvent event) {
        return EdgeToCloud.newBuilder().setStation(event).build();
    }
}
