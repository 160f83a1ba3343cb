package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator's browser at a whole platform: console, cloud, edge and swarm are all real. */
class BrowserTest {
    private static final int NO_BROWSER = 77;
    private static final Path CONSOLE = Path.of("..", "console");

    @Test
    @Timeout(400) // above what live.mjs allows in sum: its limits say what was waited for
    void anOperatorSeesTheTrafficAndWhyAWarningWasRaised() throws Exception {
        int found = look();
        assertThat(found).as("live.mjs without address").isIn(0, NO_BROWSER);
        assumeTrue(found == 0, "no Chromium found");
        InetSocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Platform platform =
                Platform.start(Zones.read(Path.of("..", "zones", "longzi-lake").toString()), 60, 42, null, http)) {
            String url = "http://127.0.0.1:" + platform.httpAddress().getPort() + "/";
            assertThat(look(url, "target/screenshots/platform.png"))
                    .as("live.mjs, whose words stand in the log above")
                    .isZero();
        }
    }

    /** Runs the console's look at a platform; its words go to this process's output. */
    private static int look(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "test/live.mjs"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader words = process.inputReader()) {
            // Not inherited: the test runner talks over the process's own output.
            words.lines().forEach(System.out::println);
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
