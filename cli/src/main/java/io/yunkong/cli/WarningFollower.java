package io.yunkong.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what has happened to a zone's warnings from one look at the list of them to the next. Whatever happens between two looks is
 * told: the list has everything that came, a warning the most urgent it ever was. Not thread-safe; no clock, no I/O.
 */
final class WarningFollower {
    /** Four times what one look can show: what is older cannot come back. */
    private static final int KNOWN_MAX = 4_000;

    /** What may happen to a warning. */
    enum Step {
        RAISED,
        WORSE,
        MILDER,
        CLEARED,
        EXPIRED,
        /** Has turned out to be about the danger of another one. */
        MERGED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param warning its newest state; of one that was merged, the state of that with which */
    record Event(Step step, long atUs, String id, WarningAnswer warning) {}

    private record Known(WarningAnswer.State state, int rank, int highestRank) {
        static Known of(WarningAnswer warning, long nowUs) {
            return new Known(warning.state(nowUs), warning.rank(), warning.highestRank());
        }

        boolean active() {
            return state == WarningAnswer.State.ACTIVE;
        }
    }

    private final long sinceUs;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private boolean looked;

    /** @param sinceUs the first look tells of those that are active, and of those that ended since then; by the node's clock */
    WarningFollower(long sinceUs) {
        this.sinceUs = sinceUs;
    }

    /** Whether a list shows everything that is new: all that is followed, and one that was known, before which all others came. */
    boolean isEnough(List<WarningAnswer> newestFirst, int limit) {
        if (newestFirst.size() < limit) {
            return true;
        }
        Set<String> listed = newestFirst.stream().map(WarningAnswer::id).collect(Collectors.toSet());
        return listed.stream().anyMatch(known::containsKey)
                && known.entrySet().stream()
                        .allMatch(entry -> !entry.getValue().active() || listed.contains(entry.getKey()));
    }

    /** Whether nothing in the list was known at the look before: some may have come and gone between. */
    boolean hasGap(List<WarningAnswer> newestFirst, int limit) {
        return looked && newestFirst.size() >= limit && newestFirst.stream().noneMatch(w -> known.containsKey(w.id()));
    }

    /** Takes the list; what has happened is in the order of the list, oldest first. */
    List<Event> look(List<WarningAnswer> newestFirst, long nowUs) {
        List<Event> events = new ArrayList<>();
        for (WarningAnswer warning : newestFirst.reversed()) {
            Known now = Known.of(warning, nowUs);
            Known before = known.put(warning.id(), now);
            if (before != null) {
                change(warning, before, now, events);
            } else if (looked || now.active() || warning.updatedAtUs() >= sinceUs) {
                events.add(new Event(Step.RAISED, warning.raisedAtUs(), warning.id(), warning));
                end(warning, now, events);
            }
        }
        forgetMissing(newestFirst, events);
        looked = true;
        return events;
    }

    private static void change(WarningAnswer warning, Known before, Known now, List<Event> events) {
        if (now.active() && !before.active()) {
            events.add(new Event(Step.RAISED, warning.updatedAtUs(), warning.id(), warning)); // had expired only
        } else if (now.highestRank() > before.highestRank() || (now.active() && now.rank() > before.rank())) {
            events.add(new Event(Step.WORSE, warning.updatedAtUs(), warning.id(), warning));
        } else if (now.active() && now.rank() < before.rank()) {
            events.add(new Event(Step.MILDER, warning.updatedAtUs(), warning.id(), warning));
        }
        if (before.state() != now.state()) {
            end(warning, now, events);
        }
    }

    private static void end(WarningAnswer warning, Known now, List<Event> events) {
        switch (now.state()) {
            case ACTIVE -> {}
            case CLEARED -> events.add(new Event(Step.CLEARED, warning.updatedAtUs(), warning.id(), warning));
            case EXPIRED -> events.add(new Event(Step.EXPIRED, warning.validUntilUs(), warning.id(), warning));
        }
    }

    /** An active one that is not in the list any more was merged with another, or has made room; then its end is not known. */
    private void forgetMissing(List<WarningAnswer> newestFirst, List<Event> events) {
        Set<String> listed = newestFirst.stream().map(WarningAnswer::id).collect(Collectors.toSet());
        Set<String> missing = new HashSet<>();
        known.forEach((id, state) -> {
            if (state.active() && !listed.contains(id)) {
                missing.add(id);
            }
        });
        known.keySet().removeAll(missing);
        for (WarningAnswer warning : newestFirst) {
            for (String id : warning.json().texts("duplicates")) {
                if (missing.contains(id)) {
                    events.add(new Event(Step.MERGED, warning.updatedAtUs(), id, warning));
                }
            }
        }
        var oldest = known.keySet().iterator();
        while (known.size() > KNOWN_MAX && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
