package io.yunkong.map.road;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Looks after the folder of a zone that is in force. Another version that somebody puts there takes over once, when it has stayed as it is
 * from one look to the next and can do so while everything runs; one that cannot is refused once. Not thread-safe: one owner, who looks
 * about once a second.
 */
public final class ZoneWatch {
    /** What makes a version the one in force. */
    @FunctionalInterface
    public interface Activation {
        /**
         * Done when every part works with it. May be called again with the same version.
         *
         * @return road users that were kept
         * @throws RuntimeException when a part fails or does not answer
         */
        int activate(Zone next) throws InterruptedException;
    }

    private final Path folder;
    private final UnaryOperator<Zone> arranged;
    private Zone inForce;
    private String seen = "";
    private String judged = "";
    private String failed = "";

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

    /** The version that took over last, or the first. */
    public Zone inForce() {
        return inForce;
    }

    /**
     * Has the version in the folder take over when it is to do so now. Empty while there is nothing new, or it is still being written, or it
     * has failed again.
     */
    public Optional<ZoneNews> look(Activation activation) throws InterruptedException {
        String now = ZoneFolder.stamp(folder);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(judged)) {
            return Optional.empty();
        }
        try {
            Optional<ZoneNews> news = takeOver(now, activation);
            judged = now;
            return news;
        } catch (ZoneException e) {
            judged = now;
            return Optional.of(new ZoneNews.Refused(inForce, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            boolean told = now.equals(failed);
            failed = now;
            return told ? Optional.empty() : Optional.of(new ZoneNews.Failed(inForce, e));
        }
    }

    private Optional<ZoneNews> takeOver(String now, Activation activation) throws ZoneException, InterruptedException {
        SortedMap<String, byte[]> files = ZoneFolder.files(folder);
        if (!ZoneFolder.stamp(folder).equals(now)) {
            return Optional.empty(); // written while it was read: the next looks see to it
        }
        // After a failure some parts may work with the version that failed, so that the one in force has to take over,
        // too.
        if (failed.isEmpty() && ZoneFiles.version(files).equals(inForce.version())) {
            return Optional.empty();
        }
        Zone next = arranged.apply(ZoneFiles.read(folder.toString(), files));
        Optional<String> obstacle = ZoneChange.findObstacle(inForce, next);
        if (obstacle.isPresent()) {
            throw new ZoneException(folder.toString(), 0, obstacle.get());
        }
        Zone before = inForce;
        int kept = activation.activate(next);
        inForce = next;
        failed = "";
        return Optional.of(new ZoneNews.Activated(before, next, kept));
    }
}
