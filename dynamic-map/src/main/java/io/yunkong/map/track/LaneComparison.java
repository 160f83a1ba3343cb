package io.yunkong.map.track;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.NearbyLanes;
import java.util.List;

/**
 * Takes in that vehicles drive near the centre of a lane. That tells the part across the road of a positioning bias, which nothing else
 * tells where no sensor looks, and its other part behind the next bend. Which lane it is becomes certain only when the others are ruled
 * out: until then each is a hypothesis of the {@link MotionEstimate}, and being on none is one too. One owner: the {@link Tracker}.
 */
final class LaneComparison {
    private static final long INTERVAL_US = 500_000;
    private static final double INTERVAL_S = INTERVAL_US / 1e6;

    /** A driver's spread about the centre of the lane and what a map is wrong by, metres. */
    static final double LANE_SIGMA_M = 0.3;
    /** For so long it stays to one side, seconds. */
    static final double LANE_TIME_S = 2;

    private static final double FRESH_VARIANCE = LANE_SIGMA_M * LANE_SIGMA_M;
    /** One that is on its lane still tells little new: white noise of the same density. */
    private static final double STAYING_VARIANCE = FRESH_VARIANCE * 2 * LANE_TIME_S / INTERVAL_S;

    private static final double RADIUS_M = 6;
    private static final double TURN_MAX_RAD = Math.toRadians(40);
    private static final double TURN_SIGMA_RAD = Math.toRadians(10);

    private static final double CHANGE_SHARE = 0.05 * INTERVAL_S;
    /** Of vehicles first seen, and of comparisons after which one that was on a lane is on none, or the other way round. */
    private static final double OFF_SHARE_FIRST = 0.05;

    private static final double LEAVE_SHARE = 0.02;
    private static final double RETURN_SHARE = 0.02;
    /** Off every lane all places beside one are alike: one over their width, 1/m. */
    private static final double OFF_DENSITY = 1 / (2 * RADIUS_M);
    /** What the factor of one that keeps to its lane is on average: it is mostly nearer to it than it may be. */
    private static final double OFF_FACTOR = 0.95;

    /** How often a track goes wrong, per comparison, and from which square of bias and stray in spreads on that is considered. */
    private static final double ANEW_SHARE = 2e-3;

    private static final double ANEW_SQUARE_MIN = 4;
    /** Spread of {@link MotionFilter#strayEast}, metres; in recordings 0.33. */
    private static final double STRAY_SIGMA_M = 0.5;

    /** Certain enough; more would overflow. */
    private static final double EXPONENT_MAX = 50;

    /** Hypotheses that put the road user at one place are one. */
    private static final double SAME_PLACE_M = 0.5;

    private static final int CANDIDATES_MAX = MotionEstimate.HYPOTHESES_MAX * (2 * NearbyLanes.LANES_MAX + 1);

    private LaneMap lanes;
    private final NearbyLanes near = new NearbyLanes();
    private final LaneHypothesis[] next = new LaneHypothesis[MotionEstimate.HYPOTHESES_MAX];

    private int candidates;
    private final boolean[] anew = new boolean[CANDIDATES_MAX];
    private final int[] parent = new int[CANDIDATES_MAX];
    private final int[] way = new int[CANDIDATES_MAX];
    private final double[] weight = new double[CANDIDATES_MAX];
    private final double[] innovation = new double[CANDIDATES_MAX];
    private final double[] variance = new double[CANDIDATES_MAX];
    private final double[] east = new double[CANDIDATES_MAX];
    private final double[] north = new double[CANDIDATES_MAX];

    LaneComparison(LaneMap lanes) {
        this.lanes = lanes;
        for (int i = 0; i < next.length; i++) {
            next[i] = new LaneHypothesis();
        }
    }

    /** Compares with other lanes from now on; what estimates hold of the old ones is the caller's. */
    void activate(LaneMap next) {
        lanes = next;
    }

