package io.yunkong.cloud.tile;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** Owns one tile on its own event loop: the only writer of the tile's tracks and warnings, so it holds no lock. */
final class TileVerticle extends VerticleBase {
    static final long TICK_MS = 100;

    private final Tile tile;
    private final int backlogMax;
    private final ObservationLedger ledger;
    private volatile @Nullable Inbox<ReceivedBatch> inbox;

    TileVerticle(Tile tile, int backlogMax, ObservationLedger ledger) {
        this.tile = tile;
        this.backlogMax = backlogMax;
        this.ledger = ledger;
    }

    @Override
    public Future<?> start() {
        inbox = new Inbox<>(context, backlogMax, ReceivedBatch::size, tile::accept, this::shed);
        vertx.setPeriodic(TICK_MS, _ -> tile.tick());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        tile.stop();
        Inbox<ReceivedBatch> started = inbox;
        if (started != null) {
            started.close();
        }
        return Future.succeededFuture();
    }

    void offer(ReceivedBatch batch) {
        Inbox<ReceivedBatch> started = inbox;
        if (started == null) {
            ledger.shed(ShedClass.NOT_OWNER, batch.batch().getObservationsCount());
        } else {
            ledger.hold(batch.batch().getObservationsCount());
            started.offer(batch);
        }
    }

    /** Has the tile go on with the version of its zone that is in force; answers how many road users it holds. */
    Future<Integer> settle() {
        Promise<Integer> kept = Promise.promise();
        context.runOnContext(_ -> kept.complete(tile.settle()));
        return kept.future();
    }

    private void shed(ReceivedBatch batch) {
        int observations = batch.batch().getObservationsCount();
        ledger.shed(tile.stopped() ? ShedClass.TILE_STOPPED : ShedClass.TILE_QUEUE_FULL, observations);
        ledger.release(observations);
    }
}
