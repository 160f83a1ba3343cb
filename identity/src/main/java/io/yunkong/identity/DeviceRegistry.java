package io.yunkong.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of all devices. Readers take it as it is; a writer holds the lock of the file beside it from reading to replacing, so that of
 * two writers, of this process or another, none loses what the other wrote. Thread-safe.
 */
final class DeviceRegistry {
    /** Devices of one registry. */
    static final int DEVICES_MAX = 10_000;

    private static final int BYTES_MAX = 64 * 1024 * 1024;
    private static final int TRIES = 500;
    private static final long TRY_EVERY_MS = 20;

    private final Path file;
    private final Path lock;

    /** A change: what it makes of the registry, and what its caller gets. */
    @FunctionalInterface
    interface Change<T> {
        Outcome<T> of(Registered before) throws IOException;
    }

    /** The registry after a change; absent = nothing changed. */
    record Outcome<T>(Optional<Registered> after, T result) {
        static <T> Outcome<T> changed(Registered after, T result) {
            return new Outcome<>(Optional.of(after), result);
        }

        static <T> Outcome<T> unchanged(T result) {
            return new Outcome<>(Optional.empty(), result);
        }
    }

    DeviceRegistry(Path folder) {
        file = folder.resolve("devices.json");
        lock = folder.resolve("devices.lock");
    }

    Registered read() throws IOException {
        if (!Files.exists(file)) {
            return Registered.NOTHING;
        }
        byte[] document = Pem.read(file, BYTES_MAX);
        try {
            return Registered.of(document);
        } catch (IdentityException e) {
            throw new IdentityException(file + ": " + e.getMessage(), e);
        }
    }

    /** One thread of this process at a time, to the end: closing a channel gives up the locks of all, on POSIX systems. */
    synchronized <T> T update(Change<T> change) throws IOException {
        try (FileChannel channel = open()) {
            FileLock held = acquire(channel);
            try {
                Outcome<T> outcome = change.of(read());
                if (outcome.after().isPresent()) {
                    SafeFiles.replace(file, outcome.after().get().text(), SafeFiles.Readers.OWNER);
                }
                return outcome.result();
            } finally {
                held.release();
            }
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw SafeFiles.notWritable(lock, e);
        }
    }

    private FileLock acquire(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                FileLock held = channel.tryLock();
                if (held != null) {
                    return held;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process holds it: wait like for another process.
            }
            try {
                Thread.sleep(TRY_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IdentityException("interrupted while waiting: file=" + lock + "; nothing changed", e);
            }
        }
        throw new IdentityException(
                "registry in use: file=" + lock + ", waited_ms=" + TRIES * TRY_EVERY_MS + "; nothing changed");
    }
}
