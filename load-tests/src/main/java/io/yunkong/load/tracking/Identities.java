package io.yunkong.load.tracking;

import java.util.HashMap;
import java.util.Map;

/** IDF1: each road user has one track for the whole window, chosen for most agreement. One owner. */
final class Identities {
    private static final double GATE_M = 3;

    private final Numbering<Integer> users = new Numbering<>();
    private final Numbering<String> tracks = new Numbering<>();
    private final Map<Long, Integer> together = new HashMap<>();
    private long truth;
    private long told;

    void tick(NearPairs near) {
        truth += near.states().size();
        told += near.tracks().size();
        for (NearPairs.Pair pair : near.pairs()) {
            if (pair.distanceM() <= GATE_M) {
                int user = users.of(near.states().get(pair.user()).id());
                int track = tracks.of(near.tracks().get(pair.track()).id());
                together.merge(place(user, track), 1, Integer::sum);
            }
        }
    }

    private static long place(int user, int track) {
        return ((long) user << 32) | track;
    }

    double f1() {
        Matching matching = new Matching(users.size(), tracks.size());
        together.forEach((pair, count) -> matching.offer((int) (pair >> 32), pair.intValue(), count));
        int[] trackOf = matching.columnsOfRows();
        long agreed = 0;
        for (int user = 0; user < trackOf.length; user++) {
            agreed += trackOf[user] < 0 ? 0 : together.getOrDefault(place(user, trackOf[user]), 0);
        }
        return 2.0 * agreed / Math.max(1, truth + told);
    }
}
