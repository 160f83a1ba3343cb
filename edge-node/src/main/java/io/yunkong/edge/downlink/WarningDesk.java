package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.Hop;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Brings each warning, of the edge or of the cloud, once to its host, as a notice or as roadside information, and takes its acknowledgement. Not
 * thread-safe: owned by the map thread.
 */
final class WarningDesk {
    private final StationLinks links;
    private final DeliveryReports reports;
    private final DeliveryLedger ledger;
    private final HazardLink hazards;
    private final MapCounters counters;
    private final LongSupplier clockUs;

    /** @param clockUs microseconds since 1970 UTC */
    WarningDesk(
            StationLinks links,
            DeliveryReports reports,
            DeliveryLedger ledger,
            HazardLink hazards,
            MapCounters counters,
            LongSupplier clockUs) {
        this.links = links;
        this.reports = reports;
        this.ledger = ledger;
        this.hazards = hazards;
        this.counters = counters;
        this.clockUs = clockUs;
    }

    /** A warning of this edge, with its stamps but the downlink's. */
    void edgeWarning(Warning warning) {
        Warning sent = send(warning, false);
        if (sent.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            LatencyStamps stamps = sent.getEvidence().getStamps();
            counters.latency.record(Hop.OBSERVE, stamps.getEdgeReceivedAtUs(), stamps.getObservedAtUs());
            counters.latency.record(Hop.DECIDE, stamps.getObservedAtUs(), stamps.getEdgeDecidedAtUs());
            counters.latency.record(Hop.DOWNLINK, stamps.getEdgeDecidedAtUs(), stamps.getDownlinkAtUs());
            counters.latency.record(Hop.EDGE, stamps.getEdgeReceivedAtUs(), stamps.getDownlinkAtUs());
        }
    }

    /**
     * A warning of the cloud.
     *
     * @param deposed whether the node that raised it no longer owns the tile: its epoch is old
     */
    void cloudWarning(Warning warning, boolean deposed) {
        counters.fromCloud++;
        Warning.Builder returned = warning.toBuilder();
        returned.getEvidenceBuilder().getStampsBuilder().setEdgeReturnedAtUs(clockUs.getAsLong());
        if (deposed) {
            counters.oldEpoch++;
            report(returned.build(), DeliveryOutcome.DELIVERY_OUTCOME_OLD_EPOCH, "");
            return;
        }
        Warning sent = send(returned.build(), true);
        if (sent.getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            LatencyStamps stamps = sent.getEvidence().getStamps();
            counters.latency.record(Hop.CLOUD, stamps.getEdgeReceivedAtUs(), stamps.getDownlinkAtUs());
        }
    }

    /** Judges, sends and reports; returns the warning as it is now, with the downlink stamp when it was handed over. */
    private Warning send(Warning warning, boolean fromCloud) {
        long nowUs = clockUs.getAsLong();
        if (!fromCloud) {
            reports.edgeWarning(warning);
        }
        boolean over = warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        if (!over && warning.getValidUntilUs() < nowUs) {
            counters.expired++;
            return report(warning, DeliveryOutcome.DELIVERY_OUTCOME_EXPIRED, "");
        }
        return switch (ledger.judge(warning, nowUs)) {
            case DeliveryLedger.Verdict.Duplicate(String toldId, boolean firstTime) -> {
                counters.duplicates += firstTime ? 1 : 0;
                yield report(warning, DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE, toldId);
            }
            case DeliveryLedger.Verdict.Send(String toldId, WarningPhase phase) ->
                handOver(warning, toldId, phase, nowUs);
        };
    }

    private Warning handOver(Warning warning, String toldId, WarningPhase phase, long nowUs) {
        Warning.Builder stamped = warning.toBuilder().setPhase(phase);
        stamped.getEvidenceBuilder().getStampsBuilder().setDownlinkAtUs(nowUs);
        Warning told = stamped.build();
        Notice notice = new Notice(told, toldId, encode(told, toldId));
        Notice.Handed handed = links.findLink(warning.getHostStationId())
                .map(link -> hand(notice, link, nowUs))
                .orElse(Notice.Handed.REFUSED);
        return switch (handed) {
            case SENT -> sent(notice);
            case KEPT -> {
                counters.waiting++;
                yield warning;
            }
            case REFUSED -> notSent(warning, DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION);
            case NOT_UNDERSTOOD -> notSent(warning, DeliveryOutcome.DELIVERY_OUTCOME_NOT_UNDERSTOOD);
        };
    }

