package io.yunkong.cloud.placement;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tile as seen from this node: watches its lease, claims, renews and hands it over. All calls and all continuations run on the
 * placement thread, one operation at a time, so it needs no lock.
 */
final class TileClaim {
    private static final Logger LOG = LoggerFactory.getLogger(TileClaim.class);

    /**
     * What all claims of a node share.
     *
     * @param node this node
     * @param validityNanos an unrenewed lease is expired after this, seen by another node
     * @param nanoTime monotonic clock
     * @param firstEpoch epoch of a tile that never had a lease: above all epochs of earlier runs of the platform, since leases do not
     *     outlive the last node
     * @param executor the placement thread
     * @param changes is told "claimed", "lapsed", "lost", "handed over"
     */
    record Context(
            String node,
            long validityNanos,
            LongSupplier nanoTime,
            LongSupplier firstEpoch,
            LeaseStore store,
            TileTenants tenants,
            Executor executor,
            Consumer<Change> changes) {
        /** The owner stops this much before others may call its lease expired. */
        long ownValidityNanos() {
            return validityNanos - validityNanos / 8;
        }
    }

    /** What became of a tile on this node. */
    enum Change {
        CLAIMED,
        LAPSED,
        LOST,
        HANDED_OVER
    }

    private final TileKey tile;
    private final Context context;
    private @Nullable Tenure tenure;
    private @Nullable Lease seen;
    private long seenSinceNanos;
    private long highestEpoch;
    private boolean busy;
    private long busySinceNanos;
    private long operations;
    private long renewals;

    TileClaim(TileKey tile, Context context) {
        this.tile = tile;
        this.context = context;
        this.seenSinceNanos = context.nanoTime().getAsLong();
    }

    /** Whether this node works for the tile. */
    boolean working() {
        return tenure != null;
    }

    /** Whether the tile is held, or given up but not yet released. */
    boolean handingOver() {
        return working() || (seen != null && seen.owner().equals(context.node()));
    }

    /** Whether nothing of it is held, and nothing under way. */
    boolean idle() {
        return !handingOver() && !busy;
    }

    /** The lease in force, when its owner still renews it (or it is this node's). */
    Optional<Lease> liveLease() {
        Lease lease = seen;
        if (lease == null || lease.free()) {
            return Optional.empty();
        }
        boolean live = lease.owner().equals(context.node()) ? working() : !expired();
        return live ? Optional.of(lease) : Optional.empty();
    }

    /** Another node that let this tile's lease expire, or left it free although it should have claimed it. */
    Optional<String> silentNode(@Nullable String preferred) {
        Lease lease = seen;
        if (lease == null || !expired()) {
            return Optional.empty();
        }
        return Optional.ofNullable(lease.free() ? preferred : lease.owner())
                .filter(node -> !node.equals(context.node()));
    }

    /**
     * Does the next thing.
     *
     * @param preferred node that should own the tile; null = unknown yet: keep what is held, claim nothing; empty = any other
     */
    void step(@Nullable String preferred) {
        Tenure held = tenure;
        if (held != null && !held.holds()) {
            stopWork(Change.LAPSED, () -> {});
        } else if (busy && (held == null || !answerOverdue())) {
            return;
        } else if (held == null) {
            await(context.store().read(tile), (lease, failure) -> {
                if (failure == null) {
                    look(lease, preferred);
                }
            });
        } else if (preferred != null && !preferred.equals(context.node())) {
            stopWork(Change.HANDED_OVER, this::release);
        } else {
            renew(held);
        }
    }

    private void look(@Nullable Lease lease, @Nullable String preferred) {
        see(lease);
        boolean mine = context.node().equals(preferred);
        if (lease == null) {
            if (mine) {
                claim(null, Math.max(highestEpoch + 1, context.firstEpoch().getAsLong()));
            }
        } else if (lease.epoch() < highestEpoch) {
            // The lease went back in time (a cluster merge kept the older side): void it, so that the next epoch is
            // above all seen.
            set(lease, new Lease("", highestEpoch, 0));
        } else if (lease.owner().equals(context.node()) && !mine) {
            set(lease, lease.released());
        } else if (mine && (lease.free() || lease.owner().equals(context.node()) || expired())) {
            claim(lease, lease.epoch() + 1);
        }
    }

