package io.yunkong.cloud.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.yunkong.map.geo.WebTile;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The squares of one version of a zone's map: each is cut once, off the event loop, and kept, packed by gzip, until those asked for later need its room.
 * Owned by the API's event loop.
 */
final class TileShelf {
    /** Of what an entry costs beside its octets. */
    private static final int ENTRY_OCTETS = 128;

    private final Function<WebTile, byte[]> cutter;
    private final SlowAnswers slow;
    private final int octetsMax;
    private final Map<WebTile, Future<Buffer>> cutting = new HashMap<>();
    private final Map<WebTile, Buffer> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int octets;

    /** @param cutter called on other threads, one at a time */
    TileShelf(Function<WebTile, byte[]> cutter, SlowAnswers slow, int octetsMax) {
        this.cutter = cutter;
        this.slow = slow;
        this.octetsMax = octetsMax;
    }

    /** The square's octets packed by gzip, none when nothing is there; fails with {@link SlowAnswers.Busy}. */
    Future<Buffer> get(WebTile square) {
        Buffer ready = kept.get(square);
        if (ready != null) {
            return Future.succeededFuture(ready);
        }
        Future<Buffer> underWay = cutting.get(square);
        if (underWay != null) {
            return underWay;
        }
        Future<Buffer> cut = slow.run(() -> Gzip.pack(cutter.apply(square)));
        cutting.put(square, cut);
        return cut.onComplete(done -> {
            cutting.remove(square);
            if (done.succeeded()) {
                keep(square, done.result());
            }
        });
    }

    private void keep(WebTile square, Buffer tile) {
        kept.put(square, tile);
        octets += cost(tile);
        Iterator<Buffer> oldest = kept.values().iterator();
        while (octets > octetsMax) {
            octets -= cost(oldest.next());
            oldest.remove();
        }
    }

    private static int cost(Buffer tile) {
        return tile.length() + ENTRY_OCTETS;
    }
}
