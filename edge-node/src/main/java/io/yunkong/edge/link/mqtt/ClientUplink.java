package io.yunkong.edge.link.mqtt;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.DeviceRates;
import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.mqtt.ClientRights.Use;
import io.yunkong.edge.link.profile.MessageName;
import io.yunkong.edge.link.profile.PayloadException;
import io.yunkong.edge.link.profile.Payloads;
import io.yunkong.edge.link.profile.Profile;
import io.yunkong.edge.link.profile.Sender;
import io.yunkong.edge.link.station.RelayedStation;
import io.yunkong.edge.link.station.Stations;
import io.yunkong.edge.link.station.TokenBucket;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.schema.Edition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What comes up from one MQTT client: from payload to message frames, and which stations it may speak for. A roadside unit speaks for itself
 * and passes on what vehicles around it say; a vehicle has the station of its first message. A station that has a link of its own is not heard
 * through a roadside unit as well: it says the same there, and who it is was checked there. Owned by its event loop.
 */
final class ClientUplink implements DeviceLoop.Speaker {
    /** Another roadside unit takes a vehicle over when the one that heard it first has not for so long. */
    private static final long RELAY_KEEPS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MqttSession session;
    private final ClientRights rights;
    private final DeviceLoop loop;
    private final Devices devices;
    private final ClientDownlink downlink;
    private final Payloads payloads;
    private final LinkCounters counters;
    private final DeviceRates.Kept rate;
    private final Map<Long, RelayedStation> relayed = new HashMap<>();
    private int messageCount;
    private int taken;
    private boolean foreign;
    private MessageName current = MessageName.BSM;

    ClientUplink(MqttSession session, ClientRights rights, DeviceLoop loop, Devices devices, ClientDownlink downlink) {
        this.session = session;
        this.rights = rights;
        this.loop = loop;
        this.devices = devices;
        this.downlink = downlink;
        this.payloads = session.payloads();
        this.counters = loop.counters();
        this.rate = devices.rates().of(session.deviceId(), session.isCertified(), rights.roadsideStation() != 0);
    }

    /** A packet other than PUBLISH: whether the client keeps its rate. */
    boolean mayPass() {
        return rate.take(loop.readAtNanos());
    }

    /** One PUBLISH; says what an MQTT 5 client is told. */
    PubAck publish(MqttPublishMessage message) {
        counters.mqtt.publishes++;
        if (!mayPass()) {
            counters.reject(RejectReason.RATE_LIMIT);
            return PubAck.QUOTA_EXCEEDED;
        }
        return switch (rights.use(message.variableHeader().topicName())) {
            case Use.Messages(Profile.Up rule, String device) ->
                messages(rule, device, ByteBufUtil.getBytes(message.payload()));
            case Use.Confirmation _ -> confirmation(ByteBufUtil.getBytes(message.payload()));
            case Use.Ignored _ -> {
                counters.mqtt.publishesIgnored++;
                yield PubAck.SUCCESS;
            }
            case Use.Foreign _ -> refused(RejectReason.FOREIGN_STATION_ID, PubAck.NOT_AUTHORIZED);
            case Use.RoadsideOnly _ -> refused(RejectReason.UNKNOWN_ROADSIDE_UNIT, PubAck.NOT_AUTHORIZED);
            case Use.Unknown _ -> refused(RejectReason.UNSUPPORTED_MESSAGE, PubAck.TOPIC_NAME_INVALID);
        };
    }

    private PubAck refused(RejectReason reason, PubAck answer) {
        counters.reject(reason);
        return answer;
    }

    private PubAck confirmation(byte[] octets) {
        try {
            if (Payloads.confirmed(octets)) {
                counters.mqtt.confirmed++;
            } else {
                counters.mqtt.confirmedFailed++;
            }
            return PubAck.SUCCESS;
        } catch (PayloadException e) {
            return refused(e.reason(), PubAck.PAYLOAD_FORMAT_INVALID);
        }
    }

    private PubAck messages(Profile.Up rule, String device, byte[] octets) {
        MessageName named = rule.messages().iterator().next();
        Sender sender = new Sender(rights.roadsideStation(), messageCount++, loop.nowUs());
        Payloads.Content content;
        try {
            content = payloads.read(octets, rule.payload(), named, sender);
        } catch (PayloadException e) {
            return refused(e.reason(), PubAck.PAYLOAD_FORMAT_INVALID);
        }
        taken = 0;
        foreign = false;
        boolean first = true;
        for (byte[] frame : content.frames()) {
            frame(frame, content.encodedIn(), rule, first);
            first = false;
        }
        boolean used = taken > 0 || content.frames().isEmpty();
        content.receipt()
                .ifPresent(receipt -> rule.answer()
                        .ifPresent(topic -> downlink.answer(topic.of(device), Payloads.receipt(receipt, used))));
        PubAck refused = foreign ? PubAck.NOT_AUTHORIZED : PubAck.IMPLEMENTATION_SPECIFIC_ERROR;
        return used ? PubAck.SUCCESS : refused;
    }