    private void claim(@Nullable Lease expected, long epoch) {
        long sentAtNanos = context.nanoTime().getAsLong();
        Lease next = Lease.claimed(context.node(), epoch);
        await(context.store().compareAndSet(tile, expected, next), (lease, failure) -> {
            if (failure != null) {
                return;
            }
            see(lease);
            if (next.equals(lease)) {
                Tenure claimed = new Tenure(epoch, sentAtNanos + context.ownValidityNanos(), context.nanoTime());
                tenure = claimed;
                String before = expected == null || expected.free() ? "nobody" : expected.owner();
                LOG.info("tile claimed: tile={}, epoch={}, before={}", tile, epoch, before);
                context.changes().accept(Change.CLAIMED);
                await(context.tenants().start(tile, claimed), (started, startFailure) -> {
                    if (startFailure != null && tenure == claimed) { // neither lapsed nor claimed anew meanwhile
                        LOG.error("tile does not start: tile={}; handed back", tile, startFailure);
                        stopWork(Change.LOST, this::release);
                    }
                });
            }
        });
    }

    private void renew(Tenure held) {
        Lease expected = Objects.requireNonNull(seen);
        Lease next = expected.renewed(++renewals);
        long sentAtNanos = context.nanoTime().getAsLong();
        long number = operations + 1;
        await(context.store().compareAndSet(tile, expected, next), (lease, failure) -> {
            if (failure != null || tenure != held || number != operations) { // overdue: a newer one was sent
                return;
            }
            see(lease);
            if (next.equals(lease)) {
                held.extendTo(sentAtNanos + context.ownValidityNanos());
            } else if (lease == null || !lease.heldBy(context.node(), held.epoch())) {
                stopWork(Change.LOST, () -> {});
            } else if (!lease.equals(expected)) {
                renew(held); // an earlier renewal was done although its answer failed or is still out
            }
        });
    }

    private void release() {
        Lease lease = seen;
        if (lease != null && lease.owner().equals(context.node())) {
            set(lease, lease.released());
        }
    }

    private void set(Lease expected, Lease next) {
        await(context.store().compareAndSet(tile, expected, next), (lease, failure) -> {
            if (failure == null) {
                see(lease);
            }
        });
    }

    private void stopWork(Change why, Runnable then) {
        Tenure held = Objects.requireNonNull(tenure);
        held.end();
        tenure = null;
        LOG.info("tile given up: tile={}, epoch={}, why={}", tile, held.epoch(), why);
        context.changes().accept(why);
        await(context.tenants().stop(tile), (stopped, failure) -> then.run());
    }

    private void see(@Nullable Lease lease) {
        if (!Objects.equals(lease, seen)) {
            seen = lease;
            seenSinceNanos = context.nanoTime().getAsLong();
        }
        if (lease != null) {
            highestEpoch = Math.max(highestEpoch, lease.epoch());
        }
    }

    private boolean expired() {
        return context.nanoTime().getAsLong() - seenSinceNanos >= context.validityNanos();
    }

    /**
     * An answer that waits for the backup of a member that has just died takes seconds; an owner asks again rather than let its lease
     * lapse over that.
     */
    private boolean answerOverdue() {
        return context.nanoTime().getAsLong() - busySinceNanos >= context.validityNanos() / 5;
    }

    /** Runs the continuation on the placement thread; until then the tile is busy. A failed operation is tried again by the next step. */
    private <T> void await(
            CompletionStage<? extends T> operation,
            BiConsumer<? super @Nullable T, ? super @Nullable Throwable> continuation) {
        long number = ++operations;
        busy = true;
        busySinceNanos = context.nanoTime().getAsLong();
        operation.whenCompleteAsync(
                (result, failure) -> {
                    if (number == operations) { // no newer one was started meanwhile
                        busy = false;
                    }
                    continuation.accept(result, failure);
                },
                context.executor());
    }
}
