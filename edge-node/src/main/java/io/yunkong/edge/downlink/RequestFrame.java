package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.wire.csae.NodeReferenceID;
import java.util.List;
import java.util.OptionalLong;

/**
 * A message in which a vehicle asks for priority at signals (VIR), to be relayed to the roadside units that answer for them.
 *
 * @param stationId whose it is
 * @param asks what it asks for, one or more
 * @param octets it came as
 */
public record RequestFrame(long stationId, List<Ask> asks, ByteString octets) {
    /**
     * Priority at one intersection, or no longer.
     *
     * @param unit the roadside unit that is asked; empty = whichever answers for the intersection
     */
    public record Ask(NodeReferenceID intersection, OptionalLong unit) {}

    public RequestFrame {
        asks = List.copyOf(asks);
    }
}
