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
    private boolean better = true;

    /** A set and the map of its zone. */
    record Course(Truth truth, Zone zone) {}

    Sweep(NoiseModel given, List<Variation> variations, int seeds, PrintWriter out) {
        this.given = given;
        this.variations = variations;
        this.seeds = seeds;
        this.out = out;
    }

    /** @return whether the mean GOSPA of every row is better than the plain tracker's */
    boolean run(List<Course> courses) throws IOException {
        out.println(
                "| set | variation | GOSPA, m | margin in percent (of the worst seed) | HOTA | IDF1 | false positives | misses"
                        + " | id switches | position RMSE, m |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Course course : courses) {
            for (Variation variation : variations) {
                List<Trial> trials = new ArrayList<>();
                for (int seed = 1; seed <= seeds; seed++) {
                    trials.add(Trial.run(
                            course.truth().offCentre(variation.offCentreM(), seed),
                            course.zone(),
                            variation.change().apply(given),
                            seed));
                }
                row(course, variation, trials);
            }
        }
        return better;
    }

    private void row(Course course, Variation variation, List<Trial> trials) {
        Score ours = Score.mean(trials.stream().map(Trial::ours).toList());
        Score plain = Score.mean(trials.stream().map(Trial::plain).toList());
        double marginPercent = marginPercent(ours, plain);
        double least = trials.stream()
                .mapToDouble(trial -> marginPercent(trial.ours(), trial.plain()))
                .min()
                .orElse(Double.NaN);
        better &= marginPercent > 0;
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | **%.0f** (%.0f) | %s | %s | %s | %s | %s | %s |%n",
                course.truth().name(),
                variation.name(),
                both("%.2f", Score.GOSPA, ours, plain),
                marginPercent,
                least,
                both("%.3f", Score.HOTA, ours, plain),
                both("%.3f", Score.IDF1, ours, plain),
                both("%.0f", Score.FALSE_POSITIVES, ours, plain),
                both("%.0f", Score.MISSES, ours, plain),
                both("%.1f", Score.SWITCHES, ours, plain),
                both("%.3f", Score.POSITION_RMSE, ours, plain));
        out.flush();
    }

    private static double marginPercent(Score ours, Score plain) {
        return 100 * (1 - ours.get(Score.GOSPA) / plain.get(Score.GOSPA));
    }

    private static String both(String format, String name, Score ours, Score plain) {
        return String.format(Locale.ROOT, format + " / " + format, ours.get(name), plain.get(name));
    }
}
