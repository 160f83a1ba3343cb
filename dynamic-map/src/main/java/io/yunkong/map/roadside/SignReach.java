package io.yunkong.map.roadside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Along which lanes a sign holds that holds from its place on, and how far behind any place on them it is. Immutable. */
final class SignReach {
    static final SignReach NOWHERE = new SignReach(Map.of());

    /** Of a path that ends at the sign nobody can tell how far it holds. */
    private static final double SHORTEST_M = 20;

    /**
     * A stretch of a lane that a path runs along.
     *
     * @param offsetM metres along the path less metres along the lane, at the same place
     */
    record Piece(Stretch stretch, double offsetM) {
        Piece and(Piece later) {
            return new Piece(stretch.and(later.stretch), offsetM);
        }

        double pathM(double laneM) {
            return laneM + offsetM;
        }
    }

    private final Map<Integer, Piece> byLane;

    private SignReach(Map<Integer, Piece> byLane) {
        this.byLane = Map.copyOf(byLane);
    }

    /**
     * From the sign on along each path; all of a path that does not pass by the sign.
     *
     * @param kind one that sets a limit has to lead on from the sign
     * @param paths the lanes of each path
     * @param place where on these lanes the sign is; empty = on none
     */
    static SignReach of(SpeedSign.Kind kind, List<Map<Integer, Piece>> paths, Map<Integer, Stretch> place) {
        double shortestM = kind == SpeedSign.Kind.LIMIT ? SHORTEST_M : Double.NEGATIVE_INFINITY;
        Map<Integer, Piece> reach = new HashMap<>();
        for (Map<Integer, Piece> path : paths) {
            double beginsM = place.values().stream()
                    .flatMapToDouble(there -> {
                        Piece piece = path.get(there.lane());
                        return piece == null ? DoubleStream.empty() : DoubleStream.of(piece.pathM(there.fromM()));
                    })
                    .min()
                    .orElse(0);
            double endsM = path.values().stream()
                    .mapToDouble(piece -> piece.pathM(piece.stretch().toM()))
                    .max()
                    .orElse(0);
            if (endsM - beginsM >= shortestM) {
                path.forEach((lane, piece) ->
                        reach.putIfAbsent(lane, new Piece(piece.stretch(), piece.offsetM() - beginsM)));
            }
        }
        return reach.isEmpty() ? NOWHERE : new SignReach(reach);
    }

    boolean isNowhere() {
        return byLane.isEmpty();
    }

    /** Metres that one there has driven since the sign; empty = it does not hold there. */
    OptionalDouble sinceM(int lane, double atM) {
        Piece piece = byLane.get(lane);
        if (piece == null
                || atM < piece.stretch().fromM()
                || atM > piece.stretch().toM()
                || piece.pathM(atM) < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(piece.pathM(atM));
    }
}
