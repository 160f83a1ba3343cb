package io.yunkong.load.tracking;

import io.yunkong.load.observe.NoiseModel;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs every variation on every set with several seeds and prints a table, a row as soon as it is done. One owner, one use. */
final class Sweep {
    private final NoiseModel given;
    private final List<Variation> variations;
    private final int seeds;
    private final PrintWriter out;

    /** A set and the map of its zone. */
    record Course(Truth truth, Zone zone) {}

    Sweep(NoiseModel given, List<Variation> variations, int seeds, PrintWriter out) {
        this.given = given;
        this.variations = variations;
        this.seeds = seeds;
        this.out = out;
    }

    void run(List<Course> courses) throws IOException {
        out.println(
                "| set | variation | GOSPA | plain | margin % | HOTA | plain | IDF1 | plain | false positives | plain | misses | plain"
                        + " | id switches | plain | position RMSE m | plain |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (Course course : courses) {
            for (Variation variation : variations) {
                List<Score> ours = new ArrayList<>();
                List<Score> plain = new ArrayList<>();
                for (int seed = 1; seed <= seeds; seed++) {
                    Trial trial = Trial.run(
                            course.truth(), course.zone(), variation.change().apply(given), seed);
                    ours.add(trial.ours());
                    plain.add(trial.plain());
                }
                row(course, variation, Score.mean(ours), Score.mean(plain));
            }
        }
    }

    private void row(Course course, Variation variation, Score ours, Score plain) {
        StringBuilder row = new StringBuilder();
        row.append("| ").append(course.truth().name()).append(" | ").append(variation.name());
        both(row, "%.2f", Score.GOSPA, ours, plain);
        row.append(String.format(Locale.ROOT, " | %.0f", 100 * (1 - ours.get(Score.GOSPA) / plain.get(Score.GOSPA))));
        both(row, "%.3f", Score.HOTA, ours, plain);
        both(row, "%.3f", Score.IDF1, ours, plain);
        both(row, "%.0f", Score.FALSE_POSITIVES, ours, plain);
        both(row, "%.0f", Score.MISSES, ours, plain);
        both(row, "%.0f", Score.SWITCHES, ours, plain);
        both(row, "%.3f", Score.POSITION_RMSE, ours, plain);
        out.println(row.append(" |"));
        out.flush();
    }

    private static void both(StringBuilder row, String format, String name, Score ours, Score plain) {
        row.append(" | ").append(String.format(Locale.ROOT, format, ours.get(name)));
        row.append(" | ").append(String.format(Locale.ROOT, format, plain.get(name)));
    }
}
