package io.yunkong.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Notices that files were replaced or rewritten, by size, time and identity. Has no thread: whoever needs it asks, once a second or so. */
final class FileWatch {
    private record Look(long bytes, long modifiedNs, Optional<Object> file) {}

    private final List<Path> files;
    private List<Optional<Look>> before;
    private Optional<String> complaint = Optional.empty();

    /** Watches these files from now on; a file that is missing counts as changed when it comes. */
    FileWatch(List<Path> files) {
        this.files = List.copyOf(files);
        before = look();
    }

    /** Reads files and puts what they say into force, or throws and leaves everything as it was. */
    @FunctionalInterface
    interface Loading {
        void load() throws IOException;
    }

    /**
     * Loads when the files have changed, and again each time until that has succeeded: a file may become readable without another change. One
     * thread at a time.
     *
     * @return whether the new ones are in force
     * @throws IOException of the loading, once for each change and reason
     */
    boolean reload(Loading loading) throws IOException {
        boolean changed = changed();
        if (!changed && complaint.isEmpty()) {
            return false;
        }
        try {
            loading.load();
            complaint = Optional.empty();
            return true;
        } catch (IOException e) {
            Optional<String> said = complaint;
            complaint = Optional.of(String.valueOf(e.getMessage()));
            if (!changed && said.equals(complaint)) {
                return false;
            }
            throw e;
        }
    }

    private boolean changed() {
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
