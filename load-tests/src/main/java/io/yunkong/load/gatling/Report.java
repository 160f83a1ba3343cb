package io.yunkong.load.gatling;

import io.gatling.charts.stats.GeneralStats;
import io.gatling.charts.stats.LogFileData;
import io.gatling.charts.stats.LogFileReader;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.config.GatlingConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What Gatling has written of a run. */
final class Report {
    private static final double MAX = 100;

    private final LogFileData log;

    /** @param folder of the run */
    Report(Path folder) {
        log = LogFileReader.apply(folder.getFileName().toString(), folder.getParent(), GatlingConfiguration.load())
                .read();
    }

    List<ClassFigures> figures() {
        List<ClassFigures> figures = new ArrayList<>();
        CollectionConverters.asJava(log.allRequestPaths()).forEach(path -> figures.add(figures(path.request())));
        return figures;
    }

    /** Why requests failed, the most frequent first, each with its number. */
    List<String> failures() {
        return CollectionConverters.asJava(log.errors(Option.empty(), Option.empty())).stream()
                .map(error -> error.count() + " x " + error.message())
                .toList();
    }

    private ClassFigures figures(String request) {
        Option<GeneralStats> good = stats(request, Option.apply(OK$.MODULE$));
        Option<GeneralStats> bad = stats(request, Option.apply(KO$.MODULE$));
        Option<GeneralStats> all = stats(request, Option.empty());
        return new ClassFigures(
                request,
                good.isEmpty() ? 0 : good.get().count(),
                bad.isEmpty() ? 0 : bad.get().count(),
                percentile -> all.isEmpty() ? Double.NaN : percentile(all.get(), percentile));
    }

    private static double percentile(GeneralStats stats, double percentile) {
        return percentile >= MAX ? stats.max() : ((Number) stats.percentile().apply(percentile)).doubleValue();
    }

    private Option<GeneralStats> stats(String request, Option<Status> status) {
        return log.requestGeneralStats(Option.apply(request), Option.empty(), status);
    }
}
