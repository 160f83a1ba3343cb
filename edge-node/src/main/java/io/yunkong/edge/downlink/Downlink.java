package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.ServiceLevel;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.ZoneStatus;
import io.yunkong.wire.frame.FrameHeader;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings warnings of the edge and of the cloud, and advice, to the station they are for and to no other, each once, and reports what became of
 * them. To stations that read standard messages it also brings the road users around them, and what roadside units near them say; to
 * roadside units the lane maps around them and what vehicles ask of them.
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

    private final StationLinks links;
    private final Audience audience;
    private final WarningDesk warnings;
    private final AdviceDesk advice;
    private final RoadsideRelay relay;
    private final RequestRelay requests;
    private final CoordinationDesk coordination;
    private final ObjectSharing sharing;
    private final MapBroadcast maps;
    private final LongSupplier clockUs;
    private Zone zone;
    private volatile byte[] zoneStatus;

    /**
     * @param clockUs microseconds since 1970 UTC
     */
    public Downlink(
            Setup setup, StationLinks links, DeliveryReports reports, MapCounters counters, LongSupplier clockUs) {
        this.zone = setup.zone();
        this.links = links;
        this.clockUs = clockUs;
        long id = MessageId.ofEdge(setup.edgeId());
        FrameEncoder encoder = new FrameEncoder(counters.standard);
        HazardLink hazards = new HazardLink(id, encoder, counters.standard);
        DeliveryLedger ledger = new DeliveryLedger(setup.ledgerMax());
        this.warnings = new WarningDesk(links, reports, ledger, hazards, counters, clockUs);
        this.advice = new AdviceDesk(id, links, reports, encoder, setup.ledgerMax(), counters);
        this.audience = new Audience(links, setup.zone());
        this.relay = new RoadsideRelay(audience, encoder, counters.standard);
        this.requests = new RequestRelay(links, audience, counters.priority);
        this.coordination = new CoordinationDesk(setup, audience, advice, counters.priority);
        this.sharing = new ObjectSharing(id, setup.zone().plane(), encoder, counters.standard);
        this.maps = new MapBroadcast(encoder, counters.standard);
        this.zoneStatus = encode(ServiceLevel.SERVICE_LEVEL_DEGRADED, "starting");
    }

    /** Loads what the first downlink would have to load, the schemas of messages. Any thread. */
    public static void preload() {
        var _ = new FrameEncoder(new StandardCounters());
    }

    /** Goes on with another version of the zone; roadside units are told the maps of the one before until they are given the next. */
    public void activate(Zone next) {
        zone = next;
        audience.activate(next);
    }

    /**
     * Tells roadside units these lane maps from now on.
     *
     * @param of the version of the zone that they are of; those of another than the current one are of no use any more
     */
    public void tellMaps(Zone of, MapMessages messages) {
        if (zone.version().equals(of.version())) {
            maps.activate(messages);
        }
    }

    /** A warning of this edge, with its stamps but the downlink's. */
    public void edgeWarning(Warning warning) {
        warnings.edgeWarning(warning);
    }

    /**
     * A warning of the cloud.
     *
     * @param deposed whether the node that raised it no longer owns the tile: its epoch is old
     */
    public void cloudWarning(Warning warning, boolean deposed) {
        warnings.cloudWarning(warning, deposed);
    }

    /** A notice that a link kept has gone down after all, or never will. */
    public void waited(Notice notice, Notice.Fate fate) {
        warnings.waited(notice, fate);
    }

    /**
     * Advice of the cloud.
     *
     * @param deposed whether the node that gave it no longer owns the tile: its epoch is old
     */
    public void cloudAdvice(Advice given, boolean deposed) {
        advice.cloudAdvice(given, deposed, clockUs.getAsLong());
    }

    /** Advice of this edge. */
    public void edgeAdvice(Advice given) {
        advice.edgeAdvice(given, clockUs.getAsLong());
    }

    /**
     * Passes what a roadside unit says on to the stations around it, or to the vehicle that it is for.
     *
     * @return why it was of no use, or null when it was taken
     */
    public @Nullable RejectReason relay(RoadsideFrame frame, long nowUs) {
        return frame.message() == DownlinkMessage.DOWNLINK_MESSAGE_RSC
                ? coordination.take(frame, nowUs)
                : relay.relay(frame, nowUs);
    }

    /**
     * Passes a vehicle's requests for signal priority on to the roadside units that answer them.
     *
     * @param signals knows the intersections of the zone in force
     */
    public void request(RequestFrame frame, SignalMessages signals, long nowUs) {
        requests.relay(frame, signals, nowUs);
    }

    /**
     * A station acknowledges the raise of a warning or an advice; nothing else is to be acknowledged.
     *
     * @param from whether a link is the one the acknowledgement came by: nobody else may acknowledge
     */
    public void acknowledge(Acknowledgement received, Predicate<StationLink> from) {
        switch (received) {
            case Acknowledgement.OfWarning(WarningAck ack) -> warnings.acknowledge(ack, from);
            case Acknowledgement.OfAdvice(AdviceAck ack) -> advice.acknowledge(ack, from, clockUs.getAsLong());
        }
    }

    /**
     * Lets time pass: forgets warnings that are over, and begins to look where the stations are.
     *
     * @param map the edge's
     */
    public void tick(long nowUs, CooperativeWarner map) {
        audience.begin(map, nowUs);
        sharing.tick(nowUs);
        maps.tick(audience, nowUs);
        warnings.tick(nowUs);
        advice.tick(nowUs);
    }

    /**
     * Tells stations that read standard messages of the road users around them, those whose turn it is, and goes on looking where stations are.
     * Takes about a millisecond at most; to be called every 10 ms.
     *
     * @param map the edge's
     */
    public void share(long nowUs, CooperativeWarner map) {
        audience.look(map, nowUs);
        sharing.share(audience, map, nowUs);
    }

    /** The way to a station that reads session messages; empty when there is none, or it reads message frames only. */
    public Optional<StationLink> findReader(long stationId) {
        return links.findLink(stationId).filter(link -> link.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE));
    }

    /** Name of a station's device; empty = not known. */
    public String deviceId(long stationId) {
        return links.findLink(stationId).map(StationLink::deviceId).orElse("");
    }

    /** Tells every station how much the edge's warnings cover from now on. */
    public void announce(ServiceLevel level, String reason) {
        byte[] message = encode(level, reason);
        zoneStatus = message;
        links.links().forEachRemaining(link -> link.send(message)); // who does not read is closed by his session
    }

    /** The zone status in force, encoded, for a station that has just come. Any thread. */
    public byte[] zoneStatusMessage() {
        return zoneStatus;
    }

    private byte[] encode(ServiceLevel level, String reason) {
        return EdgeMessage.newBuilder()
                .setZoneStatus(ZoneStatus.newBuilder()
                        .setZone(zone.name())
                        .setLevel(level)
                        .setReason(reason))
                .build()
                .toByteArray();
    }
}
