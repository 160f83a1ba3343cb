package io.yunkong.map.road;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A road of an OpenDRIVE map as it is written. Metres and radians in the map's own plane. Immutable.
 *
 * @param junction the junction it leads through, empty = none
 * @param leftHand traffic keeps to the left
 * @param predecessor what its start meets, null = nothing
 * @param successor what its end meets, null = nothing
 * @param plan the reference line, in the order of s, at least one piece
 * @param offset lane 0 beside the reference line, positive = to its left
 * @param sections in the order of s, at least one
 * @param limits speed limits of the road, in the order of s
 */
record OpenDriveRoad(
        String id,
        double lengthM,
        String junction,
        boolean leftHand,
        @Nullable Neighbour predecessor,
        @Nullable Neighbour successor,
        List<PlanPiece> plan,
        Cubics offset,
        List<Section> sections,
        List<Limit> limits) {

    OpenDriveRoad {
        plan = List.copyOf(plan);
        sections = List.copyOf(sections);
        limits = List.copyOf(limits);
    }

    /**
     * What one end of a road meets.
     *
     * @param junction whether it is a junction rather than a road
     * @param atStart whether it is the start of that road that is met
     */
    record Neighbour(boolean junction, String id, boolean atStart) {}

    /** @param speedMps NaN = not told */
    record Limit(double sM, double speedMps) {}

    /** A stretch in which the lanes stay the same. */
    record Section(double sM, List<Lane> lanes) {
        Section {
            lanes = List.copyOf(lanes);
        }

        @Nullable Lane find(int id) {
            for (Lane lane : lanes) {
                if (lane.id() == id) {
                    return lane;
                }
            }
            return null;
        }
    }

    /**
     * @param id positive = left of lane 0, negative = right
     * @param widths from the start of the section, empty = told by borders
     * @param borders where its outer edge lies, beside lane 0
     * @param speedMps NaN = not told
     * @param reversed driven against what its side of the road says
     */
    record Lane(
            int id,
            String type,
            Cubics widths,
            Cubics borders,
            double speedMps,
            boolean reversed,
            List<Integer> predecessors,
            List<Integer> successors) {
        Lane {
            predecessors = List.copyOf(predecessors);
            successors = List.copyOf(successors);
        }
    }

    /**
     * How a junction joins a road to another that starts or ends at it.
     *
     * @param atStart whether it is the start of the connecting road that is met
     * @param lanes pairs of lanes: of the incoming, of the connecting road
     */
    record Connection(String junction, String incoming, String connecting, boolean atStart, List<int[]> lanes) {
        Connection {
            lanes = List.copyOf(lanes);
        }
    }

    /** The place on the reference line at s. */
    PlanPiece.Pose at(double s) {
        int low = 1;
        int high = plan.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (plan.get(middle).sM() <= s) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return plan.get(low - 1).at(s);
    }

    double sectionEndM(int section) {
        return section + 1 < sections.size() ? sections.get(section + 1).sM() : lengthM;
    }

    /** How far the middle of a lane lies to the left of the reference line. */
    double middleM(int section, int lane, double s) {
        double inner = outerEdgeM(section, lane - Integer.signum(lane), s);
        return offset.at(s) + (inner + outerEdgeM(section, lane, s)) / 2;
    }

    double widthM(int section, int lane, double s) {
        return Math.abs(outerEdgeM(section, lane, s) - outerEdgeM(section, lane - Integer.signum(lane), s));
    }

    /** The outer edge of a lane beside lane 0, positive = to the left: widths add up from lane 0 outwards, a border stands for itself. */
    private double outerEdgeM(int section, int lane, double s) {
        int side = Integer.signum(lane);
        double ds = s - sections.get(section).sM();
        double edge = 0;
        for (int id = side; id != 0 && Math.abs(id) <= Math.abs(lane); id += side) {
            Lane crossed = sections.get(section).find(id);
            if (crossed != null
                    && crossed.widths().isEmpty()
                    && !crossed.borders().isEmpty()) {
                edge = crossed.borders().at(ds);
            } else if (crossed != null) {
                edge += side * Math.max(0, crossed.widths().at(ds));
            }
        }
        return edge;
    }

    /** The speed limit of the road at s; NaN = none told. */
    double limitMps(double s) {
        double found = Double.NaN;
        for (Limit limit : limits) {
            if (limit.sM() <= s + 1e-6) {
                found = limit.speedMps();
            }
        }
        return found;
    }
}
