package io.yunkong.load.platform;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the platform while it is under load: says how it is, and takes its {@link Vitals} if wanted. Thread-safe. */
public final class Watch implements AutoCloseable {
    private static final Duration TELL = Duration.ofSeconds(10);

    private final Platform platform;
    private final PrintStream out;
    private final long startNs = System.nanoTime();
    private final List<Vitals> vitals = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch").daemon().factory());

    private Watch(Platform platform, PrintStream out) {
        this.platform = platform;
        this.out = out;
    }

    /** Begins; a line on {@code out} every ten seconds. */
    public static Watch start(Platform platform, PrintStream out) {
        Watch watch = new Watch(platform, out);
        watch.every(TELL, watch::tell);
        return watch;
    }

    /** From now on takes vitals, {@value Growth#SAMPLES} times in that time. */
    public void sample(Duration during) {
        every(during.dividedBy(Growth.SAMPLES), this::sample);
    }

    private void every(Duration period, Runnable look) {
        thread.scheduleAtFixedRate(look, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tell() {
        Platform.Figures figures = platform.figures();
        out.printf(
                "  %3d s: sessions=%d tracks=%d received=%d warnings=%d%n",
                Math.round((System.nanoTime() - startNs) / 1e9),
                figures.edge().sessions().connected(),
                figures.edge().tracks(),
                figures.edge().received(),
                figures.edge().warnings().delivered());
    }

    private synchronized void sample() {
        if (vitals.size() < Growth.SAMPLES) {
            vitals.add(Vitals.of(platform));
        }
    }

    /** What was taken so far. */
    public synchronized List<Vitals> vitals() {
        return List.copyOf(vitals);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
