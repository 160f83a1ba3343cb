package io.yunkong.cloud.placement;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a lease when it is the expected one; runs where the entry lives, so two claims cannot both succeed. Answers the lease in
 * force afterwards.
 *
 * @param expected null = no lease yet
 */
public record CompareAndSetLease(@Nullable Lease expected, Lease next) implements EntryProcessor<String, Lease, Lease> {
    @Override
    public @Nullable Lease process(Map.Entry<String, @Nullable Lease> entry) {
        Lease current = entry.getValue();
        if (current == null ? expected != null : !current.equals(expected)) {
            return current;
        }
        entry.setValue(next);
        return next;
    }
}
