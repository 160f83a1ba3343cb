package io.yunkong.load.observe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The truth tick by tick; holds one tick only. One owner. */
public final class Ticks implements TickSource {
    private final TruthSet.Table table;
    private final Map<Integer, RoadUser> users;
    private boolean more;
    private double nextS = Double.NEGATIVE_INFINITY;

    Ticks(TruthSet.Table table, Map<Integer, RoadUser> users) throws IOException {
        this.table = table;
        this.users = users;
        advance();
    }

    /** The next tick, null at the end. */
    @Override
    public @Nullable Tick next() throws IOException {
        if (!more) {
            return null;
        }
        double atS = nextS;
        Map<Integer, TrueState> states = new LinkedHashMap<>();
        while (more && nextS == atS) {
            TrueState state = state();
            states.put(state.id(), state);
            advance();
        }
        return new Tick(atS, states);
    }

    private TrueState state() throws IOException {
        int id = (int) table.number(1);
        if (!users.containsKey(id)) {
            throw table.refused("road user not among the objects: id=" + id);
        }
        return new TrueState(
                id,
                table.number(2),
                table.number(3),
                TrueState.circle(table.number(4)),
                table.number(5),
                table.number(6));
    }

    private void advance() throws IOException {
        more = table.next();
        if (more) {
            double atS = table.number(0);
            if (atS < nextS) {
                throw table.refused("not sorted by time: t=" + atS);
            }
            nextS = atS;
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
