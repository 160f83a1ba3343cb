package io.yunkong.edge.downlink;

import io.yunkong.map.exchange.SameSubject;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One danger to one station: the warnings of it that edge and cloud have raised, told to the station under the id of the first. One of
 * them leads: its states are what the station is told. When the leader is cleared or falls silent while another still warns, that one
 * leads on, so the station sees neither a gap nor a second warning. Not thread-safe.
 */
final class ToldDanger {
    /** Who is warned of what kind of danger. */
    record Kind(int application, long hostStationId) {
        static Kind of(Warning warning) {
            return new Kind(warning.getApplicationValue(), warning.getHostStationId());
        }
    }

    private record Member(String warner, long liveUntilUs) {
        boolean live(long nowUs) {
            return nowUs <= liveUntilUs;
        }
    }

    private static final int MEMBERS_MAX = 16;
    private static final long NOT_LIVE = Long.MIN_VALUE;

    private final Kind kind;
    private final String id;
    private final Map<String, Member> members = new LinkedHashMap<>(4);
    private String leader;
    /** The state that the station was told last, or is to be told now. */
    private Warning state;

    private long lastLiveUs;
    private boolean over;
    private boolean told;
    private boolean acknowledged;

    ToldDanger(Warning first) {
        this.kind = Kind.of(first);
        this.id = first.getWarningId();
        this.leader = id;
        this.state = first;
        note(first);
    }

    Kind kind() {
        return kind;
    }

    /** Id of the first warning, which is what the station knows the danger by. */
    String id() {
        return id;
    }

    /** Ids of all its warnings. */
    Iterable<String> ids() {
        return members.keySet();
    }

    /** Where the station was when it was told last. */
    TrackState host() {
        return state.getHost();
    }

    /** Keeps the state of one of its warnings; a new one becomes one of them. */
    private void note(Warning warning) {
        boolean cleared = warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        long liveUntilUs = cleared ? NOT_LIVE : warning.getValidUntilUs();
        members.put(warning.getWarningId(), new Member(warning.getWarner(), liveUntilUs));
        lastLiveUs = over ? lastLiveUs : Math.max(lastLiveUs, liveUntilUs);
        if (warning.getWarningId().equals(leader)) {
            state = warning;
        }
    }

    /** Takes a state of one of its warnings, or of a new one, and says in which phase the station is to be told; null = not at all. */
    @Nullable WarningPhase take(Warning warning, long nowUs) {
        boolean repeated =
                members.containsKey(warning.getWarningId()) && warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED;
        boolean cleared = warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        if (!cleared && !over && !live(leader, nowUs)) {
            leader = warning.getWarningId(); // the node that led has fallen silent
            repeated = false;
        }
        note(warning);
        if (over || !warning.getWarningId().equals(leader)) {
            return null;
        }
        if (cleared) {
            Optional<String> next =
                    members.keySet().stream().filter(id -> live(id, nowUs)).findFirst();
            leader = next.orElse(leader);
            return next.isEmpty() ? end(nowUs) : null;
        }
        if (!told) {
            return WarningPhase.WARNING_PHASE_RAISED;
        }
        return repeated ? null : WarningPhase.WARNING_PHASE_UPDATED;
    }

    private WarningPhase end(long nowUs) {
        over = true;
        lastLiveUs = nowUs;
        return WarningPhase.WARNING_PHASE_CLEARED;
    }

    private boolean live(String warningId, long nowUs) {
        Member member = members.get(warningId);
        return member != null && member.live(nowUs);
    }

    /** When the last of its warnings was cleared or runs out, microseconds since 1970 UTC. */
    long lastLiveUs() {
        return lastLiveUs;
    }

    /**
     * Whether a warning not seen before, to the same host of the same kind, is about this danger. Two warnings that one map keeps at the
     * same time are about two dangers; so is one that a map raises after the danger ended for it.
     */
    boolean matches(Warning warning, long nowUs) {
        if (members.size() == MEMBERS_MAX) {
            return false;
        }
        boolean decidedApart = members.values().stream()
                .anyMatch(member -> member.warner().equals(warning.getWarner()) && (over || member.live(nowUs)));
        return !decidedApart && SameSubject.test(state, warning);
    }

    /** The raise was handed to the station's link. */
    void tell() {
        told = true;
    }

    boolean told() {
        return told;
    }

    /** Keeps the acknowledgement of the raise; false when it is not the first or nothing was told. */
    boolean acknowledge() {
        boolean first = told && !acknowledged;
        acknowledged |= first;
        return first;
    }
}
