package io.yunkong.load.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
    @TempDir
    private Path folder = Path.of("");

    private Launcher launcher(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("v2x"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return new Launcher(file);
    }

    @Test
    void aNodeServesFromItsFirstLineOnAndIsKilledThen() throws Exception {
        Launcher launcher = launcher("echo $$ >" + folder + "/pid; echo \"ready $*\"; exec sleep 600");
        assertThat(launcher.start(Node.EDGE)).isPositive();
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aNodeThatEndsInsteadIsAFailure() throws IOException {
        Launcher launcher = launcher("exit 3");
        assertThatThrownBy(() -> launcher.start(Node.CLOUD))
                .isInstanceOf(IOException.class)
                .hasMessage("node ended: node=cloud, code=3");
    }

    @Test
    void aLauncherThatFailsIsNotMeasured() throws IOException {
        Launcher launcher = launcher("exit 1");
        assertThatThrownBy(launcher::warm)
                .isInstanceOf(IOException.class)
                .hasMessageMatching("launcher failed: file=.*v2x, code=1; not measured");
    }
}
