package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command as a process of its own: only that can be interrupted, and has the log as a user sees it. */
final class CommandProcess implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where its outputs are kept */
    static CommandProcess start(Path folder, String... arguments) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dv2x.home=" + Zones.shipped().getParent(),
                "io.yunkong.cli.V2x");
        Process process = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments)).toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new CommandProcess(process, out, err);
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until standard error has the text. */
    void awaitErr(String text) {
        await().atMost(LONG).until(() -> err().contains(text));
    }

    /** Ends it as Ctrl-C does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
