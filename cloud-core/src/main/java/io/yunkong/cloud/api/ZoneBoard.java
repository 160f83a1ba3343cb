package io.yunkong.cloud.api;

import io.yunkong.cloud.directory.StationDirectory;
import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.cloud.journal.WarningJournal;
import io.yunkong.cloud.tile.ParameterHistory;
import io.yunkong.cloud.tile.ZoneService;
import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.NodeDigest;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.SignalGroupState;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.ZoneHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One zone as this node shows it: road users, warnings, signals, health, from the digests of all nodes, its own included. Every node
 * holds the whole of it. Not thread-safe: the API's event loop owns it.
 */
final class ZoneBoard {
    private record Node(NodeDigest digest, long heardAtMs) {}

    /** States of a warning since the last tick. The first is told too: when it is the raise, it alone holds its evidence. */
    private record Change(Warning first, Warning last) {}

    private final ZoneService service;
    private final WarningJournal journal;
    private final StationDirectory directory;
    private final TrackBoard tracks = new TrackBoard();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, String> signals = new HashMap<>();
    private final Map<String, Change> warnings = new HashMap<>();
    private final List<DeliveryReport> deliveries = new ArrayList<>();
    private ZoneHealth health = ZoneHealth.newBuilder()
            .setLevel(ServiceLevel.SERVICE_LEVEL_UNAVAILABLE)
            .setReason("starting")
            .build();
    private Set<String> cloudNodes = Set.of();

    ZoneBoard(ZoneService service, WarningJournal journal, StationDirectory directory) {
        this.service = service;
        this.journal = journal;
        this.directory = directory;
    }

    /** The version in force. */
    Zone zone() {
        return service.zone();
    }

    ParameterHistory parameters() {
        return service.parameters();
    }

    WarningJournal journal() {
        return journal;
    }

    List<TrackState> tracks() {
        return tracks.tracks();
    }

    int trackCount() {
        return tracks.size();
    }

    ZoneHealth health() {
        return health;
    }

    long staleEpochs() {
        return tracks.staleEpochs();
    }

    void cloudNodes(Set<String> alive) {
        cloudNodes = alive;
    }

    /** Takes what a node sees. */
    void accept(NodeDigest digest, long nowUs, long nowMs) {
        nodes.put(digest.getNodeId(), new Node(digest, nowMs));
        digest.getTilesList().forEach(tile -> tracks.accept(tile, nowMs));
        for (Warning warning : digest.getWarningsList()) {
            journal.accept(warning, nowUs)
                    .ifPresent(shown -> warnings.merge(
                            shown.getWarningId(),
                            new Change(shown, shown),
                            (before, now) -> new Change(before.first(), now.last())));
        }
        for (DeliveryReport report : digest.getDeliveriesList()) {
            journal.accept(report).ifPresent(deliveries::add);
        }
    }

    /** What changed since the last tick; without sequence. */
    FeedTick tick(long nowUs, long nowMs) {
        TrackBoard.Delta delta = tracks.tick(nowMs);
        nodes.values().removeIf(node -> nowMs - node.heardAtMs() > TrackBoard.TILE_SILENT_MS);
        health = measure(nowMs);
        FeedTick.Builder tick = FeedTick.newBuilder()
                .setAtUs(nowUs)
                .addAllTracks(delta.changed())
                .addAllRemovedTrackIds(delta.removed())
                .addAllDeliveries(deliveries)
                .setHealth(health);
        List<SignalController> controllers = zone().signals();
        signals.keySet()
                .removeIf(id ->
                        controllers.stream().noneMatch(signal -> signal.id().equals(id)));
        for (SignalController signal : controllers) {
            String state = signal.stateAt(nowUs);
            if (!state.equals(signals.put(signal.id(), state))) {
                tick.addSignals(
                        SignalGroupState.newBuilder().setSignalId(signal.id()).setState(state));
            }
        }
        for (Change change : warnings.values()) {
            if (change.first().hasEvidence() && !change.first().equals(change.last())) {
                tick.addWarnings(change.first());
            }
            tick.addWarnings(change.last());
        }
        warnings.clear();
        deliveries.clear();
        return tick.build();
    }

    /** Everything as of the last tick; without sequence. */
    FeedTick snapshot(long nowUs) {
        FeedTick.Builder tick = FeedTick.newBuilder()
                .setAtUs(nowUs)
                .setSnapshot(true)
                .addAllTracks(tracks.tracks())
                .setHealth(health);
        for (JournalRecord record : journal.active(nowUs)) {
            WarningTicks.add(tick, record, true);
        }
        signals.forEach((id, state) ->
                tick.addSignals(SignalGroupState.newBuilder().setSignalId(id).setState(state)));
        return tick.build();
    }

    /** Edges linked to any node. */
    Set<String> edges() {
        Set<String> edges = new HashSet<>();
        nodes.values().forEach(node -> edges.addAll(node.digest().getEdgeIdsList()));
        return edges;
    }

    private ZoneHealth measure(long nowMs) {
        Set<String> edges = edges();
        Zone zone = zone();
        ZoneHealth.Builder measured = ZoneHealth.newBuilder()
                .setZoneVersion(zone.version())
                .setTracks(tracks.size())
                .setEdgesConnected(edges.size())
                .setStationsConnected(directory.count(edges))
                .setCloudNodes(cloudNodes.size());
        int shedPerS = 0;
        int observationsPerS = 0;
        for (Node node : nodes.values()) {
            NodeDigest digest = node.digest();
            shedPerS += digest.getShedPerS();
            observationsPerS += digest.getObservationsPerS();
            measured.setDecisionP50Us(Math.max(measured.getDecisionP50Us(), digest.getDecisionP50Us()));
            measured.setDecisionP99Us(Math.max(measured.getDecisionP99Us(), digest.getDecisionP99Us()));
        }
        int ownerless = zone.tiles().tiles().size() - tracks.heard(zone.tiles().tiles(), nowMs);
        judge(
                measured.setObservationsPerS(observationsPerS),
                ownerless,
                zone.tiles().tiles().size(),
                shedPerS);
        return measured.build();
    }

    private void judge(ZoneHealth.Builder measured, int ownerless, int tiles, int shedPerS) {
        List<String> reasons = new ArrayList<>();
        boolean unavailable = false;
        if (measured.getEdgesConnected() == 0) {
            reasons.add("no edge connected");
            unavailable = true;
        }
        if (ownerless > 0) {
            reasons.add("tiles without owner: count=" + ownerless + ", tiles=" + tiles);
            unavailable |= ownerless == tiles;
        }
        for (String node : cloudNodes) {
            if (!nodes.containsKey(node)) {
                reasons.add("cloud node silent: node=" + node);
            }
        }
        if (shedPerS > 0) {
            reasons.add("measurements shed: per_s=" + shedPerS);
        }
        measured.setReason(String.join("; ", reasons));
        if (unavailable) {
            measured.setLevel(ServiceLevel.SERVICE_LEVEL_UNAVAILABLE);
        } else {
            measured.setLevel(reasons.isEmpty() ? ServiceLevel.SERVICE_LEVEL_OK : ServiceLevel.SERVICE_LEVEL_DEGRADED);
        }
    }
}
