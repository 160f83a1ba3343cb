package io.yunkong.edge.link.datagram;

import io.netty.buffer.ByteBuf;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.session.SessionKey;
import io.yunkong.edge.link.session.SessionKeys;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams under the keys of sessions. Key, MAC and sequence are checked before anything else is looked at, and nothing is answered to what
 * fails them. Such a datagram speaks for its session's station, from whatever address. Owned by the listener's event loop.
 */
final class KeyedDatagrams implements DeviceLoop.Speaker {
    private final byte[] octets = new byte[FrameHeader.DEVICE_FRAME_BYTES_MAX];
    private final DeviceLoop loop;
    private final SessionKeys keys;
    private final LinkCounters counters;
    private @Nullable SessionKey current;
    private @Nullable InetSocketAddress sender;

    KeyedDatagrams(DeviceLoop loop, SessionKeys keys) {
        this.loop = loop;
        this.keys = keys;
        this.counters = loop.counters();
    }

    /** @param length octets of the datagram, no more than the frame limit */
    void receive(ByteBuf in, int length, InetSocketAddress from) {
        if (length <= DatagramSeal.length(0)) {
            counters.reject(RejectReason.TRUNCATED);
            return;
        }
        in.getBytes(in.readerIndex(), octets, 0, length);
        SessionKey key = keys.find(DatagramSeal.keyId(octets));
        if (key == null) {
            counters.reject(RejectReason.DATAGRAM_KEY_UNKNOWN);
        } else if (!key.isSealed(octets, length)) {
            counters.reject(RejectReason.DATAGRAM_MAC_WRONG);
        } else if (!key.take(DatagramSeal.sequence(octets))) {
            counters.reject(RejectReason.DATAGRAM_REPLAYED);
        } else if (!key.mayPass(loop.readAtNanos())) {
            counters.reject(RejectReason.RATE_LIMIT);
        } else {
            current = key;
            sender = from;
            in.skipBytes(DatagramSeal.HEADER_BYTES);
            loop.message(in, length - DatagramSeal.length(0), this);
        }
    }

    @Override
    public @Nullable RejectReason admit(long stationId) {
        return current != null && current.stationId() == stationId ? null : RejectReason.FOREIGN_STATION_ID;
    }

    @Override
    public long station() {
        return current == null ? 0 : current.stationId();
    }

    @Override
    public DeviceKind kind(long stationId) {
        return current == null ? DeviceKind.DEVICE_KIND_UNSPECIFIED : current.kind();
    }

    @Override
    public Edition edition() {
        return current == null ? Edition.E2020 : current.edition();
    }

    @Override
    public void speaks(long stationId, Edition other) {
        if (current != null) {
            current.speaks(other);
        }
    }

    @Override
    public void heard(long stationId) {
        SessionKey key = current;
        InetSocketAddress from = sender;
        if (key != null && from != null) {
            key.heardFrom(from);
        }
    }
}
