package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Drawn lanes lie within 5 cm of the true curve, whatever pieces a road is made of. */
final class OpenDriveStretchPropertiesTest {
    private static final long SEED = 20261121;
    private static final double DEVIATION_MAX_M = 0.05;

    @Test
    void theDrawnMiddleOfALaneStaysNearItsCurve() {
        Random random = new Random(SEED);
        double worst = 0;
        for (int i = 0; i < 60; i++) {
            OpenDriveRoad road = road(random);
            for (OpenDriveStretch stretch : OpenDriveStretch.of(road)) {
                for (OpenDriveRoad.Lane lane : stretch.lanes()) {
                    worst = Math.max(worst, deviation(stretch, lane.id()));
                }
            }
        }
        System.out.printf("drawn lanes: seed=%d roads=60 worst_m=%.4f%n", SEED, worst);
        assertThat(worst).isLessThan(DEVIATION_MAX_M);
    }

    private static double deviation(OpenDriveStretch stretch, int lane) {
        LinePoints points = new LinePoints();
        stretch.middle(lane).forEach(point -> points.add(point[0], point[1]));
        Polyline drawn = points.line();
        assertThat(drawn).isNotNull();
        double worst = 0;
        OpenDriveRoad road = stretch.road();
        for (int i = 0; drawn != null && i <= 500; i++) {
            double s = stretch.startM() + (stretch.endM() - stretch.startM()) * i / 500;
            int section = stretch.first();
            while (section < stretch.last() && road.sectionEndM(section) <= s) {
                section++;
            }
            PlanPiece.Pose pose = road.at(s);
            double left = road.middleM(section, lane, s);
            worst = Math.max(
                    worst,
                    drawn.project(
                                    pose.xM() - left * Math.sin(pose.headingRad()),
                                    pose.yM() + left * Math.cos(pose.headingRad()))
                            .distanceM());
        }
        return worst;
    }

    private static OpenDriveRoad road(Random random) {
        List<PlanPiece> plan = new ArrayList<>();
        double s = 0;
        PlanPiece.Pose at = new PlanPiece.Pose(random.nextDouble() * 1000, -500, random.nextDouble() * 6);
        for (int i = 0; i < 4; i++) {
            double length = 5 + random.nextDouble() * 120;
            PlanPiece piece = new PlanPiece(s, at.xM(), at.yM(), at.headingRad(), length, shape(random, length));
            plan.add(piece);
            s += length;
            at = piece.at(s);
        }
        Cubics offset = Cubics.sorted(List.of(
                new Cubics.Piece(0, random.nextDouble() * 2 - 1, 0, 0, 0),
                new Cubics.Piece(s / 3, 0.5, 0.01, -1e-4, 1e-7)));
        List<OpenDriveRoad.Section> sections =
                List.of(new OpenDriveRoad.Section(0, lanes(random)), new OpenDriveRoad.Section(s / 2, lanes(random)));
        return new OpenDriveRoad("1", s, "", false, null, null, plan, offset, sections, List.of());
    }

    private static PlanPiece.Shape shape(Random random, double length) {
        double bend = (random.nextDouble() - 0.5) * 2 * Math.min(0.08, 2.5 / length);
        return switch (random.nextInt(4)) {
            case 0 -> new PlanPiece.Line();
            case 1 -> new PlanPiece.Arc(bend);
            case 2 -> new PlanPiece.Spiral(-bend, bend); // an S: chords from end to end see nothing of it
            default ->
                new PlanPiece.ParamPoly3(
                        new Cubics.Piece(0, 0, length, 0, -length / 20),
                        new Cubics.Piece(0, 0, 0, bend * length * length / 2, bend * length),
                        true);
        };
    }

    private static List<OpenDriveRoad.Lane> lanes(Random random) {
        List<OpenDriveRoad.Lane> lanes = new ArrayList<>();
        for (int id : new int[] {-2, -1, 1}) {
            Cubics widths = Cubics.sorted(List.of(
                    new Cubics.Piece(0, 3 + random.nextDouble(), 0, 0, 0),
                    new Cubics.Piece(10, 3.5, 0.02 * random.nextDouble(), 0, 0)));
            lanes.add(new OpenDriveRoad.Lane(
                    id, "driving", widths, Cubics.ZERO, Double.NaN, false, List.of(id), List.of(id)));
        }
        return lanes;
    }
}
