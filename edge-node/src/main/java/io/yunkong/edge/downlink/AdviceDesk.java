package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
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
import io.yunkong.wire.schema.Edition;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings advice to the vehicle it is for, as a session message or as roadside coordination, and takes its acknowledgement. Advice is not kept
 * for a vehicle that cannot be reached: who gives it renews it while it holds. Its withdrawal is tried again for as long as the vehicle may
 * follow it. Not thread-safe: owned by the map thread.
 */
final class AdviceDesk {
    /** Acknowledgements of what is over may be on their way this long. */
    static final long LATE_US = 2_000_000;

    /**
     * Advice that was told.
     *
     * @param advice its newest state
     * @param asTold by a roadside unit; null = it is the cloud's or the edge's own
     * @param untilUs it is remembered
     * @param withdrawn its withdrawal has yet to be told
     */
    private record Told(
            Advice advice,
            AdviceMessage.@Nullable AsTold asTold,
            long untilUs,
            boolean acknowledged,
            boolean withdrawn) {}

    private final long id;
    private final StationLinks links;
    private final DeliveryReports reports;
    private final FrameEncoder encoder;
    private final int toldMax;
    private final AdviceCounters counters;
    private final StandardCounters standard;
    private final SequencedMap<String, Told> told = new LinkedHashMap<>();
    private final SequencedMap<Long, MessageCount> counts = new LinkedHashMap<>();

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
    void cloudAdvice(Advice advice, boolean deposed, long nowUs) {
        counters.fromCloud++;
        if (deposed) {
            counters.oldEpoch++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_OLD_EPOCH, nowUs);
        } else {
            take(advice, null, nowUs);
        }
    }

    /** Advice of this edge. */
    void edgeAdvice(Advice advice, long nowUs) {
        counters.fromEdge++;
        take(advice, null, nowUs);
    }

    /** What a roadside unit advises. */
    void pass(Advice advice, AdviceMessage.AsTold asTold, long nowUs) {
        counters.fromRoadside++;
        take(advice, asTold, nowUs);
    }

    private void take(Advice advice, AdviceMessage.@Nullable AsTold asTold, long nowUs) {
        if (!isUsable(advice) || encode(advice).length > Downlink.MESSAGE_BYTES_MAX) {
            counters.notUsable++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_NOT_USABLE, nowUs);
            return;
        }
        Told before = told.get(advice.getAdviceId());
        if (before != null && before.withdrawn()) {
            giveUp(before, nowUs); // the newest with an id holds
            told.remove(advice.getAdviceId());
        }
        boolean withdrawal = advice.getValidUntilUs() <= advice.getGivenAtUs();
        if (advice.getValidUntilUs() < nowUs && !(withdrawal && before != null)) {
            counters.expired++;
            report(advice, DeliveryOutcome.DELIVERY_OUTCOME_EXPIRED, nowUs);
            return;
        }
        boolean acknowledged = before != null && before.acknowledged();
        DeliveryOutcome outcome = tell(advice, asTold, nowUs);
        if (outcome == DeliveryOutcome.DELIVERY_OUTCOME_SENT) {
            long untilUs = Math.max(advice.getValidUntilUs(), nowUs) + LATE_US;
            remember(new Told(advice, asTold, untilUs, acknowledged, false), nowUs);
        } else if (withdrawal && before != null) {
            counters.waiting++;
            remember(new Told(advice, asTold, before.untilUs(), acknowledged, true), nowUs);
        } else {
            counters.noSession++;
            report(advice, outcome, nowUs);
        }
    }

    /** SENT when it was handed to the link of its station, which is reported at once; else why not. */
    private DeliveryOutcome tell(Advice advice, AdviceMessage.@Nullable AsTold asTold, long nowUs) {
        DeliveryOutcome outcome = links.findLink(advice.getStationId())
                .map(link -> hand(link, advice, asTold, nowUs))
                .orElse(DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION);
        if (outcome == DeliveryOutcome.DELIVERY_OUTCOME_SENT) {
            counters.sent++;
            report(advice, outcome, nowUs);
        }
        return outcome;
    }

    private void giveUp(Told waiting, long nowUs) {
        counters.waiting--;
        counters.noSession++;
        report(waiting.advice(), DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION, nowUs);
    }

    private static byte[] encode(Advice advice) {
        return EdgeMessage.newBuilder().setAdvice(advice).build().toByteArray();
    }

    private static boolean isUsable(Advice advice) {
        return !advice.getAdviceId().isEmpty()
                && advice.getManoeuvre() != AdvisedManoeuvre.ADVISED_MANOEUVRE_UNSPECIFIED
                && advice.getManoeuvre() != AdvisedManoeuvre.UNRECOGNIZED;
    }

    /** As a session message to who understands those, else as roadside coordination: nobody gets both. */
    private DeliveryOutcome hand(StationLink link, Advice advice, AdviceMessage.@Nullable AsTold asTold, long nowUs) {
        if (link.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)) {
            return outcome(link.send(encode(advice)));
        }
        if (!link.understands(DownlinkMessage.DOWNLINK_MESSAGE_RSC)) {
            standard.notUnderstood++;
            return DeliveryOutcome.DELIVERY_OUTCOME_NOT_UNDERSTOOD;
        }
        byte[] frame = asTold == null ? encodeOwn(link, advice, nowUs) : encode(asTold, link.edition());
        if (frame == null) {
            return DeliveryOutcome.DELIVERY_OUTCOME_NOT_UNDERSTOOD;
        }
        boolean sent = link.sendFrame(frame);
        if (sent) {
            standard.sent.count(DownlinkMessage.DOWNLINK_MESSAGE_RSC);
        }
        return outcome(sent);
    }

    private byte @Nullable [] encodeOwn(StationLink link, Advice advice, long nowUs) {
        int count = countTo(link.carrierId()).next();
        return encoder.encode(AdviceMessage.of(id, count, advice, nowUs), link.edition());
    }

    private byte @Nullable [] encode(AdviceMessage.AsTold asTold, Edition edition) {
        Optional<ByteString> octets = asTold.octets().filter(_ -> edition == Edition.E2020);
        return octets.isPresent() ? octets.get().toByteArray() : encoder.encode(asTold.frame(), edition);
    }

    private static DeliveryOutcome outcome(boolean handedOver) {
        return handedOver ? DeliveryOutcome.DELIVERY_OUTCOME_SENT : DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION;
    }

    private MessageCount countTo(long carrierId) {
        MessageCount count = counts.computeIfAbsent(carrierId, _ -> new MessageCount());
        if (counts.size() > toldMax) {
            counts.pollFirstEntry();
        }
        return count;
    }

    private void remember(Told state, long nowUs) {
        told.put(state.advice().getAdviceId(), state);
        if (told.size() > toldMax) {
            Told oldest = told.pollFirstEntry().getValue();
            counters.forgotten++;
            if (oldest.withdrawn()) {
                giveUp(oldest, nowUs);
            }
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
        told.put(ack.getAdviceId(), new Told(known.advice(), known.asTold(), known.untilUs(), true, known.withdrawn()));
        report(known.advice(), DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED, nowUs);
    }

    /** Tells what has been withdrawn to whom it could not be told, and forgets what is over. */
    void tick(long nowUs) {
        told.values().removeIf(one -> {
            if (one.withdrawn() && tell(one.advice(), one.asTold(), nowUs) == DeliveryOutcome.DELIVERY_OUTCOME_SENT) {
                counters.waiting--;
                return true;
            }
            boolean over = one.untilUs() < nowUs;
            if (over && one.withdrawn()) {
                giveUp(one, nowUs);
            }
            return over;
        });
    }

    private void report(Advice advice, DeliveryOutcome outcome, long nowUs) {
        if (advice.getEpoch() == 0) {
            return; // this edge's own, or passed on by it: no cloud node knows of it
        }
        reports.advice(
                advice,
                AdviceReport.newBuilder()
                        .setAdviceId(advice.getAdviceId())
                        .setOutcome(outcome)
                        .setAtUs(nowUs)
                        .build());
    }
}
