package io.yunkong.load.bench;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Limit;
import io.yunkong.load.bars.Outcome;
import io.yunkong.load.bars.Outcome.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What must be reached, and how it comes out of a round. The first contender is judged, the second stands beside it. */
enum EdgeBar {
    P1("highest rate, edge / raw Netty", Limit.atLeast(0.70, 0.88), Contender.EDGE, Contender.ECHO) {
        @Override
        Optional<Double> of(Round round) {
            return knees(round);
        }
    },
    P2(
            "p99 at half of raw Netty's highest rate, edge / raw Netty",
            Limit.atMost(1.4, 1.15),
            Contender.EDGE,
            Contender.ECHO) {
        @Override
        Optional<Double> of(Round round) {
            return ratio(round, Purpose.HALF_OF_NETTY, Trial::p99Us);
        }
    },
    P3("highest rate, edge / Mosquitto + service", Limit.atLeast(1.5, 2.1), Contender.EDGE, Contender.BROKER) {
        @Override
        Optional<Double> of(Round round) {
            return knees(round);
        }
    },
    P4(
            "highest rate, edge by datagrams / Mosquitto + service",
            Limit.atLeast(2.5, 4),
            Contender.DATAGRAMS,
            Contender.BROKER) {
        @Override
        Optional<Double> of(Round round) {
            return knees(round);
        }
    },
    P6(
            "processor time a message, edge / Mosquitto + service",
            Limit.atMost(0.6, 0.45),
            Contender.EDGE,
            Contender.BROKER) {
        @Override
        Optional<Double> of(Round round) {
            return ratio(round, Purpose.SAME_RATE, Trial::cpuUs);
        }
    },
    P7(
            "p99 at 1.1 times the broker's highest rate, edge / Mosquitto + service",
            Limit.atMost(0.02, 0.002),
            Contender.EDGE,
            Contender.BROKER) {
        @Override
        Optional<Double> of(Round round) {
            return ratio(round, Purpose.ABOVE_BROKER, Trial::p99Us);
        }
    },
    P8(
            "p99.9 from a BSM to the warning it brings, 5,000 vehicles, two event loops, ms",
            Limit.atMost(5, 1.5),
            Contender.TWO_LOOPS,
            Contender.EDGE) {
        @Override
        Optional<Double> of(Round round) {
            return warnedMs(round, Purpose.WARNINGS, "warned_p999_us");
        }
    },
    P9(
            "p99 from a BSM through edge, cloud and edge to the warning it brings, 2,000 vehicles, ms",
            Limit.atMost(5, 1.5),
            Contender.CLOUD,
            Contender.CLOUD) {
        @Override
        Optional<Double> of(Round round) {
            return warnedMs(round, Purpose.THROUGH_CLOUD, "warned_p99_us");
        }
    },
    P11("octets that the edge's event loop allocates for a BSM", Limit.atMost(64, 0), Contender.EDGE, Contender.EDGE) {
        @Override
        Optional<Double> of(Round round) {
            return round.find(Contender.EDGE, Purpose.STEADY).map(Trial::loopsAllocatedBytes);
        }
    },
    P12("processor time a message, TLS 1.3 / without", Limit.atMost(1.6, 1.3), Contender.SECURED, Contender.EDGE) {
        @Override
        Optional<Double> of(Round round) {
            return ratio(round, Purpose.SECURED, Trial::cpuUs);
        }
    },
    P14(
            "p99 from an RSM with 10 objects to the warning it brings, ms",
            Limit.atMost(5, 1),
            Contender.EDGE,
            Contender.EDGE) {
        @Override
        Optional<Double> of(Round round) {
            return warnedMs(round, Purpose.ROADSIDE, "warned_p99_us");
        }
    };

    private final String what;
    private final Limit.Sense sense;
    private final double must;
    private final double aim;
    private final Contender judged;
    private final Contender beside;

    EdgeBar(String what, Limit limit, Contender judged, Contender beside) {
        this.what = what;
        this.sense = limit.sense();
        this.must = limit.must();
        this.aim = limit.aim();
        this.judged = judged;
        this.beside = beside;
    }

    /** What came out; empty = it was not measured. */
    abstract Optional<Double> of(Round round);

    Optional<Double> knees(Round round) {
        return round.knee(judged).flatMap(a -> round.knee(beside).map(b -> (double) a / b));
    }

    Optional<Double> ratio(Round round, Purpose purpose, ToDoubleFunction<Trial> figure) {
        return round.find(judged, purpose)
                .flatMap(a -> round.find(beside, purpose).map(b -> figure.applyAsDouble(a) / figure.applyAsDouble(b)));
    }

    Optional<Double> warnedMs(Round round, Purpose purpose, String figure) {
        return round.find(judged, purpose)
                .filter(trial -> trial.generator().get("warnings") > 0)
                .map(trial -> trial.generator().get(figure) / 1000);
    }

    /** Of the rounds in which it was measured; empty = in none. */
    Optional<Double> median(List<Round> rounds) {
        return Median.of(rounds.stream().map(this::of).flatMap(Optional::stream).toList());
    }

    Bar bar() {
        return new Bar(name(), what, new Limit(sense, must, aim));
    }

    /** By the median of the rounds that count. */
    Outcome outcome(List<Round> rounds) {
        return canBeMeasured()
                ? median(rounds)
                        .map(figure -> Outcome.of(bar(), figure))
                        .orElseGet(() -> Outcome.without(bar(), Verdict.VOID))
                : Outcome.without(bar(), Verdict.ABSENT);
    }

    /** Whether this machine has all that it takes. */
    boolean canBeMeasured() {
        return judged.isHere() && beside.isHere();
    }
}
