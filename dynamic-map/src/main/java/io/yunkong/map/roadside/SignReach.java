package io.yunkong.map.roadside;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Along which lanes a sign holds that holds from its place on, path by path: what stands on one of them concerns nobody on another.
 * Immutable.
 */
final class SignReach {
    static final SignReach NOWHERE = new SignReach(List.of());

    /** Of a path that ends at the sign nobody can tell how far it holds. */
    private static final double SHORTEST_M = 20;

    /**
     * A stretch of a lane that a path runs along.
     *
     * @param offsetM metres along the path less metres along the lane, at the same place
     * @param asideM how far from the lane the path is there: a path is near a lane also before the lane begins
     */
    record Piece(Stretch stretch, double offsetM, double asideM) {
        Piece and(Piece other) {
            Piece nearer = other.asideM < asideM ? other : this;
            return nearer.with(stretch.and(other.stretch));
        }

        Piece with(Stretch other) {
            return new Piece(other, offsetM, asideM);
        }

        double lengthM() {
            return stretch.toM() - stretch.fromM();
        }

        boolean holds(double laneM) {
            return laneM >= stretch.fromM() && laneM <= stretch.toM();
        }

        double pathM(double laneM) {
            return laneM + offsetM;
        }
    }

    private final List<List<Piece>> paths;

    private SignReach(List<List<Piece>> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * From the sign on along each path; all of a path that does not pass by the sign.
     *
     * @param kind one that sets a limit has to lead on from the sign
     * @param paths the lanes of each path
     * @param place where on these lanes the sign is, the nearest first; empty = on none
     */
    static SignReach of(SpeedSign.Kind kind, List<Map<Integer, Piece>> paths, List<Stretch> place) {
        double shortestM = kind == SpeedSign.Kind.LIMIT ? SHORTEST_M : Double.NEGATIVE_INFINITY;
        List<List<Piece>> reach = new ArrayList<>();
        for (Map<Integer, Piece> path : paths) {
            double beginsM = beginsM(path, place);
            double endsM = path.values().stream()
                    .mapToDouble(piece -> piece.pathM(piece.stretch().toM()))
                    .max()
                    .orElse(Double.NEGATIVE_INFINITY);
            if (!path.isEmpty() && endsM - beginsM >= shortestM) {
                reach.add(path.values().stream()
                        .map(piece -> new Piece(piece.stretch(), piece.offsetM() - beginsM, piece.asideM()))
                        .toList());
            }
        }
        return reach.isEmpty() ? NOWHERE : new SignReach(reach);
    }

    private static double beginsM(Map<Integer, Piece> path, List<Stretch> place) {
        for (Stretch there : place) {
            Piece piece = path.get(there.lane());
            if (piece != null) {
                return piece.pathM(there.fromM());
            }
        }
        return path.values().stream()
                .mapToDouble(piece -> piece.pathM(piece.stretch().fromM()))
                .min()
                .orElse(0);
    }

    boolean isNowhere() {
        return paths.isEmpty();
    }

    /** The lanes of each path, with metres from the sign instead of metres along the path. */
    List<List<Piece>> paths() {
        return paths;
    }
}
