package io.yunkong.map.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a zone from its folder and writes it there; the format is described in docs/zone-format.md. This is the one class of the module that touches
 * files: everything after it works on bytes.
 */
public final class ZoneFolder {
    private static final long FILE_SIZE_MAX = 16 * 1024 * 1024;

    private ZoneFolder() {}

    /**
     * Reads and checks the whole folder; there is no half-read zone. Other files in the folder, such as a README, are not looked at.
     *
     * @throws ZoneException with file, line and reason when the folder is not a usable zone
     */
    public static Zone read(Path folder) throws ZoneException {
        return ZoneFiles.read(folder.toString(), files(folder));
    }

    /**
     * The files of a zone, not yet looked at; parameters.yaml only when there is one.
     *
     * @throws ZoneException when another one is missing, or one is too large or cannot be read
     */
    public static SortedMap<String, byte[]> files(Path folder) throws ZoneException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : ZoneReader.FILES) {
            files.put(name, bytes(folder.resolve(name)));
        }
        Path parameters = folder.resolve(ZoneReader.PARAMETERS);
        if (Files.exists(parameters, LinkOption.NOFOLLOW_LINKS)) {
            files.put(ZoneReader.PARAMETERS, bytes(parameters));
        }
        return files;
    }

    /**
     * Writes a zone's files into a folder that appears whole or not at all. A zone that is there already is replaced, its parameters included; its
     * other files, such as a README, stay.
     *
     * @throws IOException when it cannot be written; what was there before is then still there, under its name or as
     *     ".name.old", which is never overwritten
     */
    public static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        Path old = target.resolveSibling("." + target.getFileName() + ".old");
        Files.createDirectories(target.getParent() == null ? target : target.getParent());
        delete(fresh);
        Files.createDirectory(fresh);
        for (var file : files.entrySet()) {
            Files.write(fresh.resolve(file.getKey()), file.getValue());
        }
        if (!Files.isDirectory(target)) {
            Files.move(fresh, target);
            return;
        }
        Files.move(target, old);
        Files.move(fresh, target);
        try (Stream<Path> others = Files.list(old)) {
            for (Path other : others.toList()) {
                String name = other.getFileName().toString();
                if (!files.containsKey(name) && !name.equals(ZoneReader.PARAMETERS)) {
                    Files.move(other, target.resolve(other.getFileName()));
                }
            }
        }
        delete(old);
    }

    /** A folder of plain files. */
    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /**
     * Of each file of a zone which it is, how long and of when: as long as this stays the same nobody has written anything. Says nothing about
     * what is in them, and costs little.
     */
    static String stamp(Path folder) {
        StringBuilder stamp = new StringBuilder();
        List<String> names = new ArrayList<>(ZoneReader.FILES);
        names.add(ZoneReader.PARAMETERS);
        for (String name : names) {
            try {
                BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
                stamp.append(file.fileKey())
                        .append(' ')
                        .append(file.size())
                        .append(' ')
                        .append(file.lastModifiedTime());
            } catch (IOException e) {
                stamp.append("missing"); // why it cannot be read, reading it tells
            }
            stamp.append('\n');
        }
        return stamp.toString();
    }

    private static byte[] bytes(Path file) throws ZoneException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ZoneException(file.toString(), 0, "file missing; zone refused");
            }
            long size = Files.size(file);
            if (size > FILE_SIZE_MAX) {
                throw new ZoneException(
                        file.toString(),
                        0,
                        "file too large: bytes=" + size + ", limit=" + FILE_SIZE_MAX + "; zone refused");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ZoneException(file.toString(), 0, "cannot be read: " + e + "; zone refused");
        }
    }
}
