package io.yunkong.map.roadside;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signs that set and end speed limits, by the lanes where they count: asked with every message of a vehicle. Not thread-safe: one
 * owner.
 */
final class SpeedSignsByLane {
    /** Signs that stand so near to each other are passed together. */
    private static final double TOGETHER_M = 15;

    /** A limit on one lane of one of its paths. */
    private record Limit(HeldNotice held, SpeedSign sign, SignReach.Piece here, List<SignReach.Piece> path) {
        int kmh() {
            return sign.kmh().orElseThrow();
        }
    }

    private record End(HeldNotice held, SpeedSign sign, double atM) {}

    /** On each lane those passed last first, which is the same order all along the lane. */
    private final List<List<Limit>> limits;

    private final List<List<End>> ends;

    /** @param lanes how many the map has */
    SpeedSignsByLane(int lanes) {
        limits = new ArrayList<>(Collections.nCopies(lanes, List.of()));
        ends = new ArrayList<>(Collections.nCopies(lanes, List.of()));
    }

    /** Does nothing with what is no sign about speed. */
    void add(HeldNotice held) {
        SpeedSign sign = held.placed().speedSign().orElse(null);
        if (sign == null) {
            return;
        }
        switch (sign.kind()) {
            case LIMIT -> held.placed().reach().paths().forEach(path -> addLimit(held, sign, path));
            case END ->
                held.placed().stretches().forEach(at -> listOf(ends, at.lane()).add(new End(held, sign, at.fromM())));
        }
    }

    private void addLimit(HeldNotice held, SpeedSign sign, List<SignReach.Piece> path) {
        for (SignReach.Piece piece : path) {
            List<Limit> there = listOf(limits, piece.stretch().lane());
            int at = there.size();
            while (at > 0 && there.get(at - 1).here().offsetM() > piece.offsetM()) {
                at--;
            }
            there.add(at, new Limit(held, sign, piece, path));
        }
    }

    private static <T> List<T> listOf(List<List<T>> byLane, int lane) {
        if (byLane.get(lane).isEmpty()) {
            byLane.set(lane, new ArrayList<>());
        }
        return byLane.get(lane);
    }

    /** @param held as it was added; what was not is not missed */
    void remove(HeldNotice held) {
        for (List<SignReach.Piece> path : held.placed().reach().paths()) {
            for (SignReach.Piece piece : path) {
                listOf(limits, piece.stretch().lane()).removeIf(limit -> limit.held() == held);
            }
        }
        if (held.placed().ofSpeed()) {
            held.placed().stretches().forEach(at -> listOf(ends, at.lane()).removeIf(end -> end.held() == held));
        }
    }

    /** The sign passed last counts; of those passed together with it the lowest one. */
    Optional<SignedLimit> limitAt(int lane, double atM, long nowUs) {
        if (limits.get(lane).isEmpty()) {
            return Optional.empty();
        }
        Limit best = null;
        double nearestM = Double.POSITIVE_INFINITY;
        for (Limit limit : limits.get(lane)) {
            double sinceM = limit.here().pathM(atM);
            if (sinceM >= nearestM + TOGETHER_M) {
                break;
            }
            if (sinceM >= 0 && limit.here().holds(atM) && lower(limit, best) && applies(limit, sinceM, nowUs)) {
                best = limit;
                nearestM = Math.min(nearestM, sinceM);
            }
        }
        return best == null
                ? Optional.empty()
                : Optional.of(new SignedLimit(best.kmh(), best.held().placed().notice()));
    }

    private static boolean lower(Limit limit, @Nullable Limit than) {
        return than == null || limit.kmh() < than.kmh();
    }

    /** Whether it is in force, and no end is that stands on the same path and is passed; one beside its sign belongs to what was before. */
    private boolean applies(Limit limit, double sinceM, long nowUs) {
        if (!limit.held().inForce(nowUs)) {
            return false;
        }
        for (SignReach.Piece piece : limit.path()) {
            for (End end : ends.get(piece.stretch().lane())) {
                double behindM = piece.pathM(end.atM());
                if (behindM >= TOGETHER_M
                        && behindM <= sinceM
                        && piece.holds(end.atM())
                        && end.sign().ends(limit.sign())
                        && end.held().inForce(nowUs)) {
                    return false;
                }
            }
        }
        return true;
    }
}
