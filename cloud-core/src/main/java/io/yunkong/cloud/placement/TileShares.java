package io.yunkong.cloud.placement;

import io.yunkong.map.road.TileId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * Shares tiles among nodes by rendezvous (highest random weight) hashing, Thaler and Ravishankar 1998, with a ceiling on every node's
 * share: each gets its fair number, one more at most, so that two nodes both own tiles even in a small zone. Every node that knows the
 * same nodes computes the same shares. Pure.
 */
final class TileShares {
    private TileShares() {}

    /** Node of every tile; empty when there is no node. */
    static Map<TileId, String> share(String zone, List<TileId> tiles, Collection<String> nodes) {
        Map<TileId, String> shares = HashMap.newHashMap(tiles.size());
        List<String> ordered = new ArrayList<>(new TreeSet<>(nodes));
        if (ordered.isEmpty()) {
            return shares;
        }
        int fair = tiles.size() / ordered.size();
        Map<String, Integer> load = new HashMap<>();
        for (int i = 0; i < tiles.size(); i++) {
            TileId tile = tiles.get(i);
            int ceiling = i < fair * ordered.size() ? fair : fair + 1;
            ordered.stream()
                    .filter(node -> load.getOrDefault(node, 0) < ceiling)
                    .max(Comparator.<String>comparingLong(node -> weight(node, zone, tile))
                            .thenComparing(Comparator.naturalOrder()))
                    .ifPresent(node -> {
                        shares.put(tile, node);
                        load.merge(node, 1, Integer::sum);
                    });
        }
        return shares;
    }

    private static long weight(String node, String zone, TileId tile) {
        CRC32C crc = new CRC32C();
        crc.update((node + '|' + zone + '|' + tile).getBytes(StandardCharsets.UTF_8));
        return mix(crc.getValue());
    }

    /** Spreads the checksum, whose differences are linear, over all bits (finalizer of MurmurHash3). */
    private static long mix(long value) {
        long h = value * 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return (h ^ h >>> 33) >>> 1;
    }
}
