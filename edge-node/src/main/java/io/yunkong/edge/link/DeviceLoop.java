package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.fastpath.Inlet;
import io.yunkong.edge.fastpath.Report;
import io.yunkong.edge.statistics.Defects;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.edge.statistics.RequestDefect;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.schema.Edition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the device links of one event loop share: the clock of the current read cycle, the message reader, the inlet to the fast path, the
 * counters, and the sweep that looks for links that have run out of time. Owned by that event loop.
 */
public final class DeviceLoop {
    private static final long SWEEP_MS = 10;
    /** So many sweeps see every link once: thousands at a time would hold up the messages of all. */
    static final int SWEEPS_A_ROUND = 20;

    private static final long SWEEP_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Multiples of it, without the whole part, lie as evenly in [0, 1) as can be, however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** Something that can run out of time. */
    public interface Swept {
        /** @return false when it is over and need not be looked at again */
        boolean sweep(long nowNanos);

        /** Says goodbye and sees to it that the link is closed soon; returns the closing. */
        ChannelFuture shutDown();
    }

    /** Whoever sends message frames: decides whether a station may speak here. */
    public interface Speaker extends MessageReader.Sender {
        @Nullable RejectReason admit(long stationId);

        /** The station that messages come from which do not say it themselves (MAP, SPAT); 0 = not known. */
        long station();

        /** What the device of a station that it has just been let speak as is known to be; unspecified = not known. */
        DeviceKind kind(long stationId);

        /** A message of its own was of another edition than the likely one. */
        void speaks(long stationId, Edition other);

        /** Its message was good. */
        void heard(long stationId);
    }

    private final Inlet inlet;
    private final MessageReader reader;
    private final ProtobufMessages protobufs = new ProtobufMessages();
    private final LinkCounters counters;
    private final LongSupplier clockUs;
    private final Ticker ticker;
    private final Defects defects;
    private final List<Swept> swept = new ArrayList<>();
    private int nextSwept;
    private double phase;
    private final Refusals refusals;
    private volatile Set<Long> roadsideUnits;
    private boolean reading;
    private long receivedAtUs;
    private long readAtNanos;
    private long sweptAtNanos;
    private long heldUpNanos;

    /**
     * @param clockUs microseconds since 1970 UTC
     * @param ticker for time limits
     */
    public DeviceLoop(Zone zone, Inlet inlet, LinkCounters counters, LongSupplier clockUs, Ticker ticker) {
        this.inlet = inlet;
        this.roadsideUnits = stations(zone);
        this.counters = counters;
        this.clockUs = clockUs;
        this.ticker = ticker;
        this.defects = new Defects(ticker::nanoTime);
        this.refusals = new Refusals(counters, ticker);
        this.reader = new MessageReader(zone, counters.objectsRejected, refusals::emergencyRun, inlet::spare);
        this.sweptAtNanos = ticker.nanoTime();
    }

    private static Set<Long> stations(Zone zone) {
        return zone.roadsideUnits().stream().map(RoadsideUnit::stationId).collect(Collectors.toUnmodifiableSet());
    }

    /** Takes sensor messages of the roadside units of another version of the zone from now on, which has the same origin. Any thread. */
    public void activate(Zone next) {
        roadsideUnits = stations(next);
    }

