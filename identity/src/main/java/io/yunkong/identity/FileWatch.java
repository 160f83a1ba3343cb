package io.yunkong.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Notices that files were replaced or rewritten, by size, time and identity. Has no thread: whoever needs it asks, once a second or so. */
public final class FileWatch {
    private record Look(long bytes, long modifiedNs, Optional<Object> file) {}

    private final List<Path> files;
    private List<Optional<Look>> before;

    /** Watches these files from now on; a file that is missing counts as changed when it comes. */
    public FileWatch(List<Path> files) {
        this.files = List.copyOf(files);
        before = look();
    }

    /** Whether any of the files differs from what it was when last asked. One thread at a time. */
    public boolean changed() {
        List<Optional<Look>> now = look();
        boolean changed = !now.equals(before);
        before = now;
        return changed;
    }

    private List<Optional<Look>> look() {
        return files.stream().map(FileWatch::look).toList();
    }

    private static Optional<Look> look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Look(
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            // Missing or not readable: whoever reads it next says so.
            return Optional.empty();
        }
    }
}
