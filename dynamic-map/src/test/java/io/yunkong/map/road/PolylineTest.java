package io.yunkong.map.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick ways to a place on a line find the same as the slow one. */
class PolylineTest {
    private static final long SEED = 20_261_122;

    private final Random random = new Random(SEED);

    private List<Polyline> lines() {
        List<Polyline> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double[] east = new double[2 + random.nextInt(20)];
            double[] north = new double[east.length];
            for (int k = 1; k < east.length; k++) {
                east[k] = east[k - 1] + 0.1 + random.nextDouble() * 10;
                north[k] = north[k - 1] + random.nextGaussian() * 5;
            }
            lines.add(new Polyline(east, north));
        }
        return lines;
    }

    @Test
    void aPoseThatWasElsewhereBeforeFindsTheSamePlace() {
        List<Polyline> lines = lines();
        Pose used = new Pose();
        for (int i = 0; i < 20_000; i++) {
            Polyline line = lines.get(random.nextInt(lines.size()));
            double s = i % 5 == 0
                    ? line.sM(random.nextInt(line.size()))
                    : (random.nextDouble() * 1.2 - 0.1) * line.lengthM();
            Pose fresh = new Pose();

            line.poseAt(s, used);
            line.poseAt(s, fresh);

            assertThat(numbers(used)).as("seed=%d run=%d s=%f", SEED, i, s).isEqualTo(numbers(fresh));
        }
    }

    private static double[] numbers(Pose pose) {
        return new double[] {pose.eastM, pose.northM, pose.directionEast, pose.directionNorth, pose.piece};
    }

    @Test
    void samplesLieWhereThePosesDo() {
        for (Polyline line : lines()) {
            double step = random.nextDouble() * line.lengthM() / 8;
            double left = random.nextGaussian();
            double fade = random.nextBoolean() ? Double.POSITIVE_INFINITY : step * 5;
            double[] east = new double[11];
            double[] north = new double[11];
            Pose pose = new Pose();

            line.sample(step, left, fade, east.length, east, north);

            for (int k = 0; k < east.length; k++) {
                line.poseAt(k * step, pose);
                double beside = left * Math.max(0, 1 - k * step / fade);
                assertThat(east[k]).isCloseTo(pose.eastM - beside * pose.directionNorth, within(1e-9));
                assertThat(north[k]).isCloseTo(pose.northM + beside * pose.directionEast, within(1e-9));
            }
        }
    }
}
