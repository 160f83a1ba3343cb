package io.yunkong.load.tracking;

import io.yunkong.load.observe.OffCentre;
import io.yunkong.load.observe.RoadUser;
import io.yunkong.load.observe.Tick;
import io.yunkong.load.observe.TickSource;
import io.yunkong.load.observe.TruthSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The truth of a window, held whole, to be gone through many times. Read-only. */
record Truth(String name, Map<Integer, RoadUser> users, List<Tick> ticks) {
    private static final double TICK_TOLERANCE_S = 1e-6;

    /**
     * @param fromS start of the window in the time of the truth, seconds
     * @param toS end
     * @throws IOException when the set cannot be read or the window is empty
     */
    static Truth read(String prefix, double fromS, double toS) throws IOException {
        TruthSet set = TruthSet.open(prefix);
        List<Tick> held = new ArrayList<>();
        try (TickSource source = set.ticks()) {
            for (Tick tick = source.next();
                    tick != null && tick.atS() <= toS + TICK_TOLERANCE_S;
                    tick = source.next()) {
                if (tick.atS() >= fromS - TICK_TOLERANCE_S) {
                    held.add(tick);
                }
            }
        }
        if (held.isEmpty()) {
            throw new IOException("no truth in the window: set=" + prefix + ", from_s=" + fromS + ", to_s=" + toS
                    + "; nothing measured");
        }
        return new Truth(set.name(), set.users(), held);
    }

    /** The same with motor vehicles off the centre of their lanes. */
    Truth offCentre(double sigmaM, long seed) {
        if (sigmaM == 0) {
            return this;
        }
        OffCentre drivers = new OffCentre(users, sigmaM, seed, ticks.getFirst());
        return new Truth(name, users, ticks.stream().map(drivers::moved).toList());
    }

    /** From the start again. */
    TickSource source() {
        return new TickSource() {
            private int next;

            @Override
            public @Nullable Tick next() {
                return next < ticks.size() ? ticks.get(next++) : null;
            }

            @Override
            public void close() {
                next = ticks.size();
            }
        };
    }
}
