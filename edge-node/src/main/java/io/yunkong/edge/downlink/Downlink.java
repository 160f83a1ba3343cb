package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.Hop;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.ZoneStatus;
import io.yunkong.wire.frame.FrameHeader;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings warnings of the edge and of the cloud, and advice, to the station they are for and to no other, each once, and reports what became of
 * them. To stations that read standard messages it also brings the road users around them, and what roadside units near them say.
 * Owned by the map thread; only {@link #zoneStatusMessage()} may be called by others.
 */
public final class Downlink {
    /** A session appends the sequence: a tag octet and up to ten of the number. */
    private static final int SEQUENCE_BYTES_MAX = 11;

    /** What an encoded EdgeMessage may have without its sequence. */
    static final int MESSAGE_BYTES_MAX =
            FrameHeader.DEVICE_FRAME_BYTES_MAX - FrameHeader.TYPE_BYTES - SEQUENCE_BYTES_MAX;

    /**
     * What a downlink is of.
     *
     * @param zone the edge's
     * @param edgeId name of the edge, from which the id of its standard messages is made
     * @param ledgerMax warnings remembered at most, and as much advice, >= 1
     */
    public record Setup(Zone zone, String edgeId, int ledgerMax) {}

    private final String zone;
    private final StationLinks links;
    private final DeliveryReports reports;
    private final DeliveryLedger ledger;
    private final HazardLink hazards;
    private final Audience audience;
    private final AdviceDesk advice;
    private final RoadsideRelay relay;
    private final ObjectSharing sharing;
    private final MapCounters counters;
    private final LongSupplier clockUs;
    private volatile byte[] zoneStatus;

    /**
     * @param clockUs microseconds since 1970 UTC
     */
    public Downlink(
            Setup setup, StationLinks links, DeliveryReports reports, MapCounters counters, LongSupplier clockUs) {
        this.zone = setup.zone().name();
        this.links = links;
        this.reports = reports;
        this.ledger = new DeliveryLedger(setup.ledgerMax());
        this.counters = counters;
        this.clockUs = clockUs;
        long id = MessageId.ofEdge(setup.edgeId());
        FrameEncoder encoder = new FrameEncoder(counters.standard);
        this.hazards = new HazardLink(id, encoder, counters.standard);
        this.advice = new AdviceDesk(id, links, reports, encoder, setup.ledgerMax(), counters);
        this.audience = new Audience(links, setup.zone());
        this.relay = new RoadsideRelay(audience, encoder, counters.standard);
        this.sharing = new ObjectSharing(id, setup.zone().plane(), encoder, counters.standard);
        this.zoneStatus = encode(ServiceLevel.SERVICE_LEVEL_DEGRADED, "starting");
    }

    /** A warning of this edge, with its stamps but the downlink's. */
    public void edgeWarning(Warning warning) {
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
    public void cloudWarning(Warning warning, boolean deposed) {
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

    /**
     * Advice of the cloud.
     *
     * @param deposed whether the node that gave it no longer owns the tile: its epoch is old
     */
    public void cloudAdvice(Advice given, boolean deposed) {
        advice.advise(given, deposed, clockUs.getAsLong());
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
            case REFUSED -> notSent(warning);
        };
    }

    /** A notice that a link kept has gone down after all, or never will. */
    public void waited(Notice notice, Notice.Fate fate) {
        counters.waiting--;
        switch (fate) {
            case SENT -> sent(notice);
            case LAPSED -> notSent(notice.warning());
            case SUPERSEDED -> counters.superseded++;
        }
    }

    private Warning sent(Notice notice) {
        counters.messagesSent++;
        if (notice.warning().getPhase() == WarningPhase.WARNING_PHASE_RAISED) {
            ledger.told(notice.toldId());
            counters.delivered++;
        }
        return report(notice.warning(), DeliveryOutcome.DELIVERY_OUTCOME_SENT, "");
    }

    private Warning notSent(Warning warning) {
        counters.noSession++;
        return report(warning, DeliveryOutcome.DELIVERY_OUTCOME_NO_SESSION, "");
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
        return Notice.Handed.REFUSED;
    }

    /**
     * Passes what a roadside unit says on to the stations around it.
     *
     * @return why it was of no use, or null when it was taken
     */
    public @Nullable RejectReason relay(RoadsideFrame frame, long nowUs) {
        return relay.relay(frame, nowUs);
    }

    /**
     * A station acknowledges the raise of a warning or an advice; nothing else is to be acknowledged.
     *
     * @param from whether a link is the one the acknowledgement came by: nobody else may acknowledge
     */
    public void acknowledge(Acknowledgement received, Predicate<StationLink> from) {
        switch (received) {
            case Acknowledgement.OfWarning(WarningAck ack) -> acknowledgeWarning(ack, from);
            case Acknowledgement.OfAdvice(AdviceAck ack) -> advice.acknowledge(ack, from, clockUs.getAsLong());
        }
    }

    private void acknowledgeWarning(WarningAck ack, Predicate<StationLink> from) {
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

    /**
     * Lets time pass: forgets warnings that are over, and looks where the stations are.
     *
     * @param map the edge's
     */
    public void tick(long nowUs, CooperativeWarner map) {
        audience.refresh(map, nowUs);
        sharing.tick(nowUs);
        hazards.tick(nowUs);
        ledger.forgetEnded(nowUs);
        advice.tick(nowUs);
        counters.ledgerOverflow = ledger.overflow();
    }

    /**
     * Tells stations that read standard messages of the road users around them, those whose turn it is. Takes about a millisecond at most; to
     * be called every 10 ms.
     *
     * @param map the edge's
     */
    public void share(long nowUs, CooperativeWarner map) {
        sharing.share(audience, map, nowUs);
    }

    /** Tells every station how much the edge's warnings cover from now on. */
    public void announce(ServiceLevel level, String reason) {
        byte[] message = encode(level, reason);
        zoneStatus = message;
        links.forEachLink(link -> link.send(message)); // who does not read is closed by his session
    }

    /** The zone status in force, encoded, for a station that has just come. Any thread. */
    public byte[] zoneStatusMessage() {
        return zoneStatus;
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

    private byte[] encode(ServiceLevel level, String reason) {
        return EdgeMessage.newBuilder()
                .setZoneStatus(
                        ZoneStatus.newBuilder().setZone(zone).setLevel(level).setReason(reason))
                .build()
                .toByteArray();
    }

    /** A warning whose evidence is too long for a device's frame goes down without the predicted paths; the cloud has them. */
    private static byte[] encode(Warning warning, String toldId) {
        Warning.Builder told = warning.toBuilder().setWarningId(toldId);
        EdgeMessage message = EdgeMessage.newBuilder().setWarning(told).build();
        if (message.getSerializedSize() <= MESSAGE_BYTES_MAX) {
            return message.toByteArray();
        }
        told.getEvidenceBuilder().clearHostPath().clearCounterpartPath();
        return EdgeMessage.newBuilder().setWarning(told).build().toByteArray();
    }
}
