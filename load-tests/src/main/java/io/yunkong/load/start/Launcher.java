package io.yunkong.load.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts commands as a user does.
 *
 * @param file the launcher
 */
record Launcher(Path file) {
    private static final long READY_LIMIT_S = 60;

    /** Builds and prepares what has to be: no start is to pay for that. */
    void warm() throws IOException, InterruptedException {
        int code = process(List.of("--version"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("launcher failed: file=" + file + ", code=" + code + "; not measured");
        }
    }

    /**
     * Starts a node, and kills it once it serves.
     *
     * @return seconds from the command to the line that says so
     * @throws IOException when it ends instead, or takes longer than a minute
     */
    double start(Node node) throws IOException, InterruptedException {
        long startedNs = System.nanoTime();
        Process process = process(node.arguments()).start();
        try {
            Optional<String> ready =
                    CompletableFuture.supplyAsync(() -> firstLine(process)).get(READY_LIMIT_S, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - startedNs) / 1e9;
            if (ready.isEmpty()) {
                throw new IOException("node ended: node=" + node.title() + ", code=" + process.waitFor());
            }
            return seconds;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("node not ready: node=" + node.title() + ", limit_s=" + READY_LIMIT_S, e);
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("V2X_LOG_LEVEL", "ERROR");
        return process;
    }

    /** Empty = it ended without one. */
    private static Optional<String> firstLine(Process process) {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
