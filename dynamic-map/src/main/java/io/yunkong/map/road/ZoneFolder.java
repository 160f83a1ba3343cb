package io.yunkong.map.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a zone from its folder; the format is described in docs/zone-format.md. This is the one class of the module that touches
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
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : ZoneReader.FILES) {
            files.put(name, bytes(folder.resolve(name)));
        }
        return new ZoneReader(folder.toString(), files).read(version(files));
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

    private static String version(SortedMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