    /** A notice that a link kept has gone down after all, or never will. */
    void waited(Notice notice, Notice.Fate fate) {
        counters.waiting--;
        switch (fate) {
            case SENT -> sent(restamped(notice));
            case LAPSED -> notSent(notice.warning(), DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION);
            case SUPERSEDED -> counters.superseded++;
        }
    }

    /** As of now, not of when it began to wait. */
    private Notice restamped(Notice notice) {
        Warning.Builder warning = notice.warning().toBuilder();
        warning.getEvidenceBuilder().getStampsBuilder().setDownlinkAtUs(clockUs.getAsLong());
        return new Notice(warning.build(), notice.toldId(), notice.message());
    }

    private Warning sent(Notice notice) {
        counters.messagesSent++;
        if (notice.warning().getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            ledger.told(notice.toldId());
            counters.delivered++;
        }
        return report(notice.warning(), DeliveryOutcome.DELIVERY_OUTCOME_SENT, "");
    }

    private Warning notSent(Warning warning, DeliveryOutcome why) {
        counters.noSession++;
        return report(warning, why, "");
    }

    /** As a notice to who understands those, else as roadside information: nobody gets both. */
    private Notice.Handed hand(Notice notice, StationLink link, long nowUs) {
        if (link.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)) {
            return link.warn(notice);
        }
        if (link.understands(DownlinkMessage.DOWNLINK_MESSAGE_RSI)) {
            return hazards.send(link, notice.warning(), notice.toldId(), nowUs)
                    ? Notice.Handed.SENT
                    : Notice.Handed.REFUSED;
        }
        counters.standard.notUnderstood++;
        return Notice.Handed.NOT_UNDERSTOOD;
    }

    /**
     * A station acknowledges the raise of a warning; nothing else is to be acknowledged.
     *
     * @param from whether a link is the one the acknowledgement came by: nobody else may acknowledge
     */
    void acknowledge(WarningAck ack, Predicate<StationLink> from) {
        Optional<ToldDanger> told = ledger.findTold(ack.getWarningId());
        if (ack.getPhase() != WarningPhase.WARNING_PHASE_RAISED
                || told.isEmpty()
                || links.findLink(told.get().kind().hostStationId())
                        .filter(from)
                        .isEmpty()
                || !told.get().acknowledge()) {
            counters.acksUnknown++;
            return;
        }
        counters.acknowledged++;
        Warning warning = Warning.newBuilder()
                .setWarningId(ack.getWarningId())
                .setPhase(WarningPhase.WARNING_PHASE_RAISED)
                .setHostStationId(told.get().kind().hostStationId())
                .setHost(told.get().host())
                .build();
        report(warning, DeliveryOutcome.DELIVERY_OUTCOME_ACKNOWLEDGED, "");
    }

    private Warning report(Warning warning, DeliveryOutcome outcome, String duplicateOf) {
        reports.delivery(
                warning,
                DeliveryReport.newBuilder()
                        .setWarningId(warning.getWarningId())
                        .setPhase(warning.getPhase())
                        .setOutcome(outcome)
                        .setAtUs(clockUs.getAsLong())
                        .setDuplicateOf(duplicateOf)
                        .setStamps(warning.getEvidence().getStamps())
                        .build());
        return warning;
    }

    /** A warning whose evidence is too long for a device's frame goes down without the predicted paths; the cloud has them. */
    private static byte[] encode(Warning warning, String toldId) {
        Warning.Builder told = warning.toBuilder().setWarningId(toldId);
        EdgeMessage message = EdgeMessage.newBuilder().setWarning(told).build();
        if (message.getSerializedSize() <= Downlink.MESSAGE_BYTES_MAX) {
            return message.toByteArray();
        }
        told.getEvidenceBuilder().clearHostPath().clearCounterpartPath();
        return EdgeMessage.newBuilder().setWarning(told).build().toByteArray();
    }

    /** Forgets warnings that are over. */
    void tick(long nowUs) {
        hazards.tick(nowUs);
        ledger.forgetEnded(nowUs);
        counters.ledgerOverflow = ledger.overflow();
    }
}
