package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Consecutive sections of an OpenDRIVE road between which nothing changes but widths: its lanes are lanes of a zone. Immutable.
 *
 * @param number counts the stretches of the road, 0 = first
 * @param first its first section
 * @param last its last section
 */
record OpenDriveStretch(OpenDriveRoad road, int number, int first, int last) {
    /** How far the drawn line of a lane may leave its true curve. */
    private static final double TOLERANCE_M = 0.01;

    /** So far before a place where formulas change the one before still holds: lane offsets jump there. */
    private static final double BEFORE_M = 1e-7;

    private static final double PIECE_MAX_M = 50;
    private static final int HALVINGS_MAX = 12;
    private static final int WIDTH_SAMPLES = 10;

    /** The stretches of a road. */
    static List<OpenDriveStretch> of(OpenDriveRoad road) {
        List<OpenDriveStretch> stretches = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < road.sections().size(); i++) {
            if (i + 1 == road.sections().size()
                    || !goesOn(road.sections().get(i), road.sections().get(i + 1))) {
                stretches.add(new OpenDriveStretch(road, stretches.size(), first, i));
                first = i + 1;
            }
        }
        return stretches;
    }

    /** Whether every lane goes on as the one of the same number, which is of the same type. */
    private static boolean goesOn(OpenDriveRoad.Section section, OpenDriveRoad.Section next) {
        if (section.lanes().size() != next.lanes().size()) {
            return false;
        }
        for (OpenDriveRoad.Lane lane : section.lanes()) {
            OpenDriveRoad.Lane same = next.find(lane.id());
            if (same == null
                    || !same.type().equals(lane.type())
                    || same.reversed() != lane.reversed()
                    || Double.compare(same.speedMps(), lane.speedMps()) != 0
                    || !isOrEmpty(lane.successors(), lane.id())
                    || !isOrEmpty(same.predecessors(), lane.id())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOrEmpty(List<Integer> linked, int lane) {
        return linked.isEmpty() || linked.equals(List.of(lane));
    }

    double startM() {
        return Math.max(0, road.sections().get(first).sM());
    }

    double endM() {
        return Math.min(road.lengthM(), road.sectionEndM(last));
    }

    List<OpenDriveRoad.Lane> lanes() {
        return road.sections().get(first).lanes();
    }

    /** The lanes at one end, with what they are linked to there. */
    List<OpenDriveRoad.Lane> lanesAt(boolean start) {
        return road.sections().get(start ? first : last).lanes();
    }

    /** The mean width of a lane. */
    double widthM(int lane) {
        double sum = 0;
        for (int i = 0; i <= WIDTH_SAMPLES; i++) {
            double s = startM() + (endM() - startM()) * i / WIDTH_SAMPLES;
            int section = first;
            while (section < last && road.sectionEndM(section) <= s) {
                section++;
            }
            sum += road.widthM(section, lane, s);
        }
        return sum / (WIDTH_SAMPLES + 1);
    }

    /** The middle of a lane in the direction of s: points in the map's own plane. */
    List<double[]> middle(int lane) {
        List<double[]> points = new ArrayList<>();
        for (int section = first; section <= last; section++) {
            double previous = Double.NaN;
            for (double s : breaks(section, lane)) {
                if (!Double.isNaN(previous)) {
                    points.add(point(section, lane, previous));
                    draw(section, lane, previous, s - BEFORE_M, points);
                }
                previous = s;
            }
        }
        return points;
    }

    /** Where one formula ends and another begins. */
    private TreeSet<Double> breaks(int section, int lane) {
        double from = Math.max(0, road.sections().get(section).sM());
        double to = Math.min(road.lengthM(), road.sectionEndM(section));
        TreeSet<Double> breaks = new TreeSet<>();
        if (!(from < to)) {
            return breaks;
        }
        road.plan().forEach(piece -> breaks.add(piece.sM()));
        road.offset().pieces().forEach(piece -> breaks.add(piece.sM()));
        for (OpenDriveRoad.Lane other : road.sections().get(section).lanes()) {
            if (Integer.signum(other.id()) == Integer.signum(lane) && Math.abs(other.id()) <= Math.abs(lane)) {
                other.widths().pieces().forEach(piece -> breaks.add(from + piece.sM()));
                other.borders().pieces().forEach(piece -> breaks.add(from + piece.sM()));
            }
        }
        breaks.removeIf(s -> s < from || s > to);
        breaks.add(from);
        breaks.add(to);
        return breaks;
    }

    private void draw(int section, int lane, double from, double to, List<double[]> points) {
        int pieces = (int) Math.ceil((to - from) / PIECE_MAX_M);
        for (int i = 0; i < pieces; i++) {
            double start = from + (to - from) * i / pieces;
            double end = i + 1 == pieces ? to : from + (to - from) * (i + 1) / pieces;
            halve(section, lane, start, end, HALVINGS_MAX, points);
        }
    }

    /** Adds the end of a piece, after halving it as often as it takes for the chords to lie near the curve. */
    private void halve(int section, int lane, double from, double to, int left, List<double[]> points) {
        double[] start = points.getLast();
        double[] end = point(section, lane, to);
        boolean near = true;
        for (int quarter = 1; quarter <= 3 && near; quarter++) {
            double[] between = point(section, lane, from + (to - from) * quarter / 4);
            near = distanceM(between, start, end) <= TOLERANCE_M;
        }
        if (near || left == 0) {
            points.add(end);
        } else {
            double middle = (from + to) / 2;
            halve(section, lane, from, middle, left - 1, points);
            halve(section, lane, middle, to, left - 1, points);
        }
    }

    private static double distanceM(double[] point, double[] start, double[] end) {
        double dx = end[0] - start[0];
        double dy = end[1] - start[1];
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square;
        double u = Math.clamp(along, 0, 1);
        return Math.hypot(point[0] - start[0] - u * dx, point[1] - start[1] - u * dy);
    }

    private double[] point(int section, int lane, double s) {
        PlanPiece.Pose pose = road.at(s);
        double left = road.middleM(section, lane, s);
        return new double[] {
            pose.xM() - left * Math.sin(pose.headingRad()), pose.yM() + left * Math.cos(pose.headingRad())
        };
    }
}
