package io.yunkong.load.tracking;

import io.yunkong.load.observe.RoadUser;
import io.yunkong.load.observe.TrueState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The CLEAR measures and the errors of matched pairs. One owner. */
final class Clear {
    private static final double GATE_M = 3;
    private static final double MATCH_GAIN_M = 1e6; // more matches first, then shorter ones
    private static final double MOVING_MPS = 1;

    private final Map<Integer, String> last = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private final Samples position = new Samples();
    private final Samples speed = new Samples();
    private final Samples heading = new Samples();
    private long truth;
    private long falsePositives;
    private long misses;
    private long switches;
    private long fragments;
    private long classesTold;
    private long classesRight;

    /** Numbers one by one. */
    private static final class Samples {
        private double[] values = new double[1024];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        double rootMeanSquare() {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i] * values[i];
            }
            return Math.sqrt(sum / count);
        }

        double mean() {
            return Arrays.stream(values, 0, count).sum() / count;
        }

        /** With linear interpolation between the two nearest ranks. */
        double quantile(double share) {
            if (count == 0) {
                return Double.NaN;
            }
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            double rank = share * (count - 1);
            int below = (int) rank;
            double above = sorted[Math.min(below + 1, count - 1)];
            return sorted[below] + (rank - below) * (above - sorted[below]);
        }
    }

    void tick(NearPairs near, Map<Integer, RoadUser> users) {
        truth += near.states().size();
        int[] trackOf = pairs(near);
        double[] distance = near.distances(trackOf);
        int matched = 0;
        for (int i = 0; i < trackOf.length; i++) {
            int id = near.states().get(i).id();
            if (trackOf[i] < 0) {
                misses++;
                if (last.containsKey(id)) {
                    lost.add(id);
                }
            } else {
                matched++;
                match(near.states().get(i), near.tracks().get(trackOf[i]), distance[i], users);
            }
        }
        falsePositives += near.tracks().size() - matched;
    }

    /** Those that were a pair before stay one within the gate; the rest is matched anew. */
    private int[] pairs(NearPairs near) {
        int[] kept = new int[near.states().size()];
        boolean[] taken = new boolean[near.tracks().size()];
        Arrays.fill(kept, -1);
        for (NearPairs.Pair pair : near.pairs()) {
            String before = last.get(near.states().get(pair.user()).id());
            boolean again = pair.distanceM() <= GATE_M
                    && near.tracks().get(pair.track()).id().equals(before)
                    && kept[pair.user()] < 0
                    && !taken[pair.track()];
            if (again) {
                kept[pair.user()] = pair.track();
                taken[pair.track()] = true;
            }
        }
        int[] anew = near.match(pair -> kept[pair.user()] >= 0 || taken[pair.track()] || pair.distanceM() > GATE_M
                ? 0
                : MATCH_GAIN_M - pair.distanceM());
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] >= 0 ? kept[i] : anew[i];
        }
        return kept;
    }

    private void match(TrueState state, ToldTrack track, double distanceM, Map<Integer, RoadUser> users) {
        String before = last.put(state.id(), track.id());
        if (before != null && !before.equals(track.id())) {
            switches++;
        }
        if (lost.remove(state.id())) {
            fragments++;
        }
        position.add(distanceM);
        if (!Double.isNaN(track.speedMps())) {
            speed.add(track.speedMps() - state.speedMps());
        }
        if (!Double.isNaN(track.headingDeg()) && state.speedMps() > MOVING_MPS) {
            heading.add((track.headingDeg() - state.headingDeg() + 540) % 360 - 180);
        }
        RoadUser user = users.get(state.id());
        if (!track.userClass().isEmpty() && user != null) {
            classesTold++;
            classesRight += track.userClass().equals(user.userClass()) ? 1 : 0;
        }
    }

    void result(Map<String, Double> values) {
        double matches = position.count;
        values.put("truth", (double) truth);
        values.put("MOTA", 1 - (falsePositives + misses + switches) / (double) Math.max(1, truth));
        values.put("MOTP_m", position.mean());
        values.put("recall", matches / (double) Math.max(1, truth));
        values.put("precision", matches / Math.max(1.0, matches + falsePositives));
        values.put(Score.SWITCHES, (double) switches);
        values.put("FRAG", (double) fragments);
        values.put(Score.FALSE_POSITIVES, (double) falsePositives);
        values.put(Score.MISSES, (double) misses);
        values.put(Score.POSITION_RMSE, position.rootMeanSquare());
        values.put("p95_pos_m", position.quantile(0.95));
        values.put("spd_RMSE", speed.rootMeanSquare());
        values.put("hdg_RMSE_deg", heading.rootMeanSquare());
        values.put("class_acc", classesRight / (double) classesTold);
    }
}