    /** Compares a vehicle's place with the lanes beside it, unless that was done a moment ago. */
    void apply(MotionEstimate estimate) {
        if (estimate.atUs() - estimate.comparedAtUs < INTERVAL_US) {
            return;
        }
        estimate.comparedAtUs = estimate.atUs();
        lanes.findNear(
                estimate.east(), estimate.north(), estimate.heading(), LaneKind.VEHICLE, RADIUS_M, TURN_MAX_RAD, near);
        candidates = 0;
        for (int h = 0; h < estimate.count; h++) {
            propose(estimate, h);
        }
        choose(estimate);
    }

    private void propose(MotionEstimate estimate, int h) {
        LaneHypothesis from = estimate.hypotheses[h];
        int staying = 0;
        for (int i = 0; i < near.count(); i++) {
            staying += continues(from.lane, near.lane(i)) ? 1 : 0;
        }
        boolean onLane = staying > 0;
        for (int i = 0; i < near.count(); i++) {
            boolean stays = continues(from.lane, near.lane(i));
            double share = stays
                    ? (1 - LEAVE_SHARE - CHANGE_SHARE) / staying
                    : onLane ? CHANGE_SHARE / (near.count() - staying) : first(from) / near.count();
            propose(estimate, h, i, share, stays, onLane);
        }
        if (from.filter.biasSigma() > 0) {
            proposeAnew(estimate, h);
        }
        double off = onLane ? LEAVE_SHARE : 1 - first(from);
        add(h, LaneHypothesis.NO_LANE, from.weight * off * OFF_FACTOR, 0, 1, from.filter.east(), from.filter.north());
    }

    /** How likely one that is on no known lane is on one. */
    private static double first(LaneHypothesis from) {
        return from.lane == LaneHypothesis.NO_LANE ? RETURN_SHARE : 1 - OFF_SHARE_FIRST;
    }

    /**
     * @param share of those that do so
     * @param stays on the lane it was on
     * @param onLane whether it was on one. Who was on none is on this one by the density of its places there, against that off every lane;
     *     for all others only what does not fit is weighed, as it is the same place again
     */
    private void propose(MotionEstimate estimate, int h, int i, double share, boolean stays, boolean onLane) {
        LaneHypothesis from = estimate.hypotheses[h];
        double e = near.leftEast(i);
        double n = near.leftNorth(i);
        double offset = near.offsetM(i)
                + e * (from.filter.east() - estimate.east())
                + n * (from.filter.north() - estimate.north());
        // whoever is about to change lanes is on neither centre line
        double sideways = from.filter.speed() * Math.sin(near.turnRad(i));
        double r = (stays ? STAYING_VARIANCE : FRESH_VARIANCE) + sideways * sideways;
        double s = from.filter.axisVariance(e, n) + r;
        double turn = near.turnRad(i) / TURN_SIGMA_RAD;
        double fit = Math.exp(-(offset * offset / s + turn * turn) / 2);
        double density = onLane ? 1 : 1 / Math.sqrt(2 * Math.PI * s) / OFF_DENSITY;
        add(
                h,
                i,
                from.weight * share * fit * density,
                -offset,
                r,
                from.filter.east() - offset * from.filter.axisGainEast(e, n, r),
                from.filter.north() - offset * from.filter.axisGainNorth(e, n, r));
    }

