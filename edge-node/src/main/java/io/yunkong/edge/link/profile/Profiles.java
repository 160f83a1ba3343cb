package io.yunkong.edge.link.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The profiles an edge takes: those shipped and those an operator adds. Immutable. */
public final class Profiles {
    private static final List<String> SHIPPED = List.of("openv2x.yaml", "tits0117.yaml", "raw.yaml", "json.yaml");
    private static final int FILE_BYTES_MAX = 65_536;

    private final List<Profile> profiles;

    private Profiles(List<Profile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /**
     * The shipped profiles and those in files; one in a file takes the place of a shipped one of its name.
     *
     * @throws ProfileException if a file cannot be used
     */
    public static Profiles read(List<Path> files) throws ProfileException {
        List<Profile> added = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            Profile profile = ProfileReader.read(file.getFileName().toString(), text(file));
            if (!names.add(profile.name())) {
                throw new ProfileException(file.getFileName().toString(), 0, "profile twice: name=" + profile.name());
            }
            added.add(profile);
        }
        for (String name : SHIPPED) {
            Profile shipped = ProfileReader.read(name, shipped(name));
            if (!names.contains(shipped.name())) {
                added.add(shipped);
            }
        }
        return new Profiles(added);
    }

    /** The shipped profiles. */
    public static Profiles shipped() {
        try {
            return read(List.of());
        } catch (ProfileException e) {
            throw new IllegalStateException("shipped profile broken: " + e.getMessage(), e);
        }
    }

    /** In the order in which topics are looked up. */
    public List<Profile> all() {
        return profiles;
    }

    private static String text(Path file) throws ProfileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(FILE_BYTES_MAX + 1);
            if (octets.length > FILE_BYTES_MAX) {
                throw new ProfileException(file.toString(), 0, "file too long: limit=" + FILE_BYTES_MAX);
            }
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProfileException(file.toString(), 0, "cannot be read");
        }
    }

    private static String shipped(String name) {
        try (InputStream in = Profiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("shipped profile missing: file=" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("shipped profile cannot be read: file=" + name, e);
        }
    }
}
