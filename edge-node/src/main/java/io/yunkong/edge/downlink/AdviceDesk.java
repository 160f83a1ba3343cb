package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.AdviceCounters;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Brings advice to the vehicle it is for, as a session message or as roadside coordination, and takes its acknowledgement. Advice is not kept
 * for a vehicle that cannot be reached: who gives it renews it while it holds. Not thread-safe: owned by the map thread.
 */
final class AdviceDesk {
    /** Acknowledgements of what is over may be on their way this long. */
    static final long LATE_US = 2_000_000;

    private static final int MESSAGE_COUNTS = 128;

    /** Advice that was told: its newest state, and until when it is remembered. */
    private record Told(Advice advice, long untilUs, boolean acknowledged) {}

    private final long id;
    private final StationLinks links;
    private final DeliveryReports reports;
    private final FrameEncoder encoder;
    private final int toldMax;
    private final AdviceCounters counters;
    private final StandardCounters standard;
    private final SequencedMap<String, Told> told = new LinkedHashMap<>();
    private int count;

    /**
     * @param id of the edge's messages
     * @param toldMax advice remembered at most; then the oldest is forgotten, and its acknowledgement unknown
     */
    AdviceDesk(
            long id,
            StationLinks links,
            DeliveryReports reports,
            FrameEncoder encoder,
            int toldMax,
            MapCounters counters) {
        this.id = id;
        this.links = links;
        this.reports = reports;
        this.encoder = encoder;
        this.toldMax = toldMax;
        this.counters = counters.advice;
        this.standard = counters.standard;
    }

    /**
     * Advice of the cloud.
     *
     * @param deposed whether the node that gave it no longer owns the target's tile: its epoch is old
     */
    void advise(Advice advice, boolean deposed, long nowUs) {
        counters.fromCloud++;
        if (deposed) {
            counters.oldEpoch++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_OLD_EPOCH, nowUs);
            return;
        }
        byte[] message = EdgeMessage.newBuilder().setAdvice(advice).build().toByteArray();
        if (!isUsable(advice) || message.length > Downlink.MESSAGE_BYTES_MAX) {
            counters.notUsable++;
            return;
        }
        Told before = told.get(advice.getAdviceId());
        boolean withdraws = advice.getValidUntilUs() <= advice.getGivenAtUs() && before != null;
        if (advice.getValidUntilUs() < nowUs && !withdraws) {
            counters.expired++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_EXPIRED, nowUs);
            return;
        }
        boolean sent = links.findLink(advice.getStationId())
                .map(link -> hand(link, advice, message, nowUs))
                .orElse(false);
        if (!sent) {
            counters.noSession++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION, nowUs);
            return;
        }
        counters.sent++;
        remember(advice, before != null && before.acknowledged(), nowUs);
        report(advice, DeliveryOutcome.DELIVERY_OUTCOME_SENT, nowUs);
    }

    private static boolean isUsable(Advice advice) {
        return !advice.getAdviceId().isEmpty()
                && advice.getManoeuvre() != AdvisedManoeuvre.ADVISED_MANOEUVRE_UNSPECIFIED
                && advice.getManoeuvre() != AdvisedManoeuvre.UNRECOGNIZED;
    }

    /** As a session message to who understands those, else as roadside coordination: nobody gets both. */
    private boolean hand(StationLink link, Advice advice, byte[] message, long nowUs) {
        if (link.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)) {
            return link.send(message);
        }
        if (!link.understands(DownlinkMessage.DOWNLINK_MESSAGE_RSC)) {
            standard.notUnderstood++;
            return false;
        }
        byte[] frame = encoder.encode(AdviceMessage.of(id, nextCount(), advice, nowUs), link.edition());
        if (frame == null || !link.sendFrame(frame)) {
            return false;
        }
        standard.sent.count(DownlinkMessage.DOWNLINK_MESSAGE_RSC);
        return true;
    }

    private int nextCount() {
        int now = count;
        count = (count + 1) % MESSAGE_COUNTS;
        return now;
    }

    private void remember(Advice advice, boolean acknowledged, long nowUs) {
        long untilUs = Math.max(advice.getValidUntilUs(), nowUs) + LATE_US;
        told.put(advice.getAdviceId(), new Told(advice, untilUs, acknowledged));
        if (told.size() > toldMax) {
            told.pollFirstEntry();
            counters.forgotten++;
        }
    }

    /** @param from whether a link is the one the acknowledgement came by: nobody else may acknowledge */
    void acknowledge(AdviceAck ack, Predicate<StationLink> from, long nowUs) {
        Told known = told.get(ack.getAdviceId());
        if (known == null
                || known.acknowledged()
                || links.findLink(known.advice().getStationId()).filter(from).isEmpty()) {
            counters.acksUnknown++;
            return;
        }
        counters.acknowledged++;
        told.put(ack.getAdviceId(), new Told(known.advice(), known.untilUs(), true));
        report(known.advice(), DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED, nowUs);
    }

    /** Forgets what is over. */
    void tick(long nowUs) {
        told.values().removeIf(one -> one.untilUs() < nowUs);
    }

    private void report(Advice advice, DeliveryOutcome outcome, long nowUs) {
        reports.advice(
                advice,
                AdviceReport.newBuilder()
                        .setAdviceId(advice.getAdviceId())
                        .setOutcome(outcome)
                        .setAtUs(nowUs)
                        .build());
    }
}
