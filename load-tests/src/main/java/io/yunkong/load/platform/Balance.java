package io.yunkong.load.platform;

import io.yunkong.cloud.tile.ObservationLedger;
import io.yunkong.edge.statistics.EdgeStatistics;
import io.yunkong.load.budget.Check;
import io.yunkong.load.fleet.BadInput;
import io.yunkong.load.fleet.FleetTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether everything that was sent was received, and everything received came to something or has a reason. The same for every load test; what
 * depends on rogues and storms follows from what the fleet has counted. Pure.
 */
public final class Balance {
    /** Of good messages: too late or given up for a newer one, as happens while others use the processors. */
    private static final double UNUSED_SHARE_MAX = 0.01;

    /** On the wire of a connection when it breaks. */
    private static final int FRAMES_LOST_A_SESSION = 3;

    private final FleetTally.Figures fleet;
    private final EdgeStatistics edge;
    private final ObservationLedger.Balance cloud;
    private final Map<String, Long> rejected;

    private Balance(FleetTally.Figures fleet, Platform.Figures platform) {
        this.fleet = fleet;
        this.edge = platform.edge();
        this.cloud = platform.cloud().observations();
        this.rejected = named(edge.rejected());
    }

    /** @param platform when nothing is in flight any more */
    public static List<Check> checks(FleetTally.Figures fleet, Platform.Figures platform) {
        Balance balance = new Balance(fleet, platform);
        List<Check> checks = new ArrayList<>(
                List.of(balance.uplink(), balance.edge(), balance.cloud(), balance.used(), balance.numbers()));
        if (fleet.sessionsCut() > 0) {
            checks.add(balance.sessions());
        }
        for (BadInput kind : BadInput.values()) {
            if (fleet.bad().getOrDefault(kind, 0L) > 0) {
                checks.add(balance.bad(kind));
            }
        }
        return checks;
    }

    private Check uplink() {
        long lostMax = fleet.sessionsCut() * FRAMES_LOST_A_SESSION;
        long lost = fleet.framesSent() - edge.received();
        return new Check(
                "uplink",
                "sent=" + fleet.framesSent() + " received=" + edge.received(),
                lostMax == 0 ? "equal" : "lost<=" + lostMax,
                lost >= 0 && lost <= lostMax);
    }

    private Check edge() {
        return new Check(
                "edge",
                "received=" + edge.received() + " processed=" + edge.processed() + " rejected=" + edge.rejectedTotal()
                        + " shed=" + edge.shedTotal() + " in flight=" + edge.inFlight() + " defects="
                        + edge.defects(),
                "balanced, nothing in flight, no defect",
                edge.balanced() && edge.inFlight() == 0 && edge.defects() == 0);
    }

    private Check cloud() {
        return new Check(
                "cloud",
                "received=" + cloud.received() + " processed=" + cloud.processed() + " in flight=" + cloud.inFlight(),
                "balanced, nothing in flight",
                cloud.exact() && cloud.inFlight() == 0);
    }

    private Check used() {
        Map<String, Long> unused = new TreeMap<>(rejected);
        for (BadInput kind : fleet.bad().keySet()) {
            if (fleet.bad().getOrDefault(kind, 0L) > 0) {
                unused.remove(kind.reason());
            }
        }
        unused.putAll(named(edge.shed()));
        long count = unused.values().stream().mapToLong(Long::longValue).sum();
        double good = Math.max(
                1,
                edge.received()
                        - fleet.bad().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        return new Check(
                "good messages",
                "not used=" + unused,
                "<=" + Math.round(UNUSED_SHARE_MAX * 100) + " %",
                count <= good * UNUSED_SHARE_MAX);
    }

    private Check numbers() {
        return new Check(
                "numbered messages",
                "repeated=" + fleet.repeated() + " missing=" + fleet.missed() + " superseded=" + fleet.superseded(),
                "repeated=0 missing=0",
                fleet.repeated() == 0 && fleet.missed() == 0);
    }

    private Check sessions() {
        return new Check(
                "sessions",
                "cut=" + fleet.sessionsCut() + " resumed=" + fleet.sessionsResumed() + " messages sent again="
                        + edge.resumes().replayed(),
                "all resumed",
                fleet.sessionsCut() == fleet.sessionsResumed());
    }

    /** Every frame under its reason; of a flood what is above the rate, which is more than half. */
    private Check bad(BadInput kind) {
        long sent = fleet.bad().getOrDefault(kind, 0L);
        long found = rejected.getOrDefault(kind.reason(), 0L);
        return kind == BadInput.FLOOD
                ? new Check(kind.key(), "sent=" + sent + " " + kind.reason() + "=" + found, ">=half", found * 2 >= sent)
                : new Check(kind.key(), "sent=" + sent + " " + kind.reason() + "=" + found, "equal", found == sent);
    }

    private static Map<String, Long> named(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(), Map.Entry::getValue, Long::sum, TreeMap::new));
    }
}
