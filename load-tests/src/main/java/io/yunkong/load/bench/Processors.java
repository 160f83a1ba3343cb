package io.yunkong.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How busy the machine's processors are, with all that runs on them. Linux; elsewhere nothing is known. Stateless. */
final class Processors {
    /** Unit of /proc/stat, the same on every Linux: 1/100 s. */
    private static final double NS_A_TICK = 1e7;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** user nice system idle iowait irq softirq steal; what guests use is in user already. */
    private static final int COLUMNS = 8;

    private Processors() {}

    /** Time for which processors were busy or taken by other machines since the start, nanoseconds; NaN = not known. */
    static double busyNs() throws IOException {
        Path file = Path.of("/proc/stat");
        return Files.isReadable(file) ? busyNs(Files.readString(file)) : Double.NaN;
    }

    static double busyNs(String stat) {
        String[] columns = stat.lines().findFirst().orElse("").split(" +", -1);
        long[] ticks = Arrays.stream(columns)
                .skip(1)
                .limit(COLUMNS)
                .mapToLong(Long::parseLong)
                .toArray();
        return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]) * NS_A_TICK;
    }

    /** Memory that a process holds, octets; NaN = not known. */
    static double residentBytes(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/status");
        return Files.isReadable(file)
                ? Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElse(Double.NaN)
                : Double.NaN;
    }
}
