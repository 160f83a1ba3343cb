package io.yunkong.load.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HOTA: the geometric mean of how well road users are detected and how well tracks keep to them, over 19 thresholds of similarity. Needs two
 * passes: pairs that go together in the whole window are preferred in each tick. One owner.
 */
final class Hota {
    private static final int THRESHOLDS = 19;
    private static final double STEP = 0.05;
    private static final double TOLERANCE = 1e-9;

    private final Numbering<Integer> users = new Numbering<>();
    private final Numbering<String> tracks = new Numbering<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Long, Double> potential = new HashMap<>();
    private long truth;
    private long told;

    /** Numbers of road users and tracks of a tick by their index. */
    private static final class Frame {
        private final int[] users;
        private final int[] tracks;
        private final NearPairs near;

        Frame(int[] users, int[] tracks, NearPairs near) {
            this.users = users;
            this.tracks = tracks;
            this.near = near;
        }
    }

    private static double similarity(NearPairs.Pair pair) {
        return Math.max(0, 1 - pair.distanceM() / NearPairs.REACH_M);
    }

    void tick(NearPairs near) {
        int[] userNumbers =
                near.states().stream().mapToInt(state -> users.of(state.id())).toArray();
        int[] trackNumbers =
                near.tracks().stream().mapToInt(track -> tracks.of(track.id())).toArray();
        truth += userNumbers.length;
        told += trackNumbers.length;
        frames.add(new Frame(userNumbers, trackNumbers, near));
        double[] ofUser = new double[userNumbers.length];
        double[] ofTrack = new double[trackNumbers.length];
        for (NearPairs.Pair pair : near.pairs()) {
            ofUser[pair.user()] += similarity(pair);
            ofTrack[pair.track()] += similarity(pair);
        }
        for (NearPairs.Pair pair : near.pairs()) {
            double all = ofUser[pair.user()] + ofTrack[pair.track()] - similarity(pair);
            if (all > TOLERANCE) {
                potential.merge(
                        place(userNumbers[pair.user()], trackNumbers[pair.track()]),
                        similarity(pair) / all,
                        Double::sum);
            }
        }
    }

    private static long place(int user, int track) {
        return ((long) user << 32) | track;
    }

    void result(Map<String, Double> values) {
        long[] ofUser = new long[users.size()];
        long[] ofTrack = new long[tracks.size()];
        for (Frame frame : frames) {
            Arrays.stream(frame.users).forEach(user -> ofUser[user]++);
            Arrays.stream(frame.tracks).forEach(track -> ofTrack[track]++);
        }
        long[] matches = new long[THRESHOLDS];
        Map<Long, int[]> matchesOfPair = new HashMap<>();
        for (Frame frame : frames) {
            match(frame, ofUser, ofTrack, matches, matchesOfPair);
        }
        double[] association = new double[THRESHOLDS];
        matchesOfPair.forEach((pair, counts) -> {
            long either = ofUser[(int) (pair >> 32)] + ofTrack[pair.intValue()];
            for (int k = 0; k < THRESHOLDS; k++) {
                association[k] += counts[k] * (counts[k] / (double) Math.max(1, either - counts[k]));
            }
        });
        double hota = 0;
        double detected = 0;
        double associated = 0;
        for (int k = 0; k < THRESHOLDS; k++) {
            double detection = matches[k] / (double) Math.max(1, truth + told - matches[k]);
            double mean = association[k] / Math.max(1, matches[k]);
            hota += Math.sqrt(detection * mean) / THRESHOLDS;
            detected += detection / THRESHOLDS;
            associated += mean / THRESHOLDS;
        }
        values.put(Score.HOTA, hota);
        values.put("DetA", detected);
        values.put("AssA", associated);
    }

    private void match(Frame frame, long[] ofUser, long[] ofTrack, long[] matches, Map<Long, int[]> matchesOfPair) {
        int[] trackOf = frame.near.match(pair -> {
            int user = frame.users[pair.user()];
            int track = frame.tracks[pair.track()];
            double together = potential.getOrDefault(place(user, track), 0.0);
            return similarity(pair) * together / Math.max(TOLERANCE, ofUser[user] + ofTrack[track] - together);
        });
        double[] distance = frame.near.distances(trackOf);
        for (int i = 0; i < trackOf.length; i++) {
            if (trackOf[i] >= 0) {
                int[] counts = matchesOfPair.computeIfAbsent(
                        place(frame.users[i], frame.tracks[trackOf[i]]), _ -> new int[THRESHOLDS]);
                double similar = 1 - distance[i] / NearPairs.REACH_M;
                for (int k = 0; k < THRESHOLDS && similar >= (k + 1) * STEP - TOLERANCE; k++) {
                    matches[k]++;
                    counts[k]++;
                }
            }
        }
    }
}
