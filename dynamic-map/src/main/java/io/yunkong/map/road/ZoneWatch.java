package io.yunkong.map.road;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Looks after the folder of a zone that is in force. Another version that somebody puts there is handed out once, when it has stayed as it is
 * from one look to the next and can take over while everything runs; one that cannot is refused once. Not thread-safe: one owner, who looks
 * about once a second.
 */
public final class ZoneWatch {
    private final Path folder;
    private final UnaryOperator<Zone> arranged;
    private Zone inForce;
    private String seen = "";
    private String judged = "";

    /** @param inForce the version that everybody works with, whatever the folder holds by now */
    public ZoneWatch(Path folder, Zone inForce) {
        this(folder, inForce, UnaryOperator.identity());
    }

    /** @param arranged what is done to a version that was read, as it was to the first: {@link Zone#withSignalAnchor} */
    public ZoneWatch(Path folder, Zone inForce, UnaryOperator<Zone> arranged) {
        this.folder = folder;
        this.inForce = inForce;
        this.arranged = arranged;
    }

    /** The version handed out last, or the first. */
    public Zone inForce() {
        return inForce;
    }

    /**
     * The version in the folder when it is to take over now; it is then taken for the one in force. Empty while there is nothing new, or it is
     * still being written.
     *
     * @throws ZoneException once for each version that cannot take over, with the reason; the one in force stays
     */
    public Optional<Zone> look() throws ZoneException {
        String now = ZoneFolder.stamp(folder);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(judged)) {
            return Optional.empty();
        }
        judged = now;
        SortedMap<String, byte[]> files = ZoneFolder.files(folder);
        if (!ZoneFolder.stamp(folder).equals(now) || ZoneFiles.version(files).equals(inForce.version())) {
            return Optional.empty(); // written while it was read: the next looks see to it
        }
        Zone next = arranged.apply(ZoneFiles.read(folder.toString(), files));
        Optional<String> obstacle = ZoneChange.findObstacle(inForce, next);
        if (obstacle.isPresent()) {
            throw new ZoneException(folder.toString(), 0, obstacle.get());
        }
        inForce = next;
        return Optional.of(next);
    }
}
