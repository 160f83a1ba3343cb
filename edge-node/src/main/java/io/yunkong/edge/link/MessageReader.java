package io.yunkong.edge.link;

import io.netty.buffer.ByteBuf;
import io.yunkong.edge.fastpath.Report;
import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageKind;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the octets of a message frame to a report in SI units, in two steps: {@link #decode} to raw integers, so that the caller can see
 * who speaks, then {@link #observe}. The views and the octets' copy are reused. Not thread-safe: one for each event loop.
 */
final class MessageReader {
    private final byte[] octets = new byte[FrameHeader.DEVICE_FRAME_BYTES_MAX];
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final ObservationReader observations;
    private final EnumCounters<RejectReason> objectsRejected;
    private MessageKind kind = MessageKind.UNKNOWN;

    /** @param objectsRejected counts objects inside a sensor report that are of no use, while the report as a whole is */
    MessageReader(Zone zone, EnumCounters<RejectReason> objectsRejected) {
        this.observations = new ObservationReader(zone.plane());
        this.objectsRejected = objectsRejected;
    }

    /**
     * Reads and checks a whole message frame.
     *
     * @param in its octets are taken out, whatever comes of it
     * @return null when it is good
     */
    @Nullable RejectReason decode(ByteBuf in, int length) {
        in.readBytes(octets, 0, length);
        kind = length == 0 ? MessageKind.UNKNOWN : MessageKind.of(octets[0]);
        try {
            return switch (kind) {
                case BSM -> {
                    bsm.wrap(octets, 0, length);
                    yield null;
                }
                case RSM -> {
                    rsm.wrap(octets, 0, length);
                    yield null;
                }
                case MAP, SPAT, RSI, EXTENSION -> RejectReason.UNSUPPORTED_MESSAGE;
                case UNKNOWN -> RejectReason.MALFORMED;
            };
        } catch (UperException e) {
            return switch (e.reason()) {
                case TRUNCATED -> RejectReason.TRUNCATED;
                case TRAILING_BYTES -> RejectReason.TRAILING_BYTES;
                case OUT_OF_RANGE, UNKNOWN_ALTERNATIVE, FRAGMENTED, TOO_LARGE, OTHER_MESSAGE, PADDING_NOT_ZERO ->
                    RejectReason.MALFORMED;
            };
        }
    }

    /** Station id of the frame just decoded. */
    long stationId() {
        return kind == MessageKind.BSM ? bsm.id() : rsm.id();
    }

    /**
     * Converts the frame just decoded.
     *
     * @param receivedAtUs when it was read
     * @return null when it is of no use: see {@link #rejection()}
     */
    @Nullable Report observe(long receivedAtUs) {
        if (kind == MessageKind.RSM) {
            return new Report(rsm.id(), ShedClass.SENSOR_REPORT, objects(receivedAtUs));
        }
        SelfReport self = observations.selfReport(bsm, receivedAtUs);
        return self == null ? null : new Report(bsm.id(), ShedClass.SELF_REPORT, List.of(self));
    }

    /** Why {@link #observe} returned null. */
    RejectReason rejection() {
        return observations.rejection();
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