    /** Looks after time limits from now on. */
    public void start(EventLoop loop) {
        var _ = loop.scheduleWithFixedDelay(
                defects.guard("sweep", this::sweep), SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    public LinkCounters counters() {
        return counters;
    }

    public Refusals refusals() {
        return refusals;
    }

    public Defects defects() {
        return defects;
    }

    /** First octets of a read cycle: everything it brings was received now. */
    public void beginRead() {
        if (!reading) {
            reading = true;
            receivedAtUs = clockUs.getAsLong();
            readAtNanos = ticker.nanoTime();
        }
    }

    /** The last octets of a read cycle have been handed on. */
    public void endRead() {
        reading = false;
        inlet.endOfRead();
    }

    /** When the current read cycle began; for rates. */
    public long readAtNanos() {
        return readAtNanos;
    }

    /** When the current read cycle began, by the clock of {@link #limitNanos}. */
    public long readAtLimitNanos() {
        return readAtNanos - heldUpNanos;
    }

    /**
     * Clock of the limits on what a device does. It stands still while this loop is held up (a pause of the process, a machine out of breath):
     * what a device sent meanwhile waits unread, and no link may be closed for that.
     */
    public long limitNanos() {
        return ticker.nanoTime() - heldUpNanos;
    }

    /** Monotonic, the same for all loops. */
    public long nanoTime() {
        return ticker.nanoTime();
    }

    /** Microseconds since 1970 UTC. */
    public long nowUs() {
        return clockUs.getAsLong();
    }

    /** The same as {@link #nowUs}. */
    public Instant now() {
        return Instant.EPOCH.plus(nowUs(), ChronoUnit.MICROS);
    }

    /** One message frame: decode, check who speaks, convert, pass on. Every way out is counted. */
    public void message(ByteBuf in, int length, Speaker speaker) {
        take(in, length, null, speaker);
    }

    /**
     * One message frame that came in another form and was encoded here: like {@link #message}, but it is known of what edition it is, and that
     * says nothing about the sender's.
     */
    public void encodedMessage(byte[] frame, Edition edition, Speaker speaker) {
        take(Unpooled.wrappedBuffer(frame), frame.length, edition, speaker);
    }

    /** @param encodedIn the edition in which it was encoded here; null = it is as it came */
    private void take(ByteBuf in, int length, @Nullable Edition encodedIn, Speaker speaker) {
        counters.received++;
        try {
            RejectReason refusal = encodedIn == null
                    ? reader.decode(in, length, speaker)
                    : reader.decodeEncoded(in, length, encodedIn);
            decoded(refusal, speaker);
        } catch (RuntimeException
                | LinkageError e) { // the codec makes classes when it meets a message for the first time
            counters.rejected.count(RejectReason.NODE_DEFECT);
            defects.report("message frame", e);
        }
    }

    /** @param refusal why what was read is no message; null = it is one */
    private void decoded(@Nullable RejectReason refusal, Speaker speaker) {
        RejectReason reason = refusal;
        if (reason != null) {
            reject(reason, speaker.station());
            return;
        }
        long station = reader.namesStation() ? reader.stationId() : speaker.station();
        reason = admit(station, speaker);
        if (reason != null) {
            reject(reason, speaker.station());
            return;
        }
        if (reader.isIntention()) {
            heard(station, speaker);
            counters.intentions++;
            intention(station, speaker);
            return;
        }
        Report report = reader.observe(station, speaker.kind(station), receivedAtUs);
        if (report == null) {
            reject(reader.rejection(), station);
            return;
        }
        heard(station, speaker);
        if (reader.isPersonal()) {
            counters.personalReports++;
        } else if (reader.isSensorSharing() && !roadsideUnits.contains(station)) {
            counters.vehicleSensorReports++;
        }
        inlet.offer(report);
    }

    private void intention(long station, Speaker speaker) {
        Optional<PlannedPath> path =
                Optional.ofNullable(reader.plannedPath(receivedAtUs, counters.plansRefused::count));
        Optional<RequestFrame> request = Optional.empty();
        if (reader.asksForPriority()) {
            RequestDefect defect = admitRequest(station, speaker);
            if (defect == null) {
                request = reader.request(receivedAtUs, counters.requestsRefused::count);
            } else {
                counters.requestsRefused.count(defect);
            }
        }
        if (path.isEmpty() && request.isEmpty()) {
            counters.processed++;
        } else {
            inlet.offer(new Report.Intended(station, path, request));
        }
    }

    /** Whether who speaks may ask for priority at signals: by what it is known to be, not by what it tells of itself. */
    private static @Nullable RequestDefect admitRequest(long station, Speaker speaker) {
        if (speaker.station() != station) {
            return RequestDefect.NOT_IN_SESSION;
        }
        return switch (speaker.kind(station)) {
            case DEVICE_KIND_PUBLIC_TRANSPORT, DEVICE_KIND_EMERGENCY_VEHICLE -> null;
            case DEVICE_KIND_ONBOARD_UNIT, DEVICE_KIND_ROADSIDE_UNIT, DEVICE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                RequestDefect.NOT_ENTITLED;
        };
    }

    /** @param station that learns of it when this was its own report, 0 = not known */
    private void reject(RejectReason reason, long station) {
        counters.rejected.count(reason);
        if (reader.isOwnReport()) {
            tell(reason, station);
        }
    }

    /** A roadside unit tells nothing of itself. */
    private void tell(RejectReason unused, long station) {
        if (station != 0 && !roadsideUnits.contains(station)) {
            inlet.unused(station, unused);
        }
    }

    /** One message frame in protobuf: turned into UPER, and from there on like all others. */
    public void protobufMessage(ByteBuf in, int length, Speaker speaker) {
        try {
            encodedMessage(protobufs.toUper(in, length), ProtobufMessages.ENCODED_IN, speaker);
        } catch (ProtobufMessages.RejectedException e) {
            counters.reject(e.reason());
            if (e.isOwnReport()) {
                tell(e.reason(), speaker.station());
            }
        }
    }

    private void heard(long station, Speaker speaker) {
        speaker.heard(station);
        if (reader.tellsEdition() && reader.edition() != speaker.edition()) {
            speaker.speaks(station, reader.edition());
        }
    }

    private @Nullable RejectReason admit(long station, Speaker speaker) {
        if (station == 0) {
            return reader.namesStation() ? RejectReason.STATION_ID_ZERO : RejectReason.UNKNOWN_ROADSIDE_UNIT;
        }
        RejectReason reason = speaker.admit(station);
        if (reason != null || roadsideUnits.contains(station)) {
            return reason;
        }
        if (reader.needsRoadsideUnit()) {
            return RejectReason.UNKNOWN_ROADSIDE_UNIT;
        }
        // of others than itself a station speaks in a session only: there it is bound to what it says of itself
        return reader.isSensorSharing() && speaker.station() != station ? RejectReason.DATAGRAM_NOT_KEYED : null;
    }

    /**
     * Tells every device that the edge is stopping, and closes its link.
     *
     * @param executor this loop
     * @param done when all links are closed and what they brought is through the fast path
     */
    public void shutDown(EventExecutor executor, Promise<Void> done) {
        PromiseCombiner closings = new PromiseCombiner(executor);
        List.copyOf(swept).forEach(link -> closings.add((Future<?>) link.shutDown()));
        Promise<Void> closed = executor.newPromise();
        closings.finish(closed);
        var _ = closed.addListener(_ -> inlet.onceEmpty(() -> done.setSuccess(null)));
    }

    /** The part of an interval after which a link does for the first time what all links do at intervals: they take turns. [0, 1). */
    public double nextPhase() {
        phase = (phase + GOLDEN_RATIO) % 1;
        return phase;
    }

    /** Looks at a link several times a second until it is over. */
    public void watch(Swept link) {
        swept.add(link);
    }

    /** A defect in one link leaves the others their limits. */
    private boolean isOver(Swept link, long nowNanos) {
        try {
            return !link.sweep(nowNanos);
        } catch (RuntimeException e) {
            defects.report("sweep of a link", e);
            return false;
        }
    }

    void sweep() {
        long sweepNanos = ticker.nanoTime();
        heldUpNanos += Math.max(0, sweepNanos - sweptAtNanos - SWEEP_LATE_NANOS);
        sweptAtNanos = sweepNanos;
        long now = limitNanos();
        for (int left = Math.ceilDiv(swept.size(), SWEEPS_A_ROUND); left > 0; left--) {
            nextSwept = nextSwept < swept.size() ? nextSwept : 0;
            if (isOver(swept.get(nextSwept), now)) {
                Swept last = swept.removeLast();
                if (nextSwept < swept.size()) {
                    swept.set(nextSwept, last);
                }
            } else {
                nextSwept++;
            }
        }
    }
}
