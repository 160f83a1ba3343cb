package io.yunkong.load.jmh;

import java.util.List;

/**
 * What a benchmark must reach on one core.
 *
 * @param benchmark method of {@link CodecBenchmarks}
 * @param what in the words of the table
 * @param perSecondMin operations a second; 0: only shown
 * @param bytesMax octets allocated by an operation; negative: only shown
 */
record CodecBar(String benchmark, String what, int octets, double perSecondMin, double bytesMax) {
    static List<CodecBar> all(int bsm, int spat, int map) {
        return List.of(
                new CodecBar("bsmByView", "BSM decode, view", bsm, 5_000_000, 0),
                new CodecBar("bsmDecodeEncode", "BSM decode + encode, general codec", bsm, 1_000_000, -1),
                new CodecBar("spatDecode", "SPAT decode, 8 phases", spat, 150_000, -1),
                new CodecBar("spatEncode", "SPAT encode, 8 phases", spat, 0, -1),
                new CodecBar("mapDecode", "MAP decode", map, 60_000, -1),
                new CodecBar("mapEncode", "MAP encode", map, 0, -1));
    }

    /** Whether the figures keep the bar; the profiler counts in fractions, so that less than half an octet is none. */
    boolean isKept(double perSecond, double bytes) {
        return perSecond >= perSecondMin && (bytesMax < 0 || bytes < bytesMax + 0.5);
    }

    String shown() {
        if (perSecondMin == 0) {
            return "-";
        }
        String rate = ">= %,.0f k/s".formatted(perSecondMin / 1000);
        return bytesMax < 0 ? rate : rate + ", %.0f B".formatted(bytesMax);
    }

    String verdict(double perSecond, double bytes) {
        if (perSecondMin == 0) {
            return "-";
        }
        return isKept(perSecond, bytes) ? "kept" : "MISSED";
    }
}
