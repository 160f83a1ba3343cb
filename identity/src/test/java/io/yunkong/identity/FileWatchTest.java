package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchTest {
    @TempDir
    Path folder = Path.of("");

    /** What the next loadings end with; none: well. */
    private final Queue<String> faults = new ArrayDeque<>();

    private int loaded;

    private void load() throws IOException {
        String fault = faults.poll();
        if (fault != null) {
            throw new IOException(fault);
        }
        loaded++;
    }

    @Test
    void triesAgainUntilAFileThatChangedIsReadAndSaysEachReasonOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "1");
        FileWatch watch = new FileWatch(List.of(file));
        assertThat(watch.reload(this::load)).as("nothing has changed").isFalse();

        Files.writeString(file, "22");
        faults.addAll(List.of("not readable", "not readable", "bad signature"));
        assertThatThrownBy(() -> watch.reload(this::load)).hasMessage("not readable");
        assertThat(watch.reload(this::load)).as("the same again").isFalse();
        assertThatThrownBy(() -> watch.reload(this::load)).hasMessage("bad signature");

        assertThat(watch.reload(this::load)).isTrue();
        assertThat(watch.reload(this::load)).isFalse();
        assertThat(loaded).isEqualTo(1);
    }
}
