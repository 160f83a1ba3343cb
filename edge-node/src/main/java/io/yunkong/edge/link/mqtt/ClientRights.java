package io.yunkong.edge.link.mqtt;

import io.yunkong.edge.link.Devices;
import io.yunkong.edge.link.Refusal;
import io.yunkong.edge.link.profile.MessageName;
import io.yunkong.edge.link.profile.Profile;
import io.yunkong.edge.link.profile.TopicPattern;
import io.yunkong.edge.link.tls.TlsPeer;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.frame.DeviceId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who an MQTT client is, and so which topics and stations are its own. A client called by the name or the station id (16 hexadecimal digits) of
 * a roadside unit of the zone is that unit, and both are its names. By TLS its certificate must say so: the client id is the device id, or else
 * the name or id of a roadside unit whose station is in the certificate. Immutable.
 */
final class ClientRights {

    /** A profile that the client may speak, and its names there, the one it calls itself by first. */
    private record Voice(Profile profile, Set<String> names, boolean allowed) {}

    /** What publishing to a topic means. */
    sealed interface Use {
        /** Messages. */
        record Messages(Profile.Up rule, String device) implements Use {}

        /** Confirms what was sent down. */
        record Confirmation() implements Use {}

        /** Nobody reads it. */
        record Ignored() implements Use {}

        /** A topic of another device. */
        record Foreign() implements Use {}

        /** Only for roadside units of the zone. */
        record RoadsideOnly() implements Use {}

        /** No profile knows the topic. */
        record Unknown() implements Use {}
    }

    /** A topic that goes down to the client; without a rule nothing is ever sent on it. */
    record DownTopic(String topic, Optional<Profile.Down> rule) {}

    private final String clientId;
    private final List<Voice> voices;
    private final Set<Long> roadsideStations;
    private final String zone;
    private final @Nullable TlsPeer peer;

    private ClientRights(
            String clientId, List<Voice> voices, Set<Long> roadsideStations, String zone, @Nullable TlsPeer peer) {
        this.clientId = clientId;
        this.voices = List.copyOf(voices);
        this.roadsideStations = roadsideStations;
        this.zone = zone;
        this.peer = peer;
    }

