package io.yunkong.load.tracking;

import java.util.Map;

/** GOSPA (alpha = 2) and OSPA, the mean over ticks. One owner. */
final class SetDistance {
    private static final double CUT_M = 4;

    private long ticks;
    private double gospa;
    private double ospa;
    private double localisation;
    private double missed;
    private double falseTracks;

    void tick(NearPairs near) {
        int users = near.states().size();
        int tracks = near.tracks().size();
        if (users == 0 && tracks == 0) {
            return;
        }
        ticks++;
        int[] trackOf =
                near.match(pair -> pair.distanceM() < CUT_M ? CUT_M * CUT_M - pair.distanceM() * pair.distanceM() : 0);
        int assigned = 0;
        double squares = 0;
        for (double distance : near.distances(trackOf)) {
            if (!Double.isNaN(distance)) {
                assigned++;
                squares += distance * distance;
            }
        }
        double square = CUT_M * CUT_M;
        gospa += Math.sqrt(squares + square / 2 * (users - assigned + tracks - assigned));
        double cut = squares + square * (Math.max(users, tracks) - assigned);
        ospa += Math.sqrt(cut / Math.max(users, tracks));
        localisation += squares;
        missed += (users - assigned) * square / 2;
        falseTracks += (tracks - assigned) * square / 2;
    }

    void result(Map<String, Double> values) {
        values.put(Score.GOSPA, gospa / ticks);
        values.put("GOSPA_loc", localisation / ticks);
        values.put("GOSPA_missed", missed / ticks);
        values.put("GOSPA_false", falseTracks / ticks);
        values.put("OSPA", ospa / ticks);
    }
}
