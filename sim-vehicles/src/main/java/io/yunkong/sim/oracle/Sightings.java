package io.yunkong.sim.oracle;

import io.yunkong.sim.traffic.RoadUser;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where everybody was in the last seconds: tells whom a warning means that names no station. The world's thread only. */
public final class Sightings {
    private static final double NEAR_M = 5;

    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Moment(double atS, int[] numbers, float[] eastM, float[] northM) {}

    private final int momentsMax;
    private final ArrayDeque<Moment> moments = new ArrayDeque<>();

    /** @param lastS how many simulated seconds are remembered, at a note every 0.1 s */
    public Sightings(double lastS) {
        momentsMax = (int) Math.ceil(lastS * 10);
    }

    public void note(double nowS, List<RoadUser> users) {
        int n = users.size();
        Moment moment = new Moment(nowS, new int[n], new float[n], new float[n]);
        for (int i = 0; i < n; i++) {
            moment.numbers()[i] = users.get(i).number();
            moment.eastM()[i] = (float) users.get(i).now().eastM;
            moment.northM()[i] = (float) users.get(i).now().northM;
        }
        if (moments.size() == momentsMax) {
            moments.removeFirst();
        }
        moments.addLast(moment);
    }

    /** Numbers of those who were within 5 m of a place at a time, but one. */
    public Set<Integer> near(double eastM, double northM, double atS, int except) {
        Set<Integer> found = new HashSet<>();
        Moment best = null;
        for (Moment moment : moments) {
            if (best == null || Math.abs(moment.atS() - atS) < Math.abs(best.atS() - atS)) {
                best = moment;
            }
        }
        for (int i = 0; best != null && i < best.numbers().length; i++) {
            boolean near = Math.hypot(best.eastM()[i] - eastM, best.northM()[i] - northM) < NEAR_M;
            if (near && best.numbers()[i] != except) {
                found.add(best.numbers()[i]);
            }
        }
        return found;
    }
}
