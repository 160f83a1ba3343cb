package io.yunkong.edge.link.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one kind of device speaks over MQTT. Immutable.
 *
 * @param name of the profile
 * @param clientId what its devices call themselves; the part that is the device is the one in the topics
 * @param station who may speak it
 * @param up what comes from devices
 * @param down what goes to devices
 * @param ignoredUp topics that devices write to and nobody here reads
 * @param unusedDown topics that devices subscribe to and nothing is ever sent on
 */
public record Profile(
        String name,
        TopicPattern clientId,
        StationRule station,
        List<Up> up,
        List<Down> down,
        List<TopicPattern> ignoredUp,
        List<TopicPattern> unusedDown) {
    /** Who speaks a profile. */
    public enum StationRule {
        /** A roadside unit of the zone, for itself and for the vehicles it hears. */
        ROADSIDE_UNIT,
        /** A roadside unit, or else a vehicle: the station of its first message. */
        ANY
    }

    /**
     * How payloads are written.
     *
     * @param tolerateExtraOctet whether a zero octet before the length of a {@link PayloadFormat#TITS0117_BINARY} payload is passed over
     */
    public record Payload(PayloadFormat format, boolean tolerateExtraOctet) {}

    /**
     * Messages from devices.
     *
     * @param messages what may come on the topic
     * @param answer where a device is told what became of a message that asks for it; empty = nowhere
     */
    public record Up(TopicPattern topic, Set<MessageName> messages, Payload payload, Optional<TopicPattern> answer) {
        public Up {
            messages = Set.copyOf(messages);
        }
    }

    /**
     * Messages to devices.
     *
     * @param message what goes down on the topic
     * @param ack where the device says what became of it; empty = it does not
     */
    public record Down(TopicPattern topic, MessageName message, Payload payload, Optional<TopicPattern> ack) {}

    public Profile {
        up = List.copyOf(up);
        down = List.copyOf(down);
        ignoredUp = List.copyOf(ignoredUp);
        unusedDown = List.copyOf(unusedDown);
    }

    @Override
    public String toString() {
        return name;
    }
}
