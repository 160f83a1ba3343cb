package io.yunkong.cloud.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.TileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leases under a clock and a store moved by hand. */
class TileClaimTest {
    private static final TileKey TILE = new TileKey("zone", new TileId(0, 0));
    private static final long FIRST_EPOCH = 1_000;

    private final Store store = new Store();
    private long nowNanos;

    private final Node a = new Node("a");
    private final Node b = new Node("b");

    @Test
    void preferredNodeClaimsAFreshTileWithTheFirstEpoch() {
        a.step("a");
        b.step("a");
        assertThat(a.working()).isTrue();
        assertThat(b.working()).isFalse();
        assertThat(store.lease()).isEqualTo(new Lease("a", FIRST_EPOCH, 0));
        assertThat(b.claim.liveLease()).contains(new Lease("a", FIRST_EPOCH, 0));
    }

    @Test
    void renewedLeaseIsNeverTakenOver() {
        a.step("a");
        for (int i = 0; i < 40; i++) {
            pass(300);
            a.step("a");
            b.step("b");
        }
        assertThat(a.working()).isTrue();
        assertThat(b.working()).isFalse();
    }

    @Test
    void ownerThatCannotRenewStopsBeforeAnotherMayTakeOver() {
        a.step("a");
        b.step("a");
        store.cutOff = "a";
        pass(1_700);
        b.step("b");
        assertThat(b.working()).isFalse();
        pass(60); // past the owner's own deadline, before the validity
        assertThat(a.tenure().holds()).isFalse();
        b.step("b");
        assertThat(b.working()).isFalse();
        pass(250);
        b.step("b");
        assertThat(b.working()).isTrue();
        assertThat(store.lease()).isEqualTo(new Lease("b", FIRST_EPOCH + 1, 0));
        a.step("b");
        assertThat(a.working()).isFalse();
        assertThat(a.log).containsExactly("start " + FIRST_EPOCH, "stop");
    }

    @Test
    void lapsedTenureStaysLapsedWhenALateAnswerArrives() {
        a.step("a");
        Tenure tenure = a.tenure();
        store.hold = true;
        a.step("a"); // the renewal is under way
        pass(1_800);
        assertThat(tenure.holds()).isFalse();
        store.answerHeld();
        assertThat(tenure.holds()).isFalse();
        a.step("a");
        assertThat(a.working()).isFalse();
        a.step("a");
        assertThat(a.working()).isTrue();
        assertThat(store.lease().epoch()).isEqualTo(FIRST_EPOCH + 1);
    }

    @Test
    void ownerAsksAgainWhenAnAnswerIsOverdueAndKeepsItsLease() {
        a.step("a");
        store.hold = true;
        a.step("a"); // done, but the answer hangs with a dead member's backup
        pass(250);
        a.step("a");
        assertThat(store.lease().renewals()).isEqualTo(1);
        pass(250);
        store.hold = false;
        a.step("a");
        assertThat(store.lease().renewals()).isEqualTo(3);
        pass(1_500);
        assertThat(a.tenure().holds()).isTrue();
        store.answerHeld();
        a.step("a");
        assertThat(a.working()).isTrue();
        assertThat(a.log).containsExactly("start " + FIRST_EPOCH);
    }