    /**
     * What a client id means in a zone; empty when no device may be called so.
     *
     * @param peer who the client is by its certificate; null = without TLS, and its id is believed
     */
    static Optional<ClientRights> of(String clientId, List<Profile> profiles, Devices devices, @Nullable TlsPeer peer) {
        if (!DeviceId.isUsable(clientId)) {
            return Optional.empty();
        }
        List<Voice> voices = new ArrayList<>();
        Set<Long> stations = new LinkedHashSet<>();
        for (Profile profile : profiles) {
            Optional<String> device = profile.clientId().match(clientId);
            if (device.isEmpty()) {
                continue;
            }
            Optional<RoadsideUnit> unit =
                    devices.findRoadsideUnit(device.get()).or(() -> findCertified(clientId, devices, peer));
            Set<String> names = new LinkedHashSet<>(Set.of(device.get()));
            if (unit.isPresent()) {
                String hex = HexFormat.of().toHexDigits(unit.get().stationId());
                names.addAll(List.of(unit.get().id(), hex, hex.toUpperCase(Locale.ROOT)));
                stations.add(unit.get().stationId());
            }
            boolean allowed = switch (profile.station()) {
                case ROADSIDE_UNIT -> unit.isPresent();
                case ANY -> true;
            };
            voices.add(new Voice(profile, names, allowed));
        }
        return voices.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientRights(clientId, voices, stations, devices.zoneName(), peer));
    }

    /** A unit that calls itself by its device id: the only station of its certificate that is a roadside unit of the zone. */
    private static Optional<RoadsideUnit> findCertified(String clientId, Devices devices, @Nullable TlsPeer peer) {
        if (peer == null || !clientId.equals(peer.identity().deviceId()) || !isRoadsideOnly(peer.identity())) {
            return Optional.empty();
        }
        List<RoadsideUnit> units = peer.identity().stationNames().stream()
                .flatMap(hex -> devices.findRoadsideUnit(hex).stream())
                .toList();
        return units.size() == 1 ? Optional.of(units.getFirst()) : Optional.empty();
    }

    private static boolean isRoadsideOnly(DeviceIdentity identity) {
        return identity.kinds().equals(Set.of(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT));
    }

    /** Why the client's certificate does not let it be what it calls itself; empty when it does, or without TLS. */
    Optional<Refusal> findRefusal() {
        if (peer == null) {
            return Optional.empty();
        }
        DeviceIdentity identity = peer.identity();
        boolean ownStation = identity.stationIds().containsAll(roadsideStations);
        boolean named = !roadsideStations.isEmpty() && ownStation;
        boolean roadside = !roadsideStations.isEmpty() || isRoadsideOnly(identity);
        DeviceKind kind = roadside ? DeviceKind.DEVICE_KIND_ROADSIDE_UNIT : vehicleKind();
        Optional<Refusal> refusal = peer.findRefusal(named ? identity.deviceId() : clientId, kind, zone);
        if (refusal.isPresent() || !roadside) {
            return refusal;
        }
        return named ? Optional.empty() : peer.stationRefusal("station=of no roadside unit here, or of several");
    }

    String clientId() {
        return clientId;
    }

    /** Whether a vehicle may begin to speak as this station. */
    boolean maySpeakAs(long stationId) {
        return peer == null || peer.identity().stationIds().contains(stationId);
    }

    /** Whether a roadside unit may pass on what vehicles and persons around it say of themselves. */
    boolean mayRelay() {
        return peer == null || peer.identity().relay();
    }

    DeviceKind kind() {
        return roadsideStations.isEmpty() ? vehicleKind() : DeviceKind.DEVICE_KIND_ROADSIDE_UNIT;
    }

    /** A client cannot say what kind of vehicle it is: its certificate does, and without one it is a vehicle like any other. */
    private DeviceKind vehicleKind() {
        Set<DeviceKind> certified = peer == null ? Set.of() : peer.identity().kinds();
        return Stream.of(DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE, DeviceKind.DEVICE_KIND_PUBLIC_TRANSPORT)
                .filter(certified::contains)
                .findFirst()
                .orElse(DeviceKind.DEVICE_KIND_ONBOARD_UNIT);
    }

    /** Station id of the roadside unit that the client is; 0 = it is none. */
    long roadsideStation() {
        return roadsideStations.isEmpty() ? 0 : roadsideStations.iterator().next();
    }

    /** What it means that the client publishes to a topic. */
    Use use(String topic) {
        for (Voice voice : voices) {
            for (Profile.Up rule : voice.profile.up()) {
                Optional<String> device = rule.topic().match(topic);
                if (device.isPresent()) {
                    return own(voice, device.get(), new Use.Messages(rule, device.get()));
                }
            }
            for (Profile.Down rule : voice.profile.down()) {
                Optional<String> device = rule.ack().flatMap(ack -> ack.match(topic));
                if (device.isPresent()) {
                    return own(voice, device.get(), new Use.Confirmation());
                }
            }
            for (TopicPattern ignored : voice.profile.ignoredUp()) {
                Optional<String> device = ignored.match(topic);
                if (device.isPresent()) {
                    return own(voice, device.get(), new Use.Ignored());
                }
            }
        }
        return new Use.Unknown();
    }

    private static Use own(Voice voice, String device, Use use) {
        if (!device.isEmpty() && !voice.names.contains(device)) {
            return new Use.Foreign();
        }
        return voice.allowed ? use : new Use.RoadsideOnly();
    }

    /** The client's own topics, those that messages go down on in the order in which they are chosen. */
    List<DownTopic> topics() {
        List<DownTopic> topics = new ArrayList<>();
        for (Voice voice : voices) {
            for (String name : voice.allowed ? voice.names : Set.<String>of()) {
                for (Profile.Down rule : voice.profile.down()) {
                    topics.add(new DownTopic(rule.topic().of(name), Optional.of(rule)));
                }
                for (Profile.Up rule : voice.profile.up()) {
                    rule.answer().ifPresent(answer -> topics.add(new DownTopic(answer.of(name), Optional.empty())));
                }
                for (TopicPattern unused : voice.profile.unusedDown()) {
                    topics.add(new DownTopic(unused.of(name), Optional.empty()));
                }
            }
        }
        return topics;
    }

    /** Whether a message may come by a rule. */
    static boolean fits(Profile.Up rule, Optional<MessageName> message) {
        return message.isPresent() && rule.messages().contains(message.get());
    }
}
