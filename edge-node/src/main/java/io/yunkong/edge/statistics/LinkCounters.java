package io.yunkong.edge.statistics;

import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.RefusalCode;

/**
 * What the device links of one event loop have counted. Owned by that loop. The unit of the first group is the message frame (a UPER
 * MessageFrame, or a frame so broken that nobody knows what it was): received = processed + rejected + shed + in flight, at any time
 * between two tasks of the loop. Good session messages (Hello, heartbeat, acknowledgement) are counted apart.
 */
public final class LinkCounters {
    public long received;
    public long processed;
    public final EnumCounters<RejectReason> rejected = new EnumCounters<>(RejectReason.class);
    public final EnumCounters<ShedClass> shed = new EnumCounters<>(ShedClass.class);
    /** Read and decoded, not yet through the fast path. */
    public long inFlight;

    /** Intentions and requests (VIR). */
    public long intentions;
    /** Planned paths of those that cannot be read; what became of the others the map knows. */
    public final EnumCounters<PlanDefect> plansRefused = new EnumCounters<>(PlanDefect.class);
    /** Requests for signal priority that do not go on to the map thread. */
    public final EnumCounters<RequestDefect> requestsRefused = new EnumCounters<>(RequestDefect.class);
    /** Of those that went on to the map: what persons say of themselves (PSM). */
    public long personalReports;
    /** Of those that went on to the map: what vehicles' sensors see (SSM of stations that are no roadside units). */
    public long vehicleSensorReports;

    /** Self-reports that tell of an emergency run, which is not believed, by what their sender is; the rest of them is used. */
    public final EnumCounters<DeviceKind> emergencyRunsRefused = new EnumCounters<>(DeviceKind.class);

    public long objectsAccepted;
    public final EnumCounters<RejectReason> objectsRejected = new EnumCounters<>(RejectReason.class);

    public long connectionsOpened;
    public long sessionsAccepted;
    public long sessionMessages;
    /** Not looked at because their device said more than its rate; no message frames, so neither received nor rejected. */
    public long sessionMessagesOverRate;

    public long handshakes;
    public final EnumCounters<HandshakeFault> handshakeFaults = new EnumCounters<>(HandshakeFault.class);

    public long acksFromStrangers;
    public final EnumCounters<RefusalCode> refused = new EnumCounters<>(RefusalCode.class);
    public final EnumCounters<CloseReason> closed = new EnumCounters<>(CloseReason.class);

    public final MqttCounters mqtt = new MqttCounters();

    /** A frame that came in and is of no use. */
    public void reject(RejectReason reason) {
        received++;
        rejected.count(reason);
    }

    /** Adds what {@code other} has counted. */
    public void add(LinkCounters other) {
        received += other.received;
        processed += other.processed;
        rejected.add(other.rejected);
        shed.add(other.shed);
        inFlight += other.inFlight;
        intentions += other.intentions;
        plansRefused.add(other.plansRefused);
        requestsRefused.add(other.requestsRefused);
        personalReports += other.personalReports;
        vehicleSensorReports += other.vehicleSensorReports;
        emergencyRunsRefused.add(other.emergencyRunsRefused);
        objectsAccepted += other.objectsAccepted;
        objectsRejected.add(other.objectsRejected);
        connectionsOpened += other.connectionsOpened;
        sessionsAccepted += other.sessionsAccepted;
        sessionMessages += other.sessionMessages;
        sessionMessagesOverRate += other.sessionMessagesOverRate;
        handshakes += other.handshakes;
        handshakeFaults.add(other.handshakeFaults);
        acksFromStrangers += other.acksFromStrangers;
        refused.add(other.refused);
        closed.add(other.closed);
        mqtt.add(other.mqtt);
    }
}
