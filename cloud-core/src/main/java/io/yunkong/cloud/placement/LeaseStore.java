package io.yunkong.cloud.placement;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where leases are kept. Never blocks; thread-safe. */
interface LeaseStore {
    /** The lease in force, null = none yet. */
    CompletionStage<@Nullable Lease> read(TileKey tile);

    /** Puts {@code next} in place of {@code expected}, or leaves everything as it is; answers the lease in force afterwards. */
    CompletionStage<@Nullable Lease> compareAndSet(TileKey tile, @Nullable Lease expected, Lease next);
}
