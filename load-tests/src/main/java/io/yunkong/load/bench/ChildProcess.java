package io.yunkong.load.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of this program with another main class, spoken to by lines. One owner. */
final class ChildProcess implements AutoCloseable {
    private static final String END = "";
    private static final String COLLECT = "collect";
    private static final long END_LIMIT_S = 5;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with this process's class path and options; what it says on standard error goes to ours.
     *
     * @param before a command that starts commands, such as {@code chrt -r 10}; may be empty
     */
    static ChildProcess start(List<String> before, Class<?> main, List<String> args) throws IOException {
        return start(before, List.of(), main, args);
    }

    /** The same, with the options that the launcher starts edges and cloud nodes with. */
    static ChildProcess startServer(List<String> before, Class<?> main, List<String> args) throws IOException {
        String options = System.getProperty("v2x.servers", "").strip();
        return start(before, options.isEmpty() ? List.of() : List.of(options.split(" +")), main, args);
    }

    private static ChildProcess start(List<String> before, List<String> options, Class<?> main, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        ChildProcess child = new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Thread.ofVirtual().start(child::read);
        return child;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            if (!closed) {
                System.err.println("v2x bench: cannot read from a child: reason=" + e.getMessage());
            }
        }
        lines.add(END);
    }

    /**
     * The next line.
     *
     * @throws IOException when there is none within that time, or the process has ended
     */
    String line(Duration limit) throws IOException, InterruptedException {
        String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null || line.equals(END)) {
            throw new IOException(
                    line == null ? "no answer: limit=" + limit : "process ended: code=" + process.waitFor());
        }
        return line;
    }

    /** The next line, which must be that one. */
    void expect(String wanted, Duration limit) throws IOException, InterruptedException {
        String line = line(limit);
        if (!line.equals(wanted)) {
            throw new IOException("not understood: line=" + line + ", expected=" + wanted);
        }
    }

    /** Says something to it. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Asks it to collect its garbage now, and for its figures. */
    Figures collect(Duration limit) throws IOException, InterruptedException {
        say(COLLECT);
        return Figures.parse(line(limit));
    }

    /** Asks for its figures. */
    Figures figures(Duration limit) throws IOException, InterruptedException {
        say("");
        return Figures.parse(line(limit));
    }

    /** What has figures. */
    interface Source {
        Map<String, Double> figures() throws IOException, InterruptedException;

        /** Collects the garbage of this process and of those that belong to it. */
        default void collect() throws IOException, InterruptedException {
            System.gc();
        }
    }

    /**
     * The child's side: says where it is reached, then answers every line of its input with its figures, until the input ends.
     *
     * @param where as figures, on the first line
     */
    static void answer(Map<String, Double> where, Source source) throws IOException, InterruptedException {
        System.out.println(new Figures(where).line());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(COLLECT)) {
                source.collect();
            }
            System.out.println(new Figures(source.figures()).line());
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close(); // it ends by itself then, with what it has started
            if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