    @Test
    void startThatFailsAfterItsTenureLapsedDoesNotStopTheNextOne() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        a.starting = slow;
        a.step("a");
        pass(1_800);
        a.step("a"); // lapsed
        a.starting = CompletableFuture.completedStage(null);
        a.step("a");
        assertThat(a.working()).isTrue();
        slow.completeExceptionally(new IllegalStateException("no room"));
        assertThat(a.working()).isTrue();
        assertThat(a.tenure().holds()).isTrue();
        assertThat(a.log).containsExactly("start " + FIRST_EPOCH, "stop", "start " + (FIRST_EPOCH + 1));
    }

    @Test
    void tileThatDoesNotStartIsHandedBack() {
        a.starting = CompletableFuture.failedStage(new IllegalStateException("no room"));
        a.step("a");
        assertThat(a.working()).isFalse();
        assertThat(store.lease().free()).isTrue();
    }

    @Test
    void handOverStopsTheOldOwnerFirst() {
        a.step("a");
        a.step("b");
        assertThat(a.log).containsExactly("start " + FIRST_EPOCH, "stop");
        assertThat(store.lease().free()).isTrue();
        b.step("b");
        assertThat(b.log).containsExactly("start " + (FIRST_EPOCH + 1));
    }

    @Test
    void restartedNodeOfTheSameNameClaimsWithAnotherEpoch() {
        a.step("a");
        Node again = new Node("a");
        again.step("a");
        assertThat(again.log).containsExactly("start " + (FIRST_EPOCH + 1));
        a.step("a");
        assertThat(a.working()).isFalse();
    }

    @Test
    void leaseThatWentBackInTimeIsVoidedAndTheEpochGoesOnRising() {
        a.step("a");
        b.step("a");
        store.put(new Lease("a", FIRST_EPOCH + 7, 3)); // as seen before a merge
        b.step("a");
        store.put(new Lease("a", FIRST_EPOCH, 0)); // the older side won
        b.step("a");
        assertThat(store.lease()).isEqualTo(new Lease("", FIRST_EPOCH + 7, 0));
        a.step("a");
        a.step("a");
        assertThat(store.lease()).isEqualTo(new Lease("a", FIRST_EPOCH + 8, 0));
    }

    @Test
    void silentOwnerIsNamed() {
        a.step("a");
        b.step("a");
        assertThat(b.claim.silentNode("a")).isEmpty();
        pass(2_000);
        assertThat(b.claim.silentNode("a")).contains("a");
        assertThat(b.claim.liveLease()).isEmpty();
    }

    private void pass(long ms) {
        nowNanos += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    private final class Node implements TileTenants {
        private final List<String> log = new ArrayList<>();
        private final TileClaim claim;
        private final String name;
        private @Nullable Tenure tenure;
        private CompletionStage<Void> starting = CompletableFuture.completedStage(null);

        Node(String name) {
            this.name = name;
            this.claim = new TileClaim(
                    TILE,
                    new TileClaim.Context(
                            name,
                            TimeUnit.MILLISECONDS.toNanos(2_000),
                            () -> nowNanos,
                            () -> FIRST_EPOCH,
                            store,
                            this,
                            Runnable::run,
                            _ -> {}));
        }

        void step(String preferred) {
            store.caller = name;
            claim.step(preferred);
        }

        boolean working() {
            return claim.working();
        }

        Tenure tenure() {
            return java.util.Objects.requireNonNull(tenure);
        }

        @Override
        public CompletionStage<?> start(TileKey tile, Tenure started) {
            tenure = started;
            log.add("start " + started.epoch());
            return starting;
        }

        @Override
        public CompletionStage<?> stop(TileKey tile) {
            log.add("stop");
            return CompletableFuture.completedStage(null);
        }
    }

    /** A map with one caller at a time, which can lose the connection to one node or hold answers back. */
    private static final class Store implements LeaseStore {
        private final Map<TileKey, Lease> leases = new HashMap<>();
        private final List<Runnable> held = new ArrayList<>();
        private String caller = "";
        private String cutOff = "";
        private boolean hold;

        Lease lease() {
            return java.util.Objects.requireNonNull(leases.get(TILE));
        }

        void put(Lease lease) {
            leases.put(TILE, lease);
        }

        void answerHeld() {
            hold = false;
            held.forEach(Runnable::run);
            held.clear();
        }

        @Override
        public CompletionStage<@Nullable Lease> read(TileKey tile) {
            return answer(leases.get(tile));
        }

        @Override
        public CompletionStage<@Nullable Lease> compareAndSet(TileKey tile, @Nullable Lease expected, Lease next) {
            if (caller.equals(cutOff)) {
                return answer(null);
            }
            if (java.util.Objects.equals(leases.get(tile), expected)) {
                leases.put(tile, next);
            }
            return answer(leases.get(tile));
        }

        private CompletionStage<@Nullable Lease> answer(@Nullable Lease lease) {
            CompletableFuture<@Nullable Lease> answer = new CompletableFuture<>();
            if (caller.equals(cutOff)) {
                answer.completeExceptionally(new IllegalStateException("cut off"));
            } else if (hold) {
                held.add(() -> answer.complete(lease));
            } else {
                answer.complete(lease);
            }
            return answer;
        }
    }
}
