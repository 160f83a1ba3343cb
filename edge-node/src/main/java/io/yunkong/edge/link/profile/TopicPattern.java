package io.yunkong.edge.link.profile;

import io.yunkong.wire.frame.DeviceId;
import java.util.Optional;

/** A topic of which one part is the name of the device, or none, such as {@code V2X/RSU/{esn}/RSI/DOWN}. Immutable. */
public final class TopicPattern {
    private final String before;
    private final String after;
    private final boolean named;
    private final String text;

    private TopicPattern(String text, String before, String after, boolean named) {
        this.text = text;
        this.before = before;
        this.after = after;
        this.named = named;
    }

    /** @param placeholder what stands for the device, in braces, at most once in the text */
    static TopicPattern of(String text, String placeholder) {
        int at = text.indexOf(placeholder);
        return at < 0
                ? new TopicPattern(text, text, "", false)
                : new TopicPattern(text, text.substring(0, at), text.substring(at + placeholder.length()), true);
    }

    /** The device a topic names; "" when the topic is this pattern's and names none; empty when it is not this pattern's. */
    public Optional<String> match(String topic) {
        if (!named) {
            return topic.equals(before) ? Optional.of("") : Optional.empty();
        }
        int length = topic.length() - before.length() - after.length();
        if (length < 1 || !topic.startsWith(before) || !topic.endsWith(after)) {
            return Optional.empty();
        }
        String device = topic.substring(before.length(), before.length() + length);
        return DeviceId.isUsable(device) ? Optional.of(device) : Optional.empty();
    }

    /** The topic of a device. */
    public String of(String device) {
        return named ? before + device + after : before;
    }

    @Override
    public String toString() {
        return text;
    }
}
