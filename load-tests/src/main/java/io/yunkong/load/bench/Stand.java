package io.yunkong.load.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A contender that runs, and its generator, each a process of its own. One owner. */
final class Stand implements AutoCloseable {
    private static final int WARM_UP_RATE = 20_000;
    /** All send again long before that, after the collection that follows {@link #SETTLING}. */
    private static final double WARM_UP_S = 5;
    /** Then all have come and been heard, and are silent. What is new of thousands is collected, as it is no part of what a rate costs. */
    private static final Duration SETTLING = Duration.ofMillis((long) (Generator.SILENT_FROM_S * 1000) + 100);
    /** Before the first trial of a scene: what is new of its vehicles has become old to the collector by then. */
    private static final double FIRST_WARM_UP_S = 12;
    /** A compiler that is at work for no more of the time has little left to do, or little happens. */
    private static final double COMPILER_AT_REST = 0.03;

    private static final int REHEARSALS_MAX = 5;
    /** Vehicles of the trial before are off the map by then. */
    private static final Duration REST = Duration.ofMillis(2_500);
    /** Nothing has come for so long: what was in queues is through. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final int QUIET_TRIES = 50;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final Contender contender;
    private final EdgeBench.Settings settings;
    private final ChildProcess child;
    private final ChildProcess generator;
    private final Set<Scene> warm = EnumSet.noneOf(Scene.class);
    private long nextStation = 1;

    private Stand(Contender contender, EdgeBench.Settings settings, ChildProcess child, ChildProcess generator) {
        this.contender = contender;
        this.settings = settings;
        this.child = child;
        this.generator = generator;
    }

    /** Starts both and warms them up. */
    static Stand open(Contender contender, EdgeBench.Settings settings, SecuredSite site)
            throws IOException, InterruptedException {
        double lastsS = FIRST_WARM_UP_S + Math.max(settings.seconds(), Purpose.SECONDS_MIN_MAX);
        List<String> roads = new BenchRoads(settings.vehiclesMax(), lastsS).arguments();
        String folder = site.folder().toString();
        ChildProcess child = ChildProcess.startServer(
                settings.before(), ContenderProcess.class, arguments(List.of(contender.name(), folder), roads));
        ChildProcess generator = ChildProcess.start(
                settings.before(),
                GeneratorProcess.class,
                arguments(List.of(contender.name(), child.line(START_LIMIT), folder), roads));
        Stand stand = new Stand(contender, settings, child, generator);
        int vehiclesMax = Math.min(settings.vehiclesMax(), contender.vehiclesMax());
        int rate = Math.min(WARM_UP_RATE, vehiclesMax * Generator.MESSAGES_PER_S);
        var _ = stand.trial(contender.warmUp(), rate);
        return stand;
    }

    private static List<String> arguments(List<String> own, List<String> roads) {
        return Stream.concat(own.stream(), roads.stream()).toList();
    }

    /**
     * One trial. Before the first of a scene that scene is played until the contender's compiler has little left to do, and the trial is warmed up
     * for longer.
     */
    Trial trial(Purpose purpose, int ratePerS) throws IOException, InterruptedException {
        if (!warm.add(purpose.scene())) {
            return trial(purpose, ratePerS, WARM_UP_S);
        }
        rehearse(purpose, Math.min(WARM_UP_RATE, ratePerS));
        return trial(purpose, ratePerS, FIRST_WARM_UP_S);
    }

    private void rehearse(Purpose purpose, int ratePerS) throws IOException, InterruptedException {
        for (int i = 0; i < REHEARSALS_MAX; i++) {
            if (trial(purpose, ratePerS, WARM_UP_S).compilerShare() < COMPILER_AT_REST) {
                return;
            }
        }
    }

    private Trial trial(Purpose purpose, int ratePerS, double warmUpS) throws IOException, InterruptedException {
        int vehicles = ratePerS / Generator.MESSAGES_PER_S;
        Thread.sleep(REST);
        Figures idle = child.figures(ANSWER_LIMIT);
        double measuredS = Math.max(settings.seconds(), purpose.secondsMin());
        generator.say(GeneratorProcess.line(purpose.scene(), vehicles, nextStation, warmUpS, measuredS));
        nextStation += 2L * vehicles; // a wire may need more stations than vehicles
        generator.expect(GeneratorProcess.CONNECTED, START_LIMIT);
        Thread.sleep(SETTLING);
        var _ = child.collect(ANSWER_LIMIT);
        generator.expect(GeneratorProcess.MEASURING, START_LIMIT);
        long startedNs = System.nanoTime();
        double busyNs = Processors.busyNs() - ownNs();
        Figures before = child.figures(ANSWER_LIMIT);
        generator.expect(GeneratorProcess.MEASURED, ANSWER_LIMIT.plusMillis((long) (measuredS * 1000)));
        double seconds = (System.nanoTime() - startedNs) / 1e9;
        double othersNs = Processors.busyNs() - ownNs() - busyNs;
        Figures after = child.figures(ANSWER_LIMIT);
        Figures told = Figures.parse(generator.line(ANSWER_LIMIT));
        double foreignNs = othersNs - after.since(before, "cpu_ns") - told.get("cpu_ns");
        return new Trial(
                contender,
                purpose,
                ratePerS,
                seconds,
                told,
                idle,
                before,
                after,
                settled(after),
                Math.max(0, foreignNs / 1e9 / seconds),
                settings.foreignCoresMax());
    }

    /** The contender's figures when nothing comes any more, or it has been waited for long enough. */
    private Figures settled(Figures last) throws IOException, InterruptedException {
        Figures then = last;
        for (int i = 0; i < QUIET_TRIES; i++) {
            Thread.sleep(QUIET);
            Figures now = child.figures(ANSWER_LIMIT);
            if (now.since(then, "received") == 0) {
                return now;
            }
            then = now;
        }
        return then;
    }

    private static double ownNs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    @Override
    public void close() {
        generator.close();
        child.close();
    }
}
