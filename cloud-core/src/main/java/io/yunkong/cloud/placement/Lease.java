package io.yunkong.cloud.placement;

/**
 * Who owns a tile. It names no time, since the clocks of two nodes need not agree: an owner renews by counting up, and another node
 * calls the lease expired when it has seen no count for the whole validity on its own monotonic clock. Immutable.
 *
 * @param owner node id; empty = released, free to be claimed
 * @param epoch rises with every claim, never falls
 * @param renewals number of the renewal, another for each attempt in this epoch, so that a late success is not taken for a new one
 */
public record Lease(String owner, long epoch, long renewals) {
    static Lease claimed(String owner, long epoch) {
        return new Lease(owner, epoch, 0);
    }

    Lease renewed(long number) {
        return new Lease(owner, epoch, number);
    }

    Lease released() {
        return new Lease("", epoch, 0);
    }

    boolean free() {
        return owner.isEmpty();
    }

    boolean heldBy(String node, long ofEpoch) {
        return owner.equals(node) && epoch == ofEpoch;
    }
}
