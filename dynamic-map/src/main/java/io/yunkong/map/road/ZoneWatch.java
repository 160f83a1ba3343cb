package io.yunkong.map.road;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

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

    /** What a version goes through that was read, as the first did, before it takes over. */
    @FunctionalInterface
    public interface Preparation {
        /** @throws ZoneException when it cannot be used, for reasons that reading it does not find */
        Zone prepare(Zone read) throws ZoneException;
    }

    private final Path folder;
    private final Preparation preparation;
    private Zone inForce;
    private String seen = "";
    private String judged = "";
    // the version that takes over now: while there is one, some parts may work with it already, or with another that
    // failed
    private @Nullable Zone due;
    private boolean failureTold;

    /** @param inForce the version that everybody works with, whatever the folder holds by now; prepared */
    public ZoneWatch(Path folder, Zone inForce, Preparation preparation) {
        this.folder = folder;
        this.inForce = inForce;
        this.preparation = preparation;
    }

    /** The version that took over last, or the first. */
    public Zone inForce() {
        return inForce;
    }

    /**
     * Has the version in the folder take over when it is to do so now. Empty while there is nothing new, or it is still being written, or it
     * has failed again. When a version is refused after another one has failed, the one in force takes over again with the next look, for some
     * parts may work with the one that failed.
     */
    public Optional<ZoneNews> look(Activation activation) throws InterruptedException {
        String now = ZoneFolder.stamp(folder);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled) {
            return Optional.empty();
        }
        if (!now.equals(judged)) {
            judged = now;
            Optional<ZoneNews> refusal = judge(now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        Zone next = due;
        return next == null ? Optional.empty() : takeOver(next, activation);
    }

    /** Reads what is there and makes it due unless it is in force everywhere; or says why not. */
    private Optional<ZoneNews> judge(String now) {
        try {
            SortedMap<String, byte[]> files = ZoneFolder.files(folder);
            if (!ZoneFolder.stamp(folder).equals(now)) {
                return Optional.empty(); // written while it was read: the next looks see to it
            }
            if (due == null && ZoneFiles.version(files).equals(inForce.version())) {
                return Optional.empty();
            }
            Zone read = ZoneFiles.read(folder.toString(), files);
            Zone next = preparation.prepare(read.sameMapAs(inForce) ? inForce.withParametersOf(read) : read);
            Optional<String> obstacle = ZoneChange.findObstacle(inForce, next);
            if (obstacle.isPresent()) {
                throw new ZoneException(folder.toString(), 0, obstacle.get());
            }
            due = next;
            failureTold = false;
            return Optional.empty();
        } catch (ZoneException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a defect of the reader: the same files would meet it again
            return refused(e.toString());
        }
    }

    private Optional<ZoneNews> refused(String reason) {
        if (due != null) {
            due = inForce;
            failureTold = false;
        }
        return Optional.of(new ZoneNews.Refused(inForce, reason));
    }

    private Optional<ZoneNews> takeOver(Zone next, Activation activation) throws InterruptedException {
        int kept;
        try {
            kept = activation.activate(next);
        } catch (RuntimeException e) {
            boolean told = failureTold;
            failureTold = true;
            return told ? Optional.empty() : Optional.of(new ZoneNews.Failed(inForce, e));
        }
        Zone before = inForce;
        inForce = next;
        due = null;
        return Optional.of(new ZoneNews.Activated(before, next, kept));
    }
}
