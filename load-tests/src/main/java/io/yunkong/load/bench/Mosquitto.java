package io.yunkong.load.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An MQTT broker of the machine, started with a configuration of its own in a temporary folder and set up to be fast: nothing is stored, no
 * queue has a limit, small packets go at once. One owner.
 */
final class Mosquitto implements AutoCloseable {
    /** Where it is when it is not on the path of users that are not root. */
    private static final String SYSTEM_FOLDER = "/usr/sbin";

    private static final int START_TRIES = 200;
    private static final long START_TRY_MS = 50;

    private final Process process;
    private final Path folder;
    private final InetSocketAddress address;

    private Mosquitto(Process process, Path folder, InetSocketAddress address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /** The program; empty = this machine has none. */
    static Optional<Path> find() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)),
                        Stream.of(SYSTEM_FOLDER))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IOException when there is no such program, or it does not come up */
    static Mosquitto start() throws IOException, InterruptedException {
        Path program = find().orElseThrow(() -> new IOException("no mosquitto on this machine; not started"));
        Path folder = Files.createTempDirectory("v2x-bench");
        InetSocketAddress address = freeAddress();
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, configuration(address));
        Process process = new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Mosquitto broker = new Mosquitto(process, folder, address);
        for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
            if (isReached(address)) {
                return broker;
            }
            Thread.sleep(START_TRY_MS);
        }
        String log = Files.readString(folder.resolve("log")).strip();
        broker.close();
        throw new IOException("mosquitto not up: log=" + log + "; not measured");
    }

    private static String configuration(InetSocketAddress address) {
        return String.join(
                "\n",
                List.of(
                        "listener " + address.getPort() + " "
                                + address.getAddress().getHostAddress(),
                        "allow_anonymous true",
                        "persistence false",
                        "set_tcp_nodelay true",
                        "max_queued_messages 0",
                        "max_inflight_messages 0",
                        "log_dest stdout",
                        "log_type error",
                        "user " + System.getProperty("user.name"),
                        ""));
    }

    /** Free a moment ago: the broker cannot be told to take any. */
    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static boolean isReached(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(folder.resolve("mosquitto.conf"));
            Files.deleteIfExists(folder.resolve("log"));
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("v2x bench: temporary folder left: folder=" + folder + ", reason=" + e.getMessage());
        }
    }
}
