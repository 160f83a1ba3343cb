package io.yunkong.map.road;

import java.nio.file.Path;

/** Reads a zone from its folder. */
public final class ZoneFolder {
    private ZoneFolder() {}

    /** @throws ZoneException with file, line and reason when the folder is not a usable zone */
    @SuppressWarnings("DoNotCallSuggester") // until it reads
    public static Zone read(Path folder) throws ZoneException {
        throw new ZoneException(folder.toString(), 0, "not implemented yet");
    }
}
