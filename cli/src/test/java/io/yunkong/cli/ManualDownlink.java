package io.yunkong.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.edge.downlink.DeliveryReports;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.exchange.SignalMessages;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.HeardAdvice;
import io.yunkong.sim.client.HeardFrame;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The real downlink of an edge, to stations that hear it at once, for what vehicles ask of roadside units and what these answer. */
final class ManualDownlink {
    /** Vehicles know notices, roadside units requests. */
    private record Link(long stationId, ManualDownlink by) implements StationLink {
        @Override
        public boolean send(byte[] message) {
            try {
                EdgeMessage sent = EdgeMessage.parseFrom(message);
                if (sent.hasAdvice()) {
                    by.ear.hear(new HeardAdvice(stationId, by.clockUs.getAsLong(), sent.getAdvice()));
                }
                return true;
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return message == DownlinkMessage.DOWNLINK_MESSAGE_NOTICE
                    || message == DownlinkMessage.DOWNLINK_MESSAGE_VIR;
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            by.ear.hear(new HeardFrame(stationId, by.clockUs.getAsLong(), frame));
            return true;
        }
    }

    private final class Links implements StationLinks {
        @Override
        public Optional<StationLink> findLink(long stationId) {
            return Optional.of(new Link(stationId, ManualDownlink.this));
        }

        @Override
        public Iterator<StationLink> links() {
            return Collections.emptyIterator(); // nobody reads standard messages
        }
    }

    /** Nobody asks. */
    private static final class NoReports implements DeliveryReports {
        @Override
        public void edgeWarning(Warning warning) {}

        @Override
        public void delivery(Warning warning, DeliveryReport report) {}

        @Override
        public void advice(Advice advice, AdviceReport report) {}
    }

    private final FleetEar ear;
    private final LongSupplier clockUs;
    private final MapCounters counters = new MapCounters(() -> 0);
    private final Downlink downlink;

    ManualDownlink(Zone zone, FleetEar ear, LongSupplier clockUs) {
        this.ear = ear;
        this.clockUs = clockUs;
        downlink = new Downlink(
                new Downlink.Setup(zone, "edge-1", 1_000), new Links(), new NoReports(), counters, clockUs);
    }

    /** A vehicle asks (VIR). */
    void request(long stationId, MessageFrame frame, byte[] octets, SignalMessages signals) {
        List<RequestFrame.Ask> asks = new ArrayList<>();
        for (DriveRequest request :
                frame.getMsgFrameExt().getVir().getIntAndReq().getReqsList()) {
            asks.add(new RequestFrame.Ask(
                    request.getInfo().getSignalPriority().getIntersectionId(), OptionalLong.empty()));
        }
        downlink.request(new RequestFrame(stationId, asks, ByteString.copyFrom(octets)), signals, clockUs.getAsLong());
    }

    /** A roadside unit answers (RSC). Returns why that was of no use; null = it was taken. */
    @Nullable RejectReason coordinate(long stationId, MessageFrame frame, byte[] octets) {
        long nowUs = clockUs.getAsLong();
        return downlink.relay(
                new RoadsideFrame(
                        stationId,
                        DownlinkMessage.DOWNLINK_MESSAGE_RSC,
                        frame,
                        Edition.E2020,
                        ByteString.copyFrom(octets),
                        nowUs),
                nowUs);
    }

    /** What was not passed on, by reason. */
    List<String> refused() {
        List<String> refused = new ArrayList<>();
        counters.priority
                .statistics(new EnumCounters<>(io.yunkong.edge.statistics.RequestDefect.class))
                .requestsRefused()
                .forEach((reason, count) -> refused.add(reason + "=" + count));
        counters.priority.coordinationRefused.toMap().forEach((reason, count) -> refused.add(reason + "=" + count));
        return refused;
    }
}
