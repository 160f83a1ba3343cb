package io.yunkong.load.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the contenders in turn, several rounds of them: the highest rate of each, then each at half of what raw Netty can do. One contender
 * and one generator at a time, each a process of its own.
 */
final class EdgeBench {
    /** 1,000 vehicles. */
    private static final int RATE_MIN = 10_000;

    private static final int FIRST_WARM_UP_RATE = 20_000;

    private static final double WARM_UP_S = 2;
    /** Until the compiler has seen everything. */
    private static final double FIRST_WARM_UP_S = 15;
    /** Vehicles of the trial before are forgotten by then. */
    private static final Duration REST = Duration.ofMillis(2_500);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final int TRIES_MAX = 3;

    /**
     * How to measure.
     *
     * @param before a command that starts all processes, such as {@code chrt -r 10}; may be empty
     */
    record Settings(int rounds, double seconds, int vehiclesMax, List<String> before) {}

    /**
     * One contender in one round.
     *
     * @param knee the highest rate that it kept up with, messages a second
     * @param atKnee the trial there
     * @param atHalf the trial at half of raw Netty's knee
     */
    record Measured(int knee, Trial atKnee, Trial atHalf) {}

    /** One round. */
    record Round(Measured echo, Measured edge) {
        Measured of(Contender contender) {
            return switch (contender) {
                case ECHO -> echo;
                case EDGE -> edge;
            };
        }
    }

    private final Settings settings;
    private final Consumer<String> progress;
    private final BenchRoads roads;
    private final double lastsS;
    private final String zone;

    EdgeBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.lastsS = Math.max(WARM_UP_S, FIRST_WARM_UP_S) + settings.seconds();
        this.roads = new BenchRoads(settings.vehiclesMax(), lastsS);
        this.zone = roads.zone().name();
    }

    /** @throws IOException when a process fails, or others keep using too much of the machine */
    List<Round> run() throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            progress.accept("round %d of %d".formatted(round, settings.rounds()));
            rounds.add(round());
        }
        return rounds;
    }

    private Round round() throws IOException, InterruptedException {
        Measured echo = measured(Contender.ECHO, 0);
        return new Round(echo, measured(Contender.EDGE, echo.knee()));
    }

    /** @param echoKnee 0 = its own is it */
    private Measured measured(Contender contender, int echoKnee) throws IOException, InterruptedException {
        try (ChildProcess child = start(contender);
                ChildProcess generator = startGenerator(contender, child)) {
            Pair pair = new Pair(contender, child, generator);
            var _ = pair.trial(FIRST_WARM_UP_RATE, FIRST_WARM_UP_S);
            List<Trial> held = new ArrayList<>();
            int knee = KneeSearch.of(RATE_MIN, settings.vehiclesMax() * Generator.MESSAGES_PER_S, rate -> {
                Trial trial = pair.counted(rate);
                if (trial.holds()) {
                    held.add(trial);
                }
                return trial.holds();
            });
            if (held.isEmpty()) {
                throw new IOException("lowest rate not kept up with: contender=" + contender.title() + ", rate="
                        + RATE_MIN + "; nothing measured");
            }
            int half = (echoKnee == 0 ? knee : echoKnee) / 2;
            return new Measured(knee, held.getLast(), pair.counted(half));
        }
    }

    private ChildProcess start(Contender contender) throws IOException {
        return ChildProcess.start(
                settings.before(),
                ContenderProcess.class,
                List.of(contender.name(), String.valueOf(settings.vehiclesMax()), String.valueOf(lastsS)));
    }

    private ChildProcess startGenerator(Contender contender, ChildProcess child)
            throws IOException, InterruptedException {
        int port = (int) Figures.parse(child.line(START_LIMIT)).get("port");
        return ChildProcess.start(
                settings.before(),
                GeneratorProcess.class,
                List.of(
                        contender.name(),
                        String.valueOf(port),
                        zone,
                        String.valueOf(settings.vehiclesMax()),
                        String.valueOf(lastsS)));
    }

    /** A contender that runs, and its generator. */
    private final class Pair {
        private final Contender contender;
        private final ChildProcess child;
        private final ChildProcess generator;
        private long nextStation = 1;

        Pair(Contender contender, ChildProcess child, ChildProcess generator) {
            this.contender = contender;
            this.child = child;
            this.generator = generator;
        }

        /** Again when others used too much of the machine. */
        Trial counted(int rate) throws IOException, InterruptedException {
            for (int i = 0; i < TRIES_MAX; i++) {
                Trial trial = trial(rate, WARM_UP_S);
                progress.accept(told(contender, trial));
                if (!trial.isVoid()) {
                    return trial;
                }
            }
            throw new IOException("machine too busy: tries=%d, limit=%.1f processors used by others; nothing measured"
                    .formatted(TRIES_MAX, Trial.FOREIGN_CORES_MAX));
        }

        Trial trial(int rate, double warmUpS) throws IOException, InterruptedException {
            int vehicles = rate / Generator.MESSAGES_PER_S;
            Thread.sleep(REST);
            generator.say(GeneratorProcess.line(vehicles, nextStation, warmUpS, settings.seconds()));
            nextStation += vehicles;
            generator.expect(GeneratorProcess.MEASURING, START_LIMIT);
            long startedNs = System.nanoTime();
            double busyNs = Processors.busyNs() - ownNs();
            Figures before = child.figures(ANSWER_LIMIT);
            generator.expect(GeneratorProcess.MEASURED, ANSWER_LIMIT.plusMillis((long) (settings.seconds() * 1000)));
            double seconds = (System.nanoTime() - startedNs) / 1e9;
            double othersNs = Processors.busyNs() - ownNs() - busyNs;
            Figures after = child.figures(ANSWER_LIMIT);
            Figures told = Figures.parse(generator.line(ANSWER_LIMIT));
            double foreignNs = othersNs - after.since(before, "cpu_ns") - told.get("cpu_ns");
            return new Trial(
                    rate,
                    seconds,
                    told,
                    before,
                    after,
                    Math.max(0, foreignNs / 1e9 / seconds),
                    Processors.residentBytes(child.pid()));
        }
    }

    private static double ownNs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static String told(Contender contender, Trial trial) {
        return "  %-14s %,8.0f msg/s  p50 %,7.0f  p99 %,9.0f  p99.9 %,9.0f us  %5.2f us of processor a message  generator %3.0f %%  others %3.0f %%  %s"
                .formatted(
                        contender.title(),
                        trial.ratePerS(),
                        trial.generator().get("p50_us"),
                        trial.p99Us(),
                        trial.generator().get("p999_us"),
                        trial.cpuUs(),
                        trial.generatorCores() * 100,
                        trial.foreignCores() * 100,
                        trial.isVoid() ? "void" : trial.holds() ? "holds" : "does not hold");
    }
}
