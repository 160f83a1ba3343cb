package io.yunkong.load.tracking;

import io.yunkong.load.observe.TrueState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Road users and tracks of one tick, and which of them are near each other: all that any measure looks at. Read-only by convention.
 *
 * @param states of road users
 */
record NearPairs(List<TrueState> states, List<ToldTrack> tracks, List<Pair> pairs) {
    /** Nothing further apart counts anywhere. */
    static final double REACH_M = 6;

    /**
     * @param user index of the road user
     * @param track index of the track
     */
    record Pair(int user, int track, double distanceM) {}

    /** Worth of a pair for a matching; none when not above 0. */
    interface Gain {
        double of(Pair pair);
    }

    static List<Pair> within(double reachM, double[] userX, double[] userY, double[] trackX, double[] trackY) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < userX.length; i++) {
            for (int j = 0; j < trackX.length; j++) {
                double x = userX[i] - trackX[j];
                double y = userY[i] - trackY[j];
                if (Math.abs(x) < reachM && Math.abs(y) < reachM && x * x + y * y < reachM * reachM) {
                    pairs.add(new Pair(i, j, Math.hypot(x, y)));
                }
            }
        }
        return pairs;
    }

    /** Only some of the road users and tracks, by index. */
    NearPairs keep(boolean[] users, boolean[] kept) {
        int[] newUser = new int[users.length];
        int[] newTrack = new int[kept.length];
        List<TrueState> keptStates = kept(states, users, newUser);
        List<ToldTrack> keptTracks = kept(tracks, kept, newTrack);
        List<Pair> keptPairs = new ArrayList<>();
        for (Pair pair : pairs) {
            if (users[pair.user] && kept[pair.track]) {
                keptPairs.add(new Pair(newUser[pair.user], newTrack[pair.track], pair.distanceM));
            }
        }
        return new NearPairs(keptStates, keptTracks, keptPairs);
    }

    private static <T> List<T> kept(List<T> all, boolean[] which, int[] newIndex) {
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < which.length; i++) {
            newIndex[i] = kept.size();
            if (which[i]) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    /** Track by road user of the greatest gain in sum, -1 where there is none. */
    int[] match(Gain gain) {
        Matching matching = new Matching(states.size(), tracks.size());
        for (Pair pair : pairs) {
            matching.offer(pair.user, pair.track, gain.of(pair));
        }
        return matching.columnsOfRows();
    }

    /** Distance by road user to the track it was given, NaN where there is none. */
    double[] distances(int[] trackOf) {
        double[] distance = new double[trackOf.length];
        Arrays.fill(distance, Double.NaN);
        for (Pair pair : pairs) {
            if (trackOf[pair.user] == pair.track) {
                distance[pair.user] = pair.distanceM;
            }
        }
        return distance;
    }
}
