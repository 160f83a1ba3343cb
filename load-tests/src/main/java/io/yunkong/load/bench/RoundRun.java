package io.yunkong.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One round: what the wanted bars need, one trial after the other. A contender starts when it is first needed and rests while others are
 * measured. One owner.
 */
final class RoundRun implements AutoCloseable {
    /** 1,000 vehicles. */
    private static final int RATE_MIN = 10_000;

    private static final int FIRST_RATE = 20_000;
    private static final double FIRST_STEP = 2;
    /** A later round begins a little below what the one before found. */
    private static final double LATER_START = 0.93;

    private static final double LATER_STEP = 1.2;
    /** What edge and broker are compared at, if both can do it. */
    private static final int SAME_RATE_MAX = 50_000;

    /** 2,000 vehicles, with the edge at a good half of what it can do. */
    private static final int STEADY_RATE = 20_000;
    /** 5,000 vehicles. */
    private static final int WARNED_RATE = 50_000;
    /** 2,000 vehicles. */
    private static final int THROUGH_CLOUD_RATE = 20_000;
    /** 10 vehicles and the roadside unit. */
    private static final int ROADSIDE_RATE = 11 * Generator.MESSAGES_PER_S;

    private static final double ABOVE_BROKER = 1.1;
    private static final int TRIES_MAX = 3;

    private final EdgeBench.Settings settings;
    private final SecuredSite site;
    private final Consumer<String> progress;
    private final Set<EdgeBar> wanted;
    private final Map<Contender, Integer> kneesBefore;
    private final Map<Contender, Stand> stands = new EnumMap<>(Contender.class);
    private final Map<Contender, Integer> knees = new EnumMap<>(Contender.class);
    private final List<Trial> trials = new ArrayList<>();

    /**
     * A round.
     *
     * @param site where certificates are, if P12 is wanted
     * @param kneesBefore what the round before has found; may be empty
     */
    RoundRun(
            EdgeBench.Settings settings,
            SecuredSite site,
            Map<Contender, Integer> kneesBefore,
            Consumer<String> progress) {
        this.settings = settings;
        this.site = site;
        this.wanted = settings.bars();
        this.kneesBefore = kneesBefore;
        this.progress = progress;
    }

    /** @throws IOException when a process fails */
    Round run() throws IOException, InterruptedException {
        Optional<Integer> echo = knee(Contender.ECHO, EdgeBar.P1, EdgeBar.P2);
        Optional<Integer> edge = knee(Contender.EDGE, EdgeBar.P1, EdgeBar.P3, EdgeBar.P6);
        Optional<Integer> broker = knee(Contender.BROKER, EdgeBar.P3, EdgeBar.P4, EdgeBar.P6, EdgeBar.P7);
        if (wanted.contains(EdgeBar.P2) && echo.isPresent()) {
            atOneRate(Purpose.HALF_OF_NETTY, echo.get() / 2, Contender.ECHO, Contender.EDGE);
        }
        if (wanted.contains(EdgeBar.P6) && edge.isPresent() && broker.isPresent()) {
            int rate = Math.min(SAME_RATE_MAX, Math.min(edge.get(), broker.get()));
            atOneRate(Purpose.SAME_RATE, rate, Contender.BROKER, Contender.EDGE);
        }
        if (wanted.contains(EdgeBar.P7) && broker.isPresent()) {
            int rate = (int) Math.round(broker.get() * ABOVE_BROKER);
            atOneRate(Purpose.ABOVE_BROKER, rate, Contender.BROKER, Contender.EDGE);
        }
        var _ = knee(Contender.DATAGRAMS, EdgeBar.P4);
        if (wanted.contains(EdgeBar.P12)) {
            atOneRate(
                    Purpose.SECURED,
                    SecuredSite.VEHICLES * Generator.MESSAGES_PER_S,
                    Contender.SECURED,
                    Contender.EDGE);
        }
        if (wanted.contains(EdgeBar.P11)) {
            var _ = counted(Contender.EDGE, Purpose.STEADY, STEADY_RATE);
        }
        if (wanted.contains(EdgeBar.P8)) {
            atOneRate(Purpose.WARNINGS, WARNED_RATE, Contender.EDGE, Contender.TWO_LOOPS);
        }
        if (wanted.contains(EdgeBar.P9)) {
            var _ = counted(Contender.CLOUD, Purpose.THROUGH_CLOUD, THROUGH_CLOUD_RATE);
        }
        if (wanted.contains(EdgeBar.P14)) {
            var _ = counted(Contender.EDGE, Purpose.ROADSIDE, ROADSIDE_RATE);
        }
        return new Round(knees, trials);
    }

    private void atOneRate(Purpose purpose, int ratePerS, Contender one, Contender other)
            throws IOException, InterruptedException {
        int rate = Math.min(ratePerS, settings.rateMax());
        var _ = counted(one, purpose, rate);
        var _ = counted(other, purpose, rate);
    }

    /** The highest rate of a contender; empty when none of these bars is wanted, nothing counts, or it cannot do the lowest. */
    private Optional<Integer> knee(Contender contender, EdgeBar... bars) throws IOException, InterruptedException {
        if (!contender.isHere() || List.of(bars).stream().noneMatch(wanted::contains)) {
            return Optional.empty();
        }
        int before = kneesBefore.getOrDefault(contender, 0);
        int max = settings.rateMax();
        KneeSearch.Range range = before == 0
                ? new KneeSearch.Range(RATE_MIN, max, Math.min(FIRST_RATE, max), FIRST_STEP)
                : new KneeSearch.Range(RATE_MIN, max, Math.max(RATE_MIN, (int) (before * LATER_START)), LATER_STEP);
        boolean[] allCount = {true};
        int knee = KneeSearch.of(range, rate -> {
            Trial trial = counted(contender, Purpose.SEARCH, rate);
            allCount[0] &= !trial.isVoid();
            return trial.holds();
        });
        if (knee == 0 || !allCount[0]) {
            progress.accept("  %s: no highest rate found: %s"
                    .formatted(contender.title(), knee == 0 ? "not even the lowest is kept up with" : "void"));
            return Optional.empty();
        }
        knees.put(contender, knee);
        return Optional.of(knee);
    }

    /** Again when others used too much of the machine; the last one is returned, void or not. */
    private Trial counted(Contender contender, Purpose purpose, int ratePerS) throws IOException, InterruptedException {
        Stand stand = stands.get(contender);
        if (stand == null) {
            stand = Stand.open(contender, settings, site);
            stands.put(contender, stand);
        }
        Trial trial = null;
        for (int i = 0; i < TRIES_MAX && (trial == null || trial.isVoid()); i++) {
            trial = stand.trial(purpose, ratePerS);
            trials.add(trial);
            progress.accept(trial.told());
        }
        return Objects.requireNonNull(trial);
    }

    @Override
    public void close() {
        stands.values().forEach(Stand::close);
    }
}
