package io.yunkong.edge.statistics;

import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.roadside.RoadsideDefect;
import io.yunkong.map.signal.SignalDefect;
import io.yunkong.map.warn.Application;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.ServiceLevel;
import java.util.Map;

/**
 * What an edge has done since it started. Immutable. The unit of received, processed, rejected, shed and in flight is the message frame;
 * a frame that was begun and never completed, and one with an impossible header, count as received and rejected.
 *
 * @param received message frames that came in, over TCP and UDP
 * @param processed frames whose content went into the map (for an RSM or SSM: the frame, its objects are counted in {@code objects}), or
 *     that were taken to be relayed
 * @param rejected frames not used, by reason
 * @param shed frames given up for a newer one of the same station because the edge had too much to do
 * @param inFlight frames read and not yet through the map
 * @param emergencyRunsRefused reports that told of an emergency run, and whose sender is no emergency vehicle, by what it is (unspecified = not
 *     known); the rest of each was used like any other
 * @param tracks confirmed tracks now
 * @param serviceLevel what the edge tells its devices now
 * @param latencyMs latency of raised warnings per hop
 * @param laneMap which version of the zone it works with
 * @param defects exceptions nobody foresaw, survived; anything but 0 is worth a look into the log
 */
public record EdgeStatistics(
        long received,
        long processed,
        Map<RejectReason, Long> rejected,
        Map<ShedClass, Long> shed,
        long inFlight,
        Objects objects,
        Map<DeviceKind, Long> emergencyRunsRefused,
        Sessions sessions,
        Resumes resumes,
        Tls tls,
        Mqtt mqtt,
        int tracks,
        Warnings warnings,
        AdviceGiven advice,
        Standard standard,
        Signals signals,
        Roadside roadside,
        Plans plans,
        Priority priority,
        PositionUses positionUses,
        Uplink uplink,
        ServiceLevel serviceLevel,
        Map<Hop, LatencySummary> latencyMs,
        LaneMap laneMap,
        long defects) {

    /**
     * The version of the zone that the edge works with.
     *
     * @param version content hash, 16 hex digits
     * @param activated versions that took over while it ran
     * @param refused versions that could not
     */
    public record LaneMap(String version, long activated, long refused) {}

    /** Objects inside sensor reports. */
    public record Objects(long accepted, Map<RejectReason, Long> rejected) {
        public Objects {
            rejected = Map.copyOf(rejected);
        }
    }

    /**
     * Connections and sessions of devices.
     *
     * @param connected TCP sessions open now
     * @param datagramStations stations heard over UDP lately
     * @param opened TCP connections since start
     * @param accepted sessions since start
     * @param messages good session messages since start
     * @param messagesOverRate heartbeats and acknowledgements not used because their device said more than its rate
     * @param acksFromStrangers datagram acknowledgements not used because no station sends from their address
     * @param refused refusals by code
     * @param closed ended connections by reason
     */
    public record Sessions(
            int connected,
            int datagramStations,
            long opened,
            long accepted,
            long messages,
            long messagesOverRate,
            long acksFromStrangers,
            Map<RefusalCode, Long> refused,
            Map<CloseReason, Long> closed) {
        public Sessions {
            refused = Map.copyOf(refused);
            closed = Map.copyOf(closed);
        }
    }

    /**
     * TLS handshakes of devices since start.
     *
     * @param handshakes begun
     * @param faults those that came to nothing, by reason
     */
    public record Tls(long handshakes, Map<HandshakeFault, Long> faults) {
        public Tls {
            faults = Map.copyOf(faults);
        }
    }

    /**
     * Sessions whose connection broke.
     *
     * @param away kept now
     * @param resumed taken up again by their device
     * @param notResumed Hellos that named a session which was not, or no longer, their device's; they got a new one
     * @param replayed warnings sent again because their device had not read them
     * @param lapsed whose device did not come back in time
     * @param sessionsForgotten forgotten early because too many were kept
     * @param messagesForgotten warnings forgotten early because too many were kept for their session
     */
    public record Resumes(
            int away,
            long resumed,
            long notResumed,
            long replayed,
            long lapsed,
            long sessionsForgotten,
            long messagesForgotten) {}

    /**
     * MQTT clients, whose connections are also counted in {@link Sessions}, and whose messages that are of no use in {@code rejected}.
     *
     * @param connected clients in now
     * @param relayedStations stations that only a roadside unit hears, now
     * @param accepted clients let in since start
     * @param publishes PUBLISH packets
     * @param publishesIgnored to topics that a profile knows and nobody reads
     * @param retainIgnored whose wish to be kept was ignored (MQTT 3.1.1 only, 5 is refused)
     * @param willsIgnored clients whose will was not kept
     * @param subscriptionsGranted topic filters
     * @param subscriptionsRefused topic filters that cover no topic of the client's own, or one too many
     * @param framesSent messages handed to the connections of clients
     * @param framesNotSent messages that the client's profile cannot write, or longer than the client takes
     * @param confirmed messages whose reception the client confirmed on the topic for that
     * @param confirmedFailed messages the client said it could not use
     */
    public record Mqtt(
            int connected,
            int relayedStations,
            long accepted,
            long publishes,
            long publishesIgnored,
            long retainIgnored,
            long willsIgnored,
            long subscriptionsGranted,
            long subscriptionsRefused,
            long framesSent,
            long framesNotSent,
            long confirmed,
            long confirmedFailed) {}

    /**
     * Warnings. {@code raised}, {@code delivered}, {@code acknowledged} and {@code duplicates} count warnings; the others count warning
     * messages, of which one warning has several (raised, updated, cleared).
     *
     * @param raised by this edge, by application
     * @param fromCloud messages that came from the cloud
     * @param delivered warnings whose raise was handed to the link of their station
     * @param messagesSent messages handed to links
     * @param acknowledged warnings whose station acknowledged the raise
     * @param acksUnknown acknowledgements of warnings this station was not sent, of another phase than the raise, or a second
     *     time
     * @param duplicates warnings not delivered because their twin had been
     * @param expired past their validity when they were to be sent
     * @param noSession their station has no link to this edge, or does not read it, or did not come back in time, or listens to nothing that
     *     could tell it
     * @param waiting kept now for a station whose connection is broken or full
     * @param superseded kept, and replaced by a newer state of their danger before they could be sent
     * @param oldEpoch from a cloud node that no longer owns the tile
     * @param ledgerOverflow times the ledger forgot its oldest warning because it was full
     */
    public record Warnings(
            Map<Application, Long> raised,
            long fromCloud,
            long delivered,
            long messagesSent,
            long acknowledged,
            long acksUnknown,
            long duplicates,
            long expired,
            long noSession,
            long waiting,
            long superseded,
            long oldEpoch,
            long ledgerOverflow) {
        public Warnings {
            raised = Map.copyOf(raised);
        }
    }

    /**
     * Messages of advice, of which one advice has several: from edge, cloud and roadside units = sent + expired + no session + waiting + old
     * epoch + not usable.
     *
     * @param fromEdge that this edge gave itself
     * @param fromCloud that came from the cloud
     * @param fromRoadside what roadside units told single vehicles by RSC
     * @param sent handed to the link of their station
     * @param acknowledged advice whose station acknowledged it
     * @param acksUnknown acknowledgements of advice this station was not sent, or a second time
     * @param expired past their validity when they were to be sent
     * @param noSession their station has no link to this edge, or does not read it, or understands neither notices nor RSC
     * @param waiting withdrawals that are tried again now
     * @param oldEpoch from a cloud node that no longer owns the tile
     * @param notUsable without an id, or of a manoeuvre that this edge does not know, or too long
     * @param forgotten advice whose acknowledgement is unknown because too much was remembered
     */
    public record AdviceGiven(
            long fromEdge,
            long fromCloud,
            long fromRoadside,
            long sent,
            long acknowledged,
            long acksUnknown,
            long expired,
            long noSession,
            long waiting,
            long oldEpoch,
            long notUsable,
            long forgotten) {}

    /**
     * Message frames of T/CSAE 53 and 157 for stations that read them.
     *
     * @param sent frames handed to links, by message: RSI are warnings and relayed events, RSC advice, SPAT relayed, MAP relayed
     *     and the zone's own to roadside units, RSM and SSM road users
     * @param overRate not relayed to a station because it got one of the same roadside unit about the same just before, or too
     *     many about other things
     * @param notTaken not taken by their link: closed, or its station does not read
     * @param notEncodable frames that the station's edition cannot say, or that are too long for a link
     * @param notUnderstood warnings to a station that understands neither notices nor RSI
     * @param deferred times a station was told of the road users around it 10 ms later because too many were to be told
     * @param objectsLeftOut road users not told to a station because too many others were nearer
     * @param numbersUsedUp road users not told because every ptcId was in use
     * @param intentions VIR taken; what became of their planned paths {@link Plans} tells, of their requests for priority {@link Priority}, nobody decides about others yet
     * @param personalReports PSM that went on to the map
     * @param vehicleSensorReports SSM of vehicles that went on to the map
     */
    public record Standard(
            Map<DownlinkMessage, Long> sent,
            long overRate,
            long notTaken,
            long notEncodable,
            long notUnderstood,
            long deferred,
            long objectsLeftOut,
            long numbersUsedUp,
            long intentions,
            long personalReports,
            long vehicleSensorReports) {
        public Standard {
            sent = Map.copyOf(sent);
        }
    }

    /**
     * What roadside units told of events and signs (RSI) and the map took.
     *
     * @param notices told, again or for the first time, and at least in part on lanes of the zone
     * @param refused notices and parts of them that could not be used, by reason
     */
    public record Roadside(long notices, Map<RoadsideDefect, Long> refused) {
        public Roadside {
            refused = Map.copyOf(refused);
        }
    }

    /**
     * What roadside units told of signals (SPAT) and the map took.
     *
     * @param reports intersections with at least one light for the map, taken
     * @param refused intersections and phases that could not be used, by reason
     */
    public record Signals(long reports, Map<SignalDefect, Long> refused) {
        public Signals {
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Ways that vehicles said they would take (VIR).
     *
     * @param taken that counted for predictions for a while
     * @param refused not used, or given up because they fit no way, by reason
     */
    public record Plans(long taken, Map<PlanDefect, Long> refused) {
        public Plans {
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Requests for signal priority on their way to roadside units, and the coordination that comes back ({@link AdviceGiven} tells what became of
     * it).
     *
     * @param requestsRelayed frames handed to the link of a roadside unit, one for each unit that is asked
     * @param requestsRefused what was not passed on, by reason: a whole message for who asks and when; a single request for what it asks; a frame to
     *     one unit when that cannot be reached or has had enough
     * @param coordinationRefused parts of RSC that were not passed on, by reason
     */
    public record Priority(
            long requestsRelayed,
            Map<RequestDefect, Long> requestsRefused,
            Map<CoordinationDefect, Long> coordinationRefused) {
        public Priority {
            requestsRefused = Map.copyOf(requestsRefused);
            coordinationRefused = Map.copyOf(coordinationRefused);
        }
    }

    /**
     * What stations were told of the use of what they tell of themselves.
     *
     * @param told messages, by level and reason, such as {@code none/outside_zone}
     * @param notWatched reports in doubt or refused of stations that were not told because too many others were
     */
    public record PositionUses(Map<String, Long> told, long notWatched) {
        public PositionUses {
            told = Map.copyOf(told);
        }
    }

    /**
     * The way to the cloud, in observations per tile that sees them: offered = sent + stale + replaced + pending.
     *
     * @param linksUp cloud nodes connected now
     * @param stale dropped because they were older than the limit before they could be sent
     * @param replaced dropped for a newer one of the same road user because the queue of their tile was full
     * @param pending waiting
     * @param reportsSent station events, edge warnings and delivery reports sent
     * @param reportsDropped edge warnings and delivery reports dropped because no cloud node took any and the queue was full
     * @param messagesBad messages from the cloud that could not be parsed
     */
    public record Uplink(
            int linksUp,
            long offered,
            long sent,
            long batches,
            long stale,
            long replaced,
            int pending,
            long reportsSent,
            long reportsDropped,
            long linksOpened,
            long linksLost,
            long messagesBad) {}

    public EdgeStatistics {
        rejected = Map.copyOf(rejected);
        shed = Map.copyOf(shed);
        emergencyRunsRefused = Map.copyOf(emergencyRunsRefused);
        latencyMs = Map.copyOf(latencyMs);
    }

    public long rejectedTotal() {
        return sum(rejected);
    }

    public long shedTotal() {
        return sum(shed);
    }

    /** Whether every frame that came in is accounted for. */
    public boolean balanced() {
        return received == processed + rejectedTotal() + shedTotal() + inFlight;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
