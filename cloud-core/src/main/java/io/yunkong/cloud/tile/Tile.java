package io.yunkong.cloud.tile;

import io.yunkong.cloud.placement.Tenure;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.map.exchange.WarningSource;
import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.TileGrid;
import io.yunkong.map.road.TileId;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.map.warn.Evidence;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.TrackState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tile's work: the same warner as the edge's, fed with what every edge sees of the tile's square and the border around it. It
 * publishes and warns only road users inside the square, so each has one owner; those in the border are seen, as counterparts. Not
 * thread-safe: one owner. It acts only while its tenure holds.
 */
final class Tile {
    private static final Logger LOG = LoggerFactory.getLogger(Tile.class);

    /**
     * @param node shown in warnings
     * @param warner starts their ids
     */
    record Names(String node, String warner) {}

    private final TileKey key;
    private final ZoneService service;
    /** Its size of tiles, the same in all versions. */
    private final TileGrid grid;

    private final ObservationLedger ledger;
    private final DecisionLatency latency;
    private final Tenure tenure;
    private final WarningSource source;
    private final LongSupplier nowUs;
    private final TileOutput output;
    private final CooperativeWarner warner;
    private final WarnerTotals totals;
    /** Written over by the next one. */
    private final SelfReport selfReport = SelfReport.blank();

    private WireExchange exchange;
    private CooperativeWarner.Counters counted;
    private volatile boolean stopped;
    private boolean failed;

    Tile(TileKey key, ZoneService service, Tenure tenure, Names names, LongSupplier nowUs, TileOutput output) {
        this.key = key;
        this.service = service;
        this.exchange = service.exchange();
        this.grid = exchange.zone().tiles();
        this.ledger = service.ledger();
        this.latency = service.latency();
        this.tenure = tenure;
        this.source = new WarningSource(names.node(), names.warner(), tenure.epoch());
        this.nowUs = nowUs;
        this.output = output;
        // edges hear the signs of roadside units, so limits are theirs
        this.warner = new CooperativeWarner(
                exchange.zone(),
                names.warner(),
                this::inSquare,
                CooperativeWarner.Parameters.defaults().withoutRoadside());
        this.totals = service.warners();
        this.counted = warner.counters();
    }

    /** Goes on with the version of the zone that is in force by now; asked before every event. */
    private void follow() {
        WireExchange now = service.exchange();
        if (now != exchange) {
            var _ = warner.activate(now.zone());
            exchange = now;
        }
    }

    /** Works with the version in force; how many road users are inside the square. */
    int settle() {
        follow();
        return (int)
                warner.tracks(nowUs.getAsLong()).stream().filter(this::inSquare).count();
    }

    /** Takes a batch that counts as in flight, measurement by measurement. */
    void accept(ReceivedBatch received) {
        follow();
        LatencyStamps stamps = LatencyStamps.newBuilder()
                .setUplinkAtUs(received.batch().getSentAtUs())
                .setCloudReceivedAtUs(received.receivedAtUs())
                .build();
        List<io.yunkong.wire.Observation> measured = received.batch().getObservationsList();
        for (int i = 0; i < measured.size(); i++) {
            if (!tenure.holds()) {
                ledger.shed(ShedClass.LEASE_LAPSED, measured.size() - i);
                ledger.release(measured.size() - i);
                return;
            }
            count(measured.get(i), stamps);
            ledger.release(1);
        }
    }

    /** Whatever goes wrong with one measurement, the next one is not affected and the balance holds. */
    private void count(io.yunkong.wire.Observation measured, LatencyStamps stamps) {
        Observation observation;
        try {
            observation = exchange.toObservation(measured, selfReport);
        } catch (IllegalArgumentException _) {
            ledger.reject(RejectReason.MALFORMED);
            return;
        }
        try {
            accept(observation, stamps);
        } catch (RuntimeException e) {
            ledger.shed(ShedClass.FAILED, 1);
            if (!failed) {
                failed = true;
                LOG.error("measurement failed: tile={}; shed, further ones are counted only", key, e);
            }
        }
    }

    private void accept(Observation observation, LatencyStamps stamps) {
        @Nullable RejectReason reason = sees(observation)
                ? warner.accept(observation, nowUs.getAsLong(), event -> emit(event, stamps))
                : RejectReason.OUTSIDE_ZONE;
        if (reason == null) {
            ledger.process();
            latency.record(nowUs.getAsLong() - observation.receivedAtUs());
        } else {
            ledger.reject(reason);
        }
    }

    /** Lets time pass and publishes the road users of the square. */
    void tick() {
        if (!tenure.holds()) {
            return;
        }
        follow();
        long now = nowUs.getAsLong();
        warner.tick(now, event -> emit(event, LatencyStamps.getDefaultInstance()));
        CooperativeWarner.Counters counters = warner.counters();
        totals.add(counted, counters);
        counted = counters;
        List<TrackState> tracks = new ArrayList<>();
        warner.forEachTrack(now, track -> {
            if (inSquare(track)) {
                tracks.add(exchange.toWire(track, now));
            }
        });
        output.digest(new TileDigest(key, tenure.epoch(), now, tracks));
    }

    /** Works no more; what still waits is shed under that name. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    private void emit(WarningEvent event, LatencyStamps stamps) {
        if (tenure.holds()) {
            Evidence evidence = event.warning().evidence();
            LatencyStamps complete = stamps.toBuilder()
                    .setGeneratedAtUs(evidence.triggerGeneratedAtUs())
                    .setEdgeReceivedAtUs(evidence.triggerReceivedAtUs())
                    .setCloudDecidedAtUs(nowUs.getAsLong())
                    .build();
            output.warning(exchange.toWire(event, source, complete));
        }
    }

    private boolean inSquare(RoadUserState track) {
        return grid.tileAt(track.eastM(), track.northM()).equals(key.tile());
    }

    private boolean sees(Observation observation) {
        TileId tile = key.tile();
        return within(observation.eastM(), tile.x()) && within(observation.northM(), tile.y());
    }

    private boolean within(double position, int index) {
        return position >= index * grid.sideM() - grid.borderM()
                && position <= (index + 1) * grid.sideM() + grid.borderM();
    }
}
