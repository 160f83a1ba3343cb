package io.yunkong.cloud.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.cloud.placement.Tenure;
import io.yunkong.cloud.placement.TileKey;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.StagedTraffic;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import java.util.ArrayList;
import java.util.List;

/**
 * Staged traffic through private tiles, before the first edge is let in: so that the first real warning does not wait for classes to be
 * loaded and compiled. Nothing of it reaches an edge, a reader or a counter.
 */
public final class Rehearsal implements TileOutput {
    private final ZoneService service;
    private final List<Tile> tiles = new ArrayList<>();
    private long nowUs;
    private long octets;

    private Rehearsal(Zone zone) {
        this.service = new ZoneService(zone);
        Tenure always = new Tenure(1, Long.MAX_VALUE, () -> 0);
        for (TileId tile : zone.tiles().tiles()) {
            tiles.add(new Tile(
                    new TileKey(zone.name(), tile),
                    service,
                    always,
                    new Tile.Names("rehearsal", "rehearsal." + tiles.size()),
                    () -> nowUs,
                    this));
        }
    }

    /**
     * Takes some hundred milliseconds of the calling thread for the first zone of a process, less for the next.
     *
     * @return octets that would have gone out: 0 when the zone has no place for any scene
     */
    public static long play(Zone zone) {
        return new Rehearsal(zone).play();
    }

    private long play() {
        ObservationBatch.Builder batch = ObservationBatch.newBuilder();
        for (Observation observation : StagedTraffic.observations(service.zone())) {
            if (observation.receivedAtUs() != nowUs) {
                send(batch);
                nowUs = observation.receivedAtUs();
            }
            batch.addObservations(service.exchange().toWire(observation));
        }
        send(batch);
        nowUs += 10 * 1_000_000L; // everything ends: clearing is rehearsed, too
        tiles.forEach(Tile::tick);
        return octets;
    }

    private void send(ObservationBatch.Builder batch) {
        try {
            ReceivedBatch received =
                    new ReceivedBatch(ObservationBatch.parseFrom(batch.build().toByteArray()), nowUs);
            batch.clear();
            for (Tile tile : tiles) {
                tile.accept(received);
                tile.tick();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "own batch not readable: zone=" + service.zone().name() + "; not rehearsed", e);
        }
    }

    @Override
    public void warning(Warning warning) {
        octets += warning.toByteArray().length;
    }

    @Override
    public void digest(TileDigest digest) {
        for (TrackState track : digest.tracks()) {
            octets += track.toByteArray().length;
        }
    }
}
