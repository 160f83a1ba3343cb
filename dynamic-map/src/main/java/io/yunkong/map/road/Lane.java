package io.yunkong.map.road;

import io.yunkong.map.geo.Heading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directed lane, or the path of a connection through a junction ({@link #insideJunction()}). A road user follows a lane from
 * s = 0 to its length and goes on into one of its {@link #successors()}; sidewalks and crosswalks are walked both ways, so a pedestrian
 * may also go down to s = 0 and on into one of the {@link #predecessors()}. Lanes are numbered 0..n-1 inside their {@link LaneMap}.
 * Immutable once the map is built.
 *
 * @param index number in the map
 * @param id name in the zone files
 * @param road the directed road (SUMO edge) whose lanes lie side by side; for a junction path the path's own id
 * @param lane 0 = rightmost within the road
 * @param junction id of the junction it lies in, null on open road
 * @param kind who may use it
 * @param line centre line, in the direction of travel
 * @param widthM metres, (0, 20]
 * @param speedLimitMps metres per second, (0, 40]
 * @param successors indices of the lanes that follow
 * @param predecessors indices of the lanes that lead here
 * @param leftNeighbour index of the lane to the left in the same road and of the same kind, -1 = none
 * @param rightNeighbour index of the lane to the right in the same road and of the same kind, -1 = none
 * @param turn where a junction path leads; STRAIGHT elsewhere
 * @param signal the head at the start of a junction path or crosswalk, null = none
 * @param yieldsTo indices of junction paths and crosswalks that have right of way over this junction path
 * @param conflictsWith indices of junction paths and crosswalks whose area this one crosses or joins
 */
public record Lane(
        int index,
        String id,
        String road,
        int lane,
        @Nullable String junction,
        LaneKind kind,
        Polyline line,
        double widthM,
        double speedLimitMps,
        List<Integer> successors,
        List<Integer> predecessors,
        int leftNeighbour,
        int rightNeighbour,
        TurnDirection turn,
        @Nullable SignalRef signal,
        List<Integer> yieldsTo,
        List<Integer> conflictsWith) {

    private static final double OPPOSITE_MIN_RAD = Math.toRadians(120);

    public Lane {
        successors = List.copyOf(successors);
        predecessors = List.copyOf(predecessors);
        yieldsTo = List.copyOf(yieldsTo);
        conflictsWith = List.copyOf(conflictsWith);
    }

    Lane withConflicts(List<Integer> conflicts) {
        return new Lane(
                index,
                id,
                road,
                lane,
                junction,
                kind,
                line,
                widthM,
                speedLimitMps,
                successors,
                predecessors,
                leftNeighbour,
                rightNeighbour,
                turn,
                signal,
                yieldsTo,
                conflicts);
    }

    /** Whether two ways through a junction begin on opposite sides of it. */
    public static boolean opposite(Lane a, Lane b) {
        double turn = Heading.turn(a.line().headingAt(0), b.line().headingAt(0));
        return Math.abs(turn) > OPPOSITE_MIN_RAD;
    }

    public boolean insideJunction() {
        return junction != null;
    }

    public double lengthM() {
        return line.lengthM();
    }
}
