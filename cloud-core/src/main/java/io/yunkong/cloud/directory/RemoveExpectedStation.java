package io.yunkong.cloud.directory;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes a station when its entry is the expected one; runs where the entry lives, so that a sign-off never takes away what another
 * edge has noted meanwhile. Answers whether it was removed.
 */
public record RemoveExpectedStation(StationEntry expected) implements EntryProcessor<Long, StationEntry, Boolean> {
    @Override
    public Boolean process(Map.Entry<Long, @Nullable StationEntry> entry) {
        boolean same = expected.equals(entry.getValue());
        if (same) {
            entry.setValue(null);
        }
        return same;
    }
}
