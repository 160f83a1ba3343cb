package io.yunkong.cloud.placement;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leases in a distributed map with one backup. */
final class HazelcastLeases implements LeaseStore {
    static final String MAP = "yunkong.leases";

    private final IMap<String, Lease> leases;

    HazelcastLeases(HazelcastInstance hazelcast) {
        this.leases = hazelcast.getMap(MAP);
    }

    @Override
    public CompletionStage<@Nullable Lease> read(TileKey tile) {
        return leases.getAsync(tile.toString());
    }

    @Override
    public CompletionStage<@Nullable Lease> compareAndSet(TileKey tile, @Nullable Lease expected, Lease next) {
        return leases.submitToKey(tile.toString(), new CompareAndSetLease(expected, next));
    }
}