    /**
     * That the track has gone wrong: the road user moved as no model allows (it creeps while its speed reads 0), or the wrong lane was
     * believed. Its place is then the one that the positioning tells with a bias such as receivers have. Only a bias that is unlikely by
     * itself, or one that has changed sooner than such biases do, makes that likely (recovery as in augmented Monte Carlo localization;
     * Thrun, Burgard, Fox, "Probabilistic Robotics", 8.3.5).
     */
    private void proposeAnew(MotionEstimate estimate, int h) {
        LaneHypothesis from = estimate.hypotheses[h];
        double sigma = from.filter.biasSigma();
        double biasE = from.filter.biasEast();
        double biasN = from.filter.biasNorth();
        double strayE = from.filter.strayEast();
        double strayN = from.filter.strayNorth();
        double square = (biasE * biasE + biasN * biasN) / (sigma * sigma)
                + (strayE * strayE + strayN * strayN) / (STRAY_SIGMA_M * STRAY_SIGMA_M);
        if (square < ANEW_SQUARE_MIN) {
            return;
        }
        for (int i = 0; i < near.count(); i++) {
            double e = near.leftEast(i);
            double n = near.leftNorth(i);
            double offset = near.offsetM(i)
                    + e * (from.filter.east() + biasE - estimate.east())
                    + n * (from.filter.north() + biasN - estimate.north());
            double s = sigma * sigma + FRESH_VARIANCE;
            double across = (e * biasE + n * biasN) / sigma;
            double stray = (e * strayE + n * strayN) / STRAY_SIGMA_M;
            double turn = near.turnRad(i) / TURN_SIGMA_RAD;
            double unlikely = across * across + stray * stray;
            double ratio =
                    Math.exp(Math.min(EXPONENT_MAX, (unlikely - offset * offset / s) / 2)) * sigma / Math.sqrt(s);
            double gain = sigma * sigma / s;
            add(
                    h,
                    i,
                    from.weight * ANEW_SHARE / near.count() * ratio * Math.exp(-turn * turn / 2),
                    -offset,
                    FRESH_VARIANCE,
                    from.filter.east() + biasE - offset * gain * e,
                    from.filter.north() + biasN - offset * gain * n);
            anew[candidates - 1] = true;
        }
    }

    private void add(int from, int to, double w, double nu, double r, double e, double n) {
        anew[candidates] = false;
        parent[candidates] = from;
        way[candidates] = to;
        weight[candidates] = w;
        innovation[candidates] = nu;
        variance[candidates] = r;
        east[candidates] = e;
        north[candidates] = n;
        candidates++;
    }

    /** Whether a lane is the one before or follows it; short ones between are skipped within an interval. */
    private boolean continues(int before, int lane) {
        if (before < 0 || before == lane) {
            return before >= 0;
        }
        List<Integer> successors = lanes.lane(before).successors();
        for (int i = 0; i < successors.size(); i++) {
            Lane successor = lanes.lane(successors.get(i));
            if (successor.index() == lane || successor.successors().contains(lane)) {
                return true;
            }
        }
        return false;
    }

    /** Lets the likeliest live on; one that leads to the same place as a likelier one adds to its weight. */
    private void choose(MotionEstimate estimate) {
        int chosen = 0;
        for (int most = likeliest(); most >= 0 && chosen < next.length; most = likeliest()) {
            LaneHypothesis to = next[chosen++];
            to.copyFrom(estimate.hypotheses[parent[most]]);
            to.weight = weight[most];
            take(to, most);
            for (int c = 0; c < candidates; c++) {
                if (c != most && samePlace(c, most)) {
                    to.weight += Math.max(0, weight[c]);
                    weight[c] = -1;
                }
            }
            weight[most] = -1;
        }
        if (chosen > 0) {
            // copied, not exchanged: what a track is made of stays together in memory
            for (int i = 0; i < chosen; i++) {
                estimate.hypotheses[i].copyFrom(next[i]);
            }
            estimate.count = chosen;
            estimate.normalize();
            estimate.settle();
        }
    }

    private boolean samePlace(int a, int b) {
        double de = east[a] - east[b];
        double dn = north[a] - north[b];
        return de * de + dn * dn < SAME_PLACE_M * SAME_PLACE_M;
    }

    private int likeliest() {
        int most = -1;
        for (int c = 0; c < candidates; c++) {
            if (weight[c] > 0 && (most < 0 || weight[c] > weight[most])) {
                most = c;
            }
        }
        return most;
    }

    private void take(LaneHypothesis to, int candidate) {
        if (anew[candidate]) {
            to.filter.believePositioning();
        }
        int i = way[candidate];
        if (i < 0) {
            to.lane = LaneHypothesis.NO_LANE;
            return;
        }
        double centre =
                near.leftEast(i) * to.filter.east() + near.leftNorth(i) * to.filter.north() + innovation[candidate];
        to.lane = near.lane(i);
        to.leftEast = near.leftEast(i);
        to.leftNorth = near.leftNorth(i);
        to.centreM = centre;
        to.filter.updateAxis(to.leftEast, to.leftNorth, innovation[candidate], variance[candidate]);
    }
}
