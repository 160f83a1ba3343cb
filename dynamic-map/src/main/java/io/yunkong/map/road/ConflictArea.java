package io.yunkong.map.road;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that two predicted paths share: where their lanes cross, or from where on they run in one. Distances are metres from the present
 * places of the two road users along their paths; what lies behind one of them is negative.
 *
 * @param laneA index of the first path's lane in it
 * @param laneB index of the second path's
 * @param pointAM where the centre lines meet, along the first
 * @param pointBM the same place along the second
 * @param entryAM where the first path's corridor enters that of the second
 * @param exitAM where it has left it; where the lanes join, the entry itself: from there on one follows the other
 * @param entryBM as {@code entryAM}, along the second
 * @param exitBM as {@code exitAM}, along the second
 */
public record ConflictArea(
        int laneA,
        int laneB,
        double pointAM,
        double pointBM,
        double entryAM,
        double exitAM,
        double entryBM,
        double exitBM) {

    /**
     * The first along {@code a} that neither has left yet; empty when their lanes do not conflict within both paths.
     *
     * @param lengthAM of the first road user, whose middle follows the path
     * @param lengthBM of the second
     */
    public static Optional<ConflictArea> first(
            PredictedPath a, double lengthAM, PredictedPath b, double lengthBM, LaneMap lanes) {
        ConflictArea first = null;
        for (PredictedPath.Leg legA : a.legs()) {
            for (PredictedPath.Leg legB : b.legs()) {
                ConflictArea found = between(legA, legB, lanes);
                if (found != null
                        && found.exitAM + lengthAM / 2 > 0
                        && found.exitBM + lengthBM / 2 > 0
                        && found.entryAM < a.lengthM()
                        && found.entryBM < b.lengthM()
                        && (first == null || found.entryAM < first.entryAM)) {
                    first = found;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static @Nullable ConflictArea between(PredictedPath.Leg legA, PredictedPath.Leg legB, LaneMap lanes) {
        Crossing crossing = lanes.crossing(legA.lane(), legB.lane()).orElse(null);
        if (crossing == null) {
            return null;
        }
        double a = legA.fromM() - legA.laneSM();
        double b = legB.fromM() - legB.laneSM();
        boolean join = lanes.lane(legA.lane()).successors().stream()
                .anyMatch(lanes.lane(legB.lane()).successors()::contains);
        return new ConflictArea(
                legA.lane(),
                legB.lane(),
                a + crossing.sAM(),
                b + crossing.sBM(),
                a + crossing.fromAM(),
                a + (join ? crossing.fromAM() : crossing.toAM()),
                b + crossing.fromBM(),
                b + (join ? crossing.fromBM() : crossing.toBM()));
    }
}