    /** The first frame of a packet has paid for itself when the packet came. */
    private void frame(byte[] frame, Optional<Edition> encodedIn, Profile.Up rule, boolean paid) {
        Optional<MessageName> name = MessageName.of(frame);
        if (frame.length > devices.limits().sizes().frameBytesMax()) {
            counters.reject(RejectReason.FRAME_TOO_LONG);
        } else if (!ClientRights.fits(rule, name)) {
            counters.reject(name.isEmpty() ? RejectReason.MALFORMED : RejectReason.UNSUPPORTED_MESSAGE);
        } else if (!paid && !mayPass()) {
            counters.reject(RejectReason.RATE_LIMIT);
        } else {
            current = name.get();
            if (encodedIn.isPresent()) {
                loop.encodedMessage(frame, encodedIn.get(), this);
            } else {
                loop.message(Unpooled.wrappedBuffer(frame), frame.length, this);
            }
        }
    }

    @Override
    public @Nullable RejectReason admit(long stationId) {
        RejectReason reason = findReason(stationId);
        foreign |= reason == RejectReason.FOREIGN_STATION_ID || reason == RejectReason.RELAY_NOT_ALLOWED;
        return reason;
    }

    private @Nullable RejectReason findReason(long stationId) {
        long own = session.stationId();
        if (stationId == own) {
            return null;
        }
        if (devices.isRoadsideUnit(stationId)) {
            return RejectReason.FOREIGN_STATION_ID;
        }
        if (rights.roadsideStation() != 0) {
            boolean ofItself = current == MessageName.BSM || current == MessageName.PSM;
            return ofItself ? admitRelayed(stationId) : RejectReason.FOREIGN_STATION_ID;
        }
        return own == 0 && rights.maySpeakAs(stationId) && session.claim(stationId)
                ? null
                : RejectReason.FOREIGN_STATION_ID;
    }

    private @Nullable RejectReason admitRelayed(long stationId) {
        if (!rights.mayRelay()) {
            return RejectReason.RELAY_NOT_ALLOWED;
        }
        Stations stations = devices.stations();
        if (stations.hasSession(stationId) || stations.findAddress(stationId).isPresent()) {
            return RejectReason.DUPLICATE;
        }
        RelayedStation known = relayed.get(stationId);
        if (known != null) {
            return known.mayPass(loop.readAtNanos()) ? null : RejectReason.RATE_LIMIT;
        }
        return stations.relayedStationCount() < devices.limits().sizes().datagramStationsMax()
                ? null
                : RejectReason.TABLE_FULL;
    }

    @Override
    public long station() {
        return session.stationId();
    }

    /** Of whom a roadside unit only hears nothing is known. */
    @Override
    public DeviceKind kind(long stationId) {
        return stationId == session.stationId() ? session.kind() : DeviceKind.DEVICE_KIND_UNSPECIFIED;
    }

    @Override
    public Edition edition() {
        return session.edition();
    }

    @Override
    public void speaks(long stationId, Edition other) {
        if (stationId == session.stationId()) {
            session.speaks(other); // what a unit passes on says nothing about the unit
        }
    }

    @Override
    public void heard(long stationId) {
        taken++;
        if (stationId == session.stationId()) {
            return;
        }
        long now = loop.readAtNanos();
        Stations stations = devices.stations();
        Optional<RelayedStation> known = stations.findRelayed(stationId);
        if (known.isPresent() && known.get().isBy(session)) {
            known.get().heard(loop.readAtLimitNanos(), now);
        } else if (known.isEmpty() || known.get().unreadSince(now - RELAY_KEEPS_NANOS)) {
            TokenBucket ofStation = devices.limits().rate().bucket(false, now);
            RelayedStation station = new RelayedStation(stationId, session, ofStation);
            station.heard(loop.readAtLimitNanos(), now);
            if (stations.enter(station, loop.nowUs())) {
                relayed.put(stationId, station);
            }
        }
    }

    /** Forgets vehicles that have not been heard since then. */
    void forgetSilent(long thenNanos) {
        relayed.values().removeIf(station -> {
            boolean silent = station.silentSince(thenNanos);
            if (silent) {
                devices.stations().leave(station, loop.nowUs());
            }
            return silent;
        });
    }

    void forgetAll() {
        relayed.values().forEach(station -> devices.stations().leave(station, loop.nowUs()));
        relayed.clear();
    }
}
