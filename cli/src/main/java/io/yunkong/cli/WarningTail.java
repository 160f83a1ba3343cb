package io.yunkong.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the warnings of zones again and again and tells what has happened between. One thread. */
final class WarningTail {
    /** As many as the node gives. */
    private static final int LIST_MAX = 1_000;
    /** Mostly nothing is new: a short list says so, and a longer one is asked for when it does not. */
    private static final int LIST_SHORT = 20;

    private static final int LIST_GROWTH = 4;

    private final CloudApi api;
    private final List<String> wanted;
    private final Duration since;
    private final WarningTongue tongue;
    private final PrintWriter out;
    private final Map<String, WarningFollower> followers = new LinkedHashMap<>();
    private final Map<String, String> levels = new LinkedHashMap<>();

    /**
     * @param wanted zones, empty = all that the node serves
     * @param since the first look also tells of warnings that ended so long ago
     */
    WarningTail(CloudApi api, List<String> wanted, Duration since, WarningTongue tongue, PrintWriter out) {
        this.api = api;
        this.wanted = List.copyOf(wanted);
        this.since = since;
        this.tongue = tongue;
        this.out = out;
    }

    /**
     * Tells what is new.
     *
     * @throws CommandFailure if the node does not answer, or serves no such zone
     */
    void look() {
        List<ApiObject> zones = api.zones();
        boolean first = followers.isEmpty();
        if (first) {
            refuseUnknown(zones);
        }
        List<WarningFollower.Event> events = new ArrayList<>();
        for (ApiObject zone : zones) {
            if (wanted.isEmpty() || wanted.contains(zone.text("id"))) {
                events.addAll(look(zone));
            }
        }
        if (first) {
            say(tongue.begin(api.root(), List.copyOf(followers.keySet())));
        }
        zones.stream().filter(zone -> followers.containsKey(zone.text("id"))).forEach(this::level);
        events.sort(Comparator.comparingLong(WarningFollower.Event::atUs));
        for (WarningFollower.Event event : events) {
            say(tongue.event(event, tongue.wantsEvidence(event.step()) ? full(event.warning()) : event.warning()));
        }
    }

    /** One that has made room meanwhile is as the list had it. */
    private WarningAnswer full(WarningAnswer listed) {
        return api.warning(listed.id())
                .map(text -> new WarningAnswer(api.object(text)))
                .orElse(listed);
    }

    private List<WarningFollower.Event> look(ApiObject zone) {
        String name = zone.text("id");
        long nowUs = zone.whole("time_us").orElse(0);
        boolean first = !followers.containsKey(name);
        WarningFollower follower =
                followers.computeIfAbsent(name, _ -> new WarningFollower(nowUs - since.toMillis() * 1000));
        int limit = first ? LIST_MAX : LIST_SHORT;
        List<WarningAnswer> newest = api.warnings(name, limit);
        while (limit < LIST_MAX && !follower.isEnough(newest, limit)) {
            limit = Math.min(LIST_MAX, limit * LIST_GROWTH);
            newest = api.warnings(name, limit);
        }
        if (follower.hasGap(newest, limit)) {
            say(tongue.gap(name, limit));
        }
        return follower.look(newest, nowUs);
    }

    private void refuseUnknown(List<ApiObject> zones) {
        List<String> served = zones.stream().map(zone -> zone.text("id")).toList();
        for (String zone : wanted) {
            if (!served.contains(zone)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "zone not served: zone=" + zone + ", known=" + served + ", address=" + api.root());
            }
        }
    }

    /** No warning of a zone that is not watched does not mean that nothing happens there. */
    private void level(ApiObject zone) {
        String name = zone.text("id");
        String level = zone.object("health").text("level");
        String before = levels.put(name, level);
        if (!level.equals(before == null ? "OK" : before)) {
            say(tongue.level(name, level, zone.object("health").text("reason")));
        }
    }

    private void say(String line) {
        if (!line.isEmpty()) {
            out.println(line);
            out.flush();
        }
    }
}
