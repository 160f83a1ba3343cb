package io.yunkong.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files so that nobody ever sees half of one, and keys so that nobody else ever sees one. */
final class SafeFiles {
    /** Who may read a file. */
    enum Readers {
        OWNER("rw-------"),
        EVERYBODY("rw-r--r--");

        private final String permissions;

        Readers(String permissions) {
            this.permissions = permissions;
        }

        private FileAttribute<Set<PosixFilePermission>> attribute() {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        }
    }

    private SafeFiles() {}

    /** Writes a file that must not exist yet. */
    static void create(Path file, String text, Readers readers) throws IOException {
        try {
            write(file, text, readers);
        } catch (FileAlreadyExistsException e) {
            throw new IdentityException("file exists: file=" + file + "; not overwritten", e);
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    /** Replaces a file, or writes it for the first time: whoever reads it meanwhile gets the old one or the new one. */
    static void replace(Path file, String text, Readers readers) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
        try {
            write(next, text, readers);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notWritable(file, e);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Makes a folder if there is none; refuses when something else has its name. */
    static void folder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IdentityException("not a folder: folder=" + folder, e);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new IdentityException("folder not writable, no permission: folder=" + folder);
        }
    }

    static IdentityException notWritable(Path file, IOException cause) {
        String why = cause instanceof AccessDeniedException ? ", no permission" : "";
        return new IdentityException("not writable" + why + ": file=" + file + "; nothing changed", cause);
    }

    private static void write(Path file, String text, Readers readers) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, readers.attribute())) {
            ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }
}
