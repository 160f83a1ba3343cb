package io.yunkong.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** Where, when and how was measured, as text by name. */
record Setup(SequencedMap<String, String> values) {
    /** Of this machine and these settings. */
    static Setup of(EdgeBench.Settings settings, Instant at) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("at", at.toString());
        values.put("java", Runtime.version().toString());
        values.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        values.put("processor", processor());
        values.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        values.put("scheduling", settings.before().isEmpty() ? "normal" : "real_time");
        values.put(
                "bars",
                String.join(
                        ",",
                        settings.bars().stream().sorted().map(EdgeBar::name).toList()));
        values.put("rounds", String.valueOf(settings.rounds()));
        values.put("seconds", number(settings.seconds()));
        values.put("vehicles_max", String.valueOf(settings.vehiclesMax()));
        values.put("foreign_max", number(settings.foreignCoresMax()));
        return new Setup(values);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // no such file on this system
        }
    }

    /** The command that measures the same. */
    String command() {
        return "./v2x bench edge --only %s --rounds %s --seconds %s --vehicles-max %s --foreign-max %s"
                .formatted(
                        values.get("bars"),
                        values.get("rounds"),
                        (int) Double.parseDouble(values.getOrDefault("seconds", "0")),
                        values.get("vehicles_max"),
                        values.get("foreign_max"));
    }
}
