package io.yunkong.map.observe;

import java.util.EnumMap;
import java.util.Map;

/** The scores of one station's doubts. Every score decays alike, so one time stands for all. Not thread-safe. */
final class DoubtScores implements Doubtful {
    private static final double DECAY_S = 20;
    private static final double DISCOUNT_FROM = 0.4;
    private static final double DISCOUNT_UNTIL = 0.2;
    private static final double EXCLUDE_FROM = 0.7;
    private static final double EXCLUDE_UNTIL = 0.4;
    private static final double NOTHING = 0.01;

    /** Empty for nearly everybody. */
    private final Map<Doubt, Double> scores = new EnumMap<>(Doubt.class);

    private Trust trust = Trust.FULL;
    private double highest;
    private long atUs;

    void clear() {
        scores.clear();
        trust = Trust.FULL;
        highest = 0;
    }

    /** Goes on from another station's score. */
    void inherit(Doubt doubt, DoubtScores from, long nowUs) {
        decay(nowUs);
        scores.put(doubt, from.score(doubt));
    }

    @Override
    public void raise(Doubt doubt, long nowUs) {
        decay(nowUs);
        double score = score(doubt);
        scores.put(doubt, Math.min(doubt.most(), score + doubt.evidence() * (1 - score)));
    }

    /** It has turned out that there was no reason. */
    void withdraw(Doubt doubt) {
        scores.remove(doubt);
    }

    /** Brings the trust up to date. */
    Trust judge(long nowUs) {
        decay(nowUs);
        highest = score(main());
        if (highest < NOTHING) {
            clear();
            return trust;
        }
        trust = switch (trust) {
            case FULL -> highest >= EXCLUDE_FROM ? Trust.EXCLUDED : highest >= DISCOUNT_FROM ? Trust.DISCOUNTED : trust;
            case DISCOUNTED -> highest >= EXCLUDE_FROM ? Trust.EXCLUDED : highest < DISCOUNT_UNTIL ? Trust.FULL : trust;
            case EXCLUDED -> highest < DISCOUNT_UNTIL ? Trust.FULL : highest < EXCLUDE_UNTIL ? Trust.DISCOUNTED : trust;
        };
        return trust;
    }

    private void decay(long nowUs) {
        if (scores.isEmpty()) {
            atUs = nowUs;
        } else if (nowUs > atUs) {
            double kept = Math.exp((atUs - nowUs) / (DECAY_S * 1e6));
            scores.replaceAll((_, score) -> score * kept);
            atUs = nowUs;
        }
    }

    Trust trust() {
        return trust;
    }

    /** Whether there is any doubt at all, or a change of trust to be judged. */
    boolean any() {
        return !scores.isEmpty() || trust != Trust.FULL;
    }

    double score(Doubt doubt) {
        return scores.getOrDefault(doubt, 0.0);
    }

    /** Of the main doubt, when last judged. */
    double highest() {
        return highest;
    }

    /** The doubt with the highest score. */
    Doubt main() {
        Doubt main = Doubt.POSITION_JUMP;
        for (Doubt doubt : scores.keySet()) {
            main = score(doubt) > score(main) ? doubt : main;
        }
        return main;
    }

    /** Whether a field that the doubt is about is better not used. */
    boolean holds(Doubt doubt) {
        return score(doubt) >= DISCOUNT_UNTIL;
    }
}
