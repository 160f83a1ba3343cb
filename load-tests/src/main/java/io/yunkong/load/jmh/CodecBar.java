package io.yunkong.load.jmh;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Limit;
import io.yunkong.load.bars.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A benchmark of the codecs and what it must reach on one core.
 *
 * @param benchmark method of {@link CodecBenchmarks}
 * @param what in the words of the table
 * @param perSecond operations a second; empty = only shown
 * @param bytes allocated by an operation; empty = only shown
 */
record CodecBar(String benchmark, String what, Optional<Bar> perSecond, Optional<Bar> bytes) {
    static final List<CodecBar> ALL = List.of(
            of("bsmByView", "BSM decode, view", 5_000_000, true),
            of("bsmDecodeEncode", "BSM decode + encode, general codec", 1_000_000, false),
            of("spatDecode", "SPAT decode, 8 phases", 150_000, false),
            shown("spatEncode", "SPAT encode, 8 phases"),
            of("mapDecode", "MAP decode", 60_000, false),
            shown("mapEncode", "MAP encode"));

    private static CodecBar of(String benchmark, String what, double perSecondMin, boolean allocatesNothing) {
        return new CodecBar(
                benchmark,
                what,
                Optional.of(bar(what + ", a second", Limit.atLeast(perSecondMin))),
                allocatesNothing ? Optional.of(bar(what + ", octets allocated", Limit.atMost(0))) : Optional.empty());
    }

    private static CodecBar shown(String benchmark, String what) {
        return new CodecBar(benchmark, what, Optional.empty(), Optional.empty());
    }

    private static Bar bar(String what, Limit limit) {
        return new Bar("codec", what, limit);
    }

    Stream<Bar> bars() {
        return Stream.of(perSecond, bytes).flatMap(Optional::stream);
    }

    /** The profiler counts in fractions, so that less than half an octet is none. */
    Stream<Outcome> outcomes(double operationsPerSecond, double bytesAllocated) {
        return Stream.of(
                        perSecond.map(bar -> Outcome.of(bar, operationsPerSecond)),
                        bytes.map(bar -> Outcome.of(bar, Math.rint(bytesAllocated))))
                .flatMap(Optional::stream);
    }
}
