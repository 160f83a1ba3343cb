package io.yunkong.map.track;

/**
 * State of one road user as a mixture of a few filters that differ in the lane it is taken to be on (Gaussian sum filter; Alspach,
 * Sorenson, "Nonlinear Bayesian estimation using Gaussian sum approximations", 1972). With one filter it is that filter. Which lanes are
 * compared, and when, is the {@link LaneComparison}'s business. Not thread-safe.
 */
final class MotionEstimate {
    static final int HYPOTHESES_MAX = 3;

    private static final double WEIGHT_MIN = 1e-3;

    final LaneHypothesis[] hypotheses = new LaneHypothesis[HYPOTHESES_MAX];
    int count;
    long comparedAtUs;

    private int best;
    private double east;
    private double north;
    private double spreadM2;

    MotionEstimate() {
        for (int i = 0; i < HYPOTHESES_MAX; i++) {
            hypotheses[i] = new LaneHypothesis();
        }
    }

    void start(long timeUs, double e, double n, double heading, double speed, MotionFilter.Noise noise) {
        count = 1;
        // the first report alone is too noisy to choose a lane by
        comparedAtUs = timeUs;
        hypotheses[0].filter.start(timeUs, e, n, heading, speed, noise);
        hypotheses[0].weight = 1;
        hypotheses[0].lane = LaneHypothesis.NOT_COMPARED;
        settle();
    }

    void model(MotionModel model) {
        for (int i = 0; i < count; i++) {
            hypotheses[i].filter.model(model);
        }
    }

    /** Squared Mahalanobis distance of a place and speed to the hypothesis that it fits best. See {@link MotionFilter#distance}. */
    double distance(long timeUs, double e, double n, double speed, MotionFilter.Noise noise) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, hypotheses[i].filter.distance(timeUs, e, n, speed, noise));
        }
        settle(); // the filters have moved on
        return least;
    }

    /** See {@link MotionFilter#update}. */
    void update(
            long timeUs,
            double e,
            double n,
            double heading,
            double speed,
            double acceleration,
            MotionFilter.Noise noise) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            LaneHypothesis hypothesis = hypotheses[i];
            double likelihood = hypothesis.filter.update(timeUs, e, n, heading, speed, acceleration, noise);
            if (hypothesis.filter.surprised()) {
                hypothesis.filter.loosen();
                hypothesis.lane = LaneHypothesis.NOT_COMPARED;
            }
            hypothesis.weight = Math.log(hypothesis.weight) + likelihood;
            most = Math.max(most, hypothesis.weight);
        }
        for (int i = 0; i < count; i++) {
            hypotheses[i].weight = Math.exp(hypotheses[i].weight - most);
        }
        normalize();
        settle();
    }

    /** Drops hypotheses that have become unlikely and makes the weights of the others sum to 1; the likeliest is always kept. */
    void normalize() {
        double most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, hypotheses[i].weight);
        }
        int kept = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            LaneHypothesis hypothesis = hypotheses[i];
            if (hypothesis.weight >= most * WEIGHT_MIN) {
                if (kept != i) {
                    hypotheses[i] = hypotheses[kept];
                    hypotheses[kept] = hypothesis;
                }
                kept++;
                sum += hypothesis.weight;
            }
        }
        count = kept;
        for (int i = 0; i < count; i++) {
            hypotheses[i].weight /= sum;
        }
    }

    /** Takes the likeliest for the only one, on no known lane. */
    void forgetLanes() {
        if (count == 1 && hypotheses[0].lane == LaneHypothesis.NOT_COMPARED) {
            return;
        }
        LaneHypothesis likeliest = hypotheses[best];
        if (best != 0) {
            hypotheses[best] = hypotheses[0];
            hypotheses[0] = likeliest;
        }
        count = 1;
        likeliest.weight = 1;
        likeliest.lane = LaneHypothesis.NOT_COMPARED;
        settle();
    }

    /** Works out the mixture's mean and spread. */
    void settle() {
        best = 0;
        east = 0;
        north = 0;
        for (int i = 0; i < count; i++) {
            LaneHypothesis hypothesis = hypotheses[i];
            best = hypothesis.weight > hypotheses[best].weight ? i : best;
            east += hypothesis.weight * hypothesis.filter.east();
            north += hypothesis.weight * hypothesis.filter.north();
        }
        spreadM2 = 0;
        for (int i = 0; i < count; i++) {
            double de = hypotheses[i].filter.east() - east;
            double dn = hypotheses[i].filter.north() - north;
            spreadM2 += hypotheses[i].weight * (de * de + dn * dn) / 2;
        }
    }

    LaneHypothesis best() {
        return hypotheses[best];
    }

    private MotionFilter filter() {
        return hypotheses[best].filter;
    }

    /** See {@link MotionFilter#lastMisfit}. */
    double lastMisfit() {
        return filter().lastMisfit();
    }

    long atUs() {
        return filter().atUs();
    }

    double east() {
        return east;
    }

    double north() {
        return north;
    }

    double heading() {
        return filter().heading();
    }

    double speed() {
        return filter().speed();
    }

    double turnRate() {
        return filter().turnRate();
    }

    double acceleration() {
        return filter().acceleration();
    }

    double positionVariance() {
        return filter().positionVariance() + spreadM2;
    }

    double speedVariance() {
        return filter().speedVariance();
    }

    double headingVariance() {
        return filter().headingVariance();
    }
}
