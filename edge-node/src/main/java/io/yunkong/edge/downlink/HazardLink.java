package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells warnings to stations that read roadside information instead of notices. Keeps, for each station that broadcasts them or reads them itself, the number that each danger has
 * as an event and the count of its messages; a station that has not been told anything for a while is forgotten. Not thread-safe: owned by
 * the map thread.
 */
final class HazardLink {
    /** Longer than any danger goes on without an update. */
    private static final long FORGET_US = 30_000_000;

    private static final int NUMBERS = 256;

    /** What one carrier has been told. */
    private static final class Told {
        private final Map<String, Integer> numbers = new HashMap<>();
        private int nextNumber;
        private final MessageCount count = new MessageCount();
        private long toldAtUs;

        /** The danger's number; the oldest danger that has one gives it up when all are taken. */
        int numberOf(String dangerId) {
            Integer known = numbers.get(dangerId);
            if (known != null) {
                return known;
            }
            int number = nextNumber;
            nextNumber = (nextNumber + 1) % NUMBERS;
            numbers.values().remove(number);
            numbers.put(dangerId, number);
            return number;
        }
    }

    private final long id;
    private final FrameEncoder encoder;
    private final StandardCounters counters;
    private final Map<Long, Told> carriers = new HashMap<>();

    /** @param id of the edge's messages */
    HazardLink(long id, FrameEncoder encoder, StandardCounters counters) {
        this.id = id;
        this.encoder = encoder;
        this.counters = counters;
    }

    /**
     * Hands a warning to a link as an event.
     *
     * @param warning in the phase the station is told
     * @param dangerId the id the danger is known by
     * @return false when the link did not take it
     */
    boolean send(StationLink link, Warning warning, String dangerId, long nowUs) {
        Told told = carriers.computeIfAbsent(link.carrierId(), _ -> new Told());
        told.toldAtUs = nowUs;
        String danger = warning.getHostStationId() + "/" + dangerId; // one carrier may serve several hosts
        int number = told.numberOf(danger);
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED) {
            told.numbers.remove(danger);
        }
        byte[] frame = encoder.encode(HazardMessage.of(id, told.count.next(), number, warning, nowUs), link.edition());
        if (frame == null || !link.sendFrame(frame)) {
            return false;
        }
        counters.sent.count(DownlinkMessage.DOWNLINK_MESSAGE_RSI);
        return true;
    }

    /** Forgets stations. */
    void tick(long nowUs) {
        carriers.values().removeIf(told -> nowUs - told.toldAtUs > FORGET_US);
    }
}
