package io.yunkong.cli;

import io.yunkong.map.replay.ReplayOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files that a replay writes; those not asked for are left out. One owner. */
final class ReplayFiles implements ReplayOutput, AutoCloseable {
    private final @Nullable Writer tracks;
    private final @Nullable Writer warnings;

    private ReplayFiles(@Nullable Writer tracks, @Nullable Writer warnings) {
        this.tracks = tracks;
        this.warnings = warnings;
    }

    static ReplayFiles open(@Nullable Path tracks, @Nullable Path warnings) {
        if (tracks != null && tracks.equals(warnings)) {
            throw new CommandFailure(ExitCode.USAGE, "one file for two results: file=" + tracks + "; nothing written");
        }
        return new ReplayFiles(writer(tracks), writer(warnings));
    }

    private static @Nullable Writer writer(@Nullable Path file) {
        try {
            return file == null ? null : Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, "file cannot be written: file=" + file + "; nothing played");
        }
    }

    @Override
    public boolean wantsTracks() {
        return tracks != null;
    }

    @Override
    public void tracks(CharSequence line) {
        append(tracks, line);
    }

    @Override
    public void warning(CharSequence line) {
        append(warnings, line);
    }

    private static void append(@Nullable Writer to, CharSequence line) {
        if (to != null) {
            try {
                to.append(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void flush() throws IOException {
        for (Writer writer : new @Nullable Writer[] {tracks, warnings}) {
            if (writer != null) {
                writer.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Writer first = tracks;
                Writer second = warnings) {
            flush();
        }
    }
}
