package io.yunkong.edge.link;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.edge.fastpath.Report;
import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.edge.statistics.RequestDefect;
import io.yunkong.map.exchange.MessageObservations;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.PlanDefect;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.MessageKind;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From the octets of a message frame to a report in SI units, or to a frame that can be relayed, in two steps: {@link #decode} to raw
 * integers, so that the caller can see who speaks, then {@link #observe}. BSM and RSM, which are nearly all, go through views that allocate
 * nothing; the others through the general codec, in the edition of their sender. The views and the octets' copy are reused. Not thread-safe:
 * one for each event loop.
 */
final class MessageReader {
    /** Where a frame comes from. */
    @FunctionalInterface
    interface Sender {
        /** The likely edition of what it sends. Not asked of messages that are the same in both. */
        Edition edition();
    }

    private final byte[] octets = new byte[FrameHeader.DEVICE_FRAME_BYTES_MAX];
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final AnyEditionCodec codec = new AnyEditionCodec();
    private final MessageCodec codec2019 = MessageCodec.of(Edition.E2019);
    private final MessageCodec dayTwoCodec = MessageCodec.of(Edition.E2020);
    private final ObservationReader observations;
    private final MessageObservations dayTwo;
    private final EnumCounters<RejectReason> objectsRejected;
    private final ObjLongConsumer<DeviceKind> emergencyRunsRefused;
    private final Supplier<Report.Own> spares;
    private Report.@Nullable Own spare;
    private MessageKind kind = MessageKind.UNKNOWN;
    private MessageFrame frame = MessageFrame.getDefaultInstance();
    private @Nullable Edition encodedIn;
    private Edition edition = Edition.E2020;
    private boolean tellsEdition;
    private int length;
    private RejectReason rejection = RejectReason.MALFORMED;

    /**
     * A reader for a zone.
     *
     * @param objectsRejected counts objects inside a sensor report that are of no use, while the report as a whole is
     * @param emergencyRunsRefused hears of what station, and of what kind it is, an emergency run is not believed
     * @param spares gives reports that nobody needs any more, to be written over
     */
    MessageReader(
            Zone zone,
            EnumCounters<RejectReason> objectsRejected,
            ObjLongConsumer<DeviceKind> emergencyRunsRefused,
            Supplier<Report.Own> spares) {
        this.observations = new ObservationReader(zone.plane());
        this.dayTwo = new MessageObservations(zone.plane());
        this.objectsRejected = objectsRejected;
        this.emergencyRunsRefused = emergencyRunsRefused;
        this.spares = spares;
    }

    /**
     * Reads and checks a whole message frame.
     *
     * @param in its octets are taken out, whatever comes of it
     * @param sender knows what edition is likely; asked only where that makes a difference
     * @return null when it is good
     */
    @Nullable RejectReason decode(ByteBuf in, int octetCount, Sender sender) {
        encodedIn = null;
        return read(in, octetCount, sender);
    }

    /**
     * Reads and checks a whole message frame that was encoded here: as of that edition and no other.
     *
     * @param in its octets are taken out
     * @return null when it is good
     */
    @Nullable RejectReason decodeEncoded(ByteBuf in, int octetCount, Edition itsEdition) {
        encodedIn = itsEdition;
        return read(in, octetCount, () -> itsEdition);
    }

    private @Nullable RejectReason read(ByteBuf in, int octetCount, Sender sender) {
        length = octetCount;
        tellsEdition = false;
        in.readBytes(octets, 0, length);
        kind = length == 0 ? MessageKind.UNKNOWN : MessageKind.of(octets[0]);
        try {
            return switch (kind) {
                case BSM -> {
                    wrapBsm();
                    yield null;
                }
                case RSM -> {
                    rsm.wrap(octets, 0, length);
                    yield null;
                }
                case MAP, SPAT, RSI -> {
                    decodeFrame(sender);
                    yield null;
                }
                case EXTENSION -> {
                    // the 2019 release would take anything there for a message of later days
                    frame = dayTwoCodec.decode(octets, 0, length);
                    isOf(Edition.E2020);
                    yield DayTwo.isTaken(extension()) ? null : RejectReason.UNSUPPORTED_MESSAGE;
                }
                case UNKNOWN -> RejectReason.MALFORMED;
            };
        } catch (UperException e) {
            frame = MessageFrame.getDefaultInstance(); // the one before is another's
            return switch (e.reason()) {
                case TRUNCATED -> RejectReason.TRUNCATED;
                case TRAILING_BYTES -> RejectReason.TRAILING_BYTES;
                case OUT_OF_RANGE, UNKNOWN_ALTERNATIVE, FRAGMENTED, TOO_LARGE, OTHER_MESSAGE, PADDING_NOT_ZERO ->
                    RejectReason.MALFORMED;
            };
        }
    }

    private void decodeFrame(Sender sender) throws UperException {
        if (encodedIn != null) {
            MessageCodec only = switch (encodedIn) {
                case E2019 -> codec2019;
                case E2020 -> dayTwoCodec;
            };
            frame = only.decode(octets, 0, length);
            isOf(encodedIn);
            return;
        }
        AnyEditionCodec.Decoded decoded = codec.decode(octets, 0, length, sender.edition());
        frame = decoded.frame();
        isOf(decoded.edition());
    }

    private void isOf(Edition its) {
        edition = its;
        tellsEdition = encodedIn == null;
    }

    /** A BSM is the same in both editions but for one member, where its path history began, which the view knows as of 2020. */
    private void wrapBsm() throws UperException {
        try {
            bsm.wrap(octets, 0, length);
        } catch (UperException refusal) {
            if (encodedIn == Edition.E2020) {
                throw refusal;
            }
            byte[] as2020;
            try {
                as2020 = dayTwoCodec.encode(codec2019.decode(octets, 0, length));
            } catch (UperException | ValueException alsoRefused) {
                throw refusal;
            }
            bsm.wrap(as2020, 0, as2020.length);
            isOf(Edition.E2019);
        }
    }

    private MessageFrameExt extension() {
        return frame.getMsgFrameExt();
    }

    /** Whether the frame just decoded says what edition its sender speaks: not one that is the same in both, or was encoded here. */
    boolean tellsEdition() {
        return tellsEdition;
    }

    /** Edition of the frame just decoded, if it {@link #tellsEdition}. */
    Edition edition() {
        return edition;
    }

    /** Whether the kind of the frame just decoded says whose it is; MAP and SPAT do not. */
    boolean namesStation() {
        return switch (kind) {
            case MAP, SPAT -> false;
            case BSM, RSM, RSI, EXTENSION, UNKNOWN -> true;
        };
    }

    /** Whether only a roadside unit may send what was just decoded. */
    boolean needsRoadsideUnit() {
        return switch (kind) {
            case MAP, SPAT, RSI, RSM -> true;
            case EXTENSION -> extension().hasRsc();
            case BSM, UNKNOWN -> false;
        };
    }

    /** Whether what was just decoded is what its sender's sensors see (SSM), be it a roadside unit or a vehicle. */
    boolean isSensorSharing() {
        return kind == MessageKind.EXTENSION && extension().hasSsm();
    }

    /** Whether what was just read is what its sender tells of itself, or, when it is no message, may have been meant so. */
    boolean isOwnReport() {
        return switch (kind) {
            case BSM, UNKNOWN -> true;
            case EXTENSION -> DayTwo.isOwnReport(extension());
            case MAP, SPAT, RSI, RSM -> false;
        };
    }

    /** Whether what was just decoded is the report of a person with a device (PSM). */
    boolean isPersonal() {
        return kind == MessageKind.EXTENSION && extension().hasPsm();
    }

    /** Station id of the frame just decoded; 0 when its kind names none. */
    long stationId() {
        return switch (kind) {
            case BSM -> bsm.id();
            case RSM -> rsm.id();
            case RSI -> MessageObservations.stationId(frame.getRsiFrame().getId());
            case EXTENSION -> DayTwo.stationId(extension());
            case MAP, SPAT, UNKNOWN -> 0;
        };
    }

    /**
     * Whether the frame just decoded is an intention or request (VIR). Where its sender is its BSMs tell more often and in full; taken as an
     * observation it would blot out what they say of turn signals and class. Of it the planned path is used.
     */
    boolean isIntention() {
        return kind == MessageKind.EXTENSION && extension().hasVir();
    }

    /**
     * The planned path of the intention just decoded.
     *
     * @param refused gets the reason when it cannot be used
     * @return null when there is none, or it cannot be used
     */
    @Nullable PlannedPath plannedPath(long receivedAtUs, Consumer<PlanDefect> refused) {
        return dayTwo.plannedPath(extension().getVir(), receivedAtUs, refused);
    }

    /** Whether the intention just decoded asks for priority at signals. */
    boolean asksForPriority() {
        return PriorityRequests.isAsked(extension().getVir());
    }

    /** What it asks for; empty when that cannot be used. */
    Optional<RequestFrame> request(long receivedAtUs, Consumer<RequestDefect> refused) {
        return PriorityRequests.of(extension().getVir(), ByteString.copyFrom(octets, 0, length), receivedAtUs, refused);
    }

    /**
     * Converts the frame just decoded.
     *
     * @param stationId whose it is
     * @param sender what the station's device is known to be
     * @param receivedAtUs when it was read
     * @return null when it is of no use: see {@link #rejection()}
     */
    @Nullable Report observe(long stationId, DeviceKind sender, long receivedAtUs) {
        return switch (kind) {
            case BSM -> {
                boolean usable = observations.selfReport(bsm, receivedAtUs, spare().self());
                rejection = observations.rejection();
                yield usable ? believed(taken(), sender) : null;
            }
            case RSM -> new Report.Sensed(stationId, objects(receivedAtUs));
            case MAP -> relayed(stationId, DownlinkMessage.DOWNLINK_MESSAGE_MAP, receivedAtUs);
            case SPAT -> relayed(stationId, DownlinkMessage.DOWNLINK_MESSAGE_SPAT, receivedAtUs);
            case RSI -> relayed(stationId, DownlinkMessage.DOWNLINK_MESSAGE_RSI, receivedAtUs);
            case EXTENSION -> extension(stationId, receivedAtUs);
            case UNKNOWN -> throw new IllegalStateException("nothing decoded: kind=UNKNOWN; not converted");
        };
    }

    /** Siren and light bar are anybody's to tell: only an emergency vehicle, by its identity, is on an emergency run. */
    private Report.Own believed(Report.Own own, DeviceKind sender) {
        SelfReport self = own.self();
        if (!self.announcement().emergencyRun() || sender == DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE) {
            return own;
        }
        emergencyRunsRefused.accept(sender, self.stationId());
        return new Report.Own(self.withoutEmergencyRun());
    }

    private @Nullable Report extension(long stationId, long receivedAtUs) {
        if (extension().hasSsm()) {
            List<Observation> objects =
                    dayTwo.sensorReports(extension().getSsm(), receivedAtUs, objectsRejected::count);
            return new Report.Sensed(stationId, objects);
        }
        if (extension().hasRsc()) {
            return relayed(stationId, DownlinkMessage.DOWNLINK_MESSAGE_RSC, receivedAtUs);
        }
        boolean usable =
                dayTwo.selfReport(extension().getPsm(), receivedAtUs, spare().self(), reason -> rejection = reason);
        return usable ? taken() : null;
    }

    /** To be written over; the same until it is taken. */
    private Report.Own spare() {
        Report.Own own = spare != null ? spare : spares.get();
        spare = own;
        return own;
    }

    private Report.Own taken() {
        Report.Own own = spare();
        spare = null;
        return own;
    }

    private Report relayed(long stationId, DownlinkMessage message, long receivedAtUs) {
        return new Report.Relayed(new RoadsideFrame(
                stationId, message, frame, edition, ByteString.copyFrom(octets, 0, length), receivedAtUs));
    }

    /** Why {@link #observe} returned null. */
    RejectReason rejection() {
        return rejection;
    }

    private List<Observation> objects(long receivedAtUs) {
        List<Observation> objects = new ArrayList<>(rsm.participantCount());
        while (rsm.next()) {
            SensorReport object = observations.sensorReport(rsm, receivedAtUs);
            if (object == null) {
                objectsRejected.count(observations.rejection());
            } else {
                objects.add(object);
            }
        }
        return objects;
    }
}
