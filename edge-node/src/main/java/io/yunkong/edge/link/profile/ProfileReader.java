package io.yunkong.edge.link.profile;

import io.yunkong.edge.link.profile.Profile.Down;
import io.yunkong.edge.link.profile.Profile.Payload;
import io.yunkong.edge.link.profile.Profile.StationRule;
import io.yunkong.edge.link.profile.Profile.Up;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one profile file. Topics are checked as they are read: what is in braces must be known, and no two rules may claim one topic. */
final class ProfileReader {
    private static final Set<String> PROFILE_KEYS = Set.of(
            "name",
            "client_id",
            "station",
            "payload",
            "tolerate_extra_octet",
            "up",
            "down",
            "ignored_up",
            "unused_down");
    private static final Set<String> UP_KEYS = Set.of("topic", "messages", "payload", "answer");
    private static final Set<String> DOWN_KEYS = Set.of("topic", "messages", "payload", "ack");
    private static final Map<String, StationRule> STATIONS =
            Map.of("roadside-unit", StationRule.ROADSIDE_UNIT, "any", StationRule.ANY);
    private static final Map<String, MessageName> MESSAGES =
            Stream.of(MessageName.values()).collect(Collectors.toUnmodifiableMap(Enum::name, name -> name));
    private static final String TYPE = "{TYPE}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}?|}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final int RULES_MAX = 64;
    private static final int TOPIC_MAX = 200;

    private final ProfileFile root;
    private final String placeholder;
    private final Payload payload;
    private final Set<String> topics = new HashSet<>();

    private ProfileReader(ProfileFile root) throws ProfileException {
        this.root = root;
        this.placeholder = placeholder(root);
        boolean extraOctet = root.has("tolerate_extra_octet") && root.flag("tolerate_extra_octet");
        this.payload = new Payload(root.word("payload", PayloadFormat.words()), extraOctet);
        if (extraOctet && payload.format() != PayloadFormat.TITS0117_BINARY) {
            throw root.refuse("tolerate_extra_octet", "only for payload tits0117-binary: key=tolerate_extra_octet");
        }
    }

    /** @param file its name, for messages */
    static Profile read(String file, String text) throws ProfileException {
        return new ProfileReader(ProfileFile.parse(file, text, PROFILE_KEYS)).profile();
    }

    private static String placeholder(ProfileFile root) throws ProfileException {
        String clientId = root.text("client_id");
        List<String> found = placeholders(clientId);
        if (found.size() != 1 || !found.getFirst().matches("\\{[a-z]+}")) {
            throw root.refuse(
                    "client_id",
                    "client_id needs one placeholder of small letters, such as {device}: client_id=" + clientId);
        }
        return found.getFirst();
    }

    private Profile profile() throws ProfileException {
        String name = root.text("name");
        if (!NAME.matcher(name).matches()) {
            throw root.refuse("name", "name not usable: name=" + name + ", limit=" + NAME.pattern());
        }
        List<Up> up = new ArrayList<>();
        for (ProfileFile rule : root.list("up", UP_KEYS, RULES_MAX)) {
            up.addAll(up(rule));
        }
        List<Down> down = new ArrayList<>();
        for (ProfileFile rule : root.list("down", DOWN_KEYS, RULES_MAX)) {
            down.addAll(down(rule));
        }
        return new Profile(
                name,
                TopicPattern.of(root.text("client_id"), placeholder),
                root.word("station", STATIONS),
                up,
                down,
                patterns("ignored_up"),
                patterns("unused_down"));
    }

    private List<Up> up(ProfileFile rule) throws ProfileException {
        Set<MessageName> messages = messages(rule);
        if (messages.contains(MessageName.NOTICE)) {
            throw rule.refuse("messages", "not from devices: message=NOTICE");
        }
        Payload of = payload(rule);
        if (of.format() == PayloadFormat.SESSION) {
            throw rule.refuse("payload", "not from devices: payload=session");
        }
        String topic = rule.text("topic");
        if (!topic.contains(TYPE)) {
            if (messages.size() > 1 && of.format() != PayloadFormat.UPER) {
                throw rule.refuse("messages", "one message only without {TYPE} in the topic: topic=" + topic);
            }
            return List.of(new Up(topic(rule, "topic", topic), messages, of, also(rule, "answer", "")));
        }
        List<Up> rules = new ArrayList<>();
        for (MessageName message : messages) {
            TopicPattern own = topic(rule, "topic", topic.replace(TYPE, message.name()));
            rules.add(new Up(own, Set.of(message), of, also(rule, "answer", message.name())));
        }
        return rules;
    }

    private List<Down> down(ProfileFile rule) throws ProfileException {
        Set<MessageName> messages = messages(rule);
        Payload of = payload(rule);
        String topic = rule.text("topic");
        List<Down> rules = new ArrayList<>();
        for (MessageName message : messages) {
            if (!message.goesDown()) {
                throw rule.refuse("messages", "never sent to devices: message=" + message);
            }
            if ((message == MessageName.NOTICE) != (of.format() == PayloadFormat.SESSION)) {
                throw rule.refuse("messages", "NOTICE and payload session belong together: message=" + message);
            }
            TopicPattern own = topic.contains(TYPE) || rules.isEmpty()
                    ? topic(rule, "topic", topic.replace(TYPE, message.name()))
                    : rules.getFirst().topic();
            rules.add(new Down(own, message, of, also(rule, "ack", message.name())));
        }
        return rules;
    }

    private Payload payload(ProfileFile rule) throws ProfileException {
        return rule.has("payload")
                ? new Payload(rule.word("payload", PayloadFormat.words()), payload.tolerateExtraOctet())
                : payload;
    }

    private Set<MessageName> messages(ProfileFile rule) throws ProfileException {
        Set<MessageName> messages = new java.util.LinkedHashSet<>(rule.words("messages", MESSAGES));
        if (messages.isEmpty()) {
            throw rule.refuse("messages", "no messages");
        }
        return messages;
    }

    private Optional<TopicPattern> also(ProfileFile rule, String key, String message) throws ProfileException {
        return rule.has(key) ? Optional.of(topic(rule, key, rule.text(key).replace(TYPE, message))) : Optional.empty();
    }

    private List<TopicPattern> patterns(String key) throws ProfileException {
        List<TopicPattern> patterns = new ArrayList<>();
        if (root.has(key)) {
            for (String text : root.texts(key)) {
                patterns.add(topic(root, key, text));
            }
        }
        return patterns;
    }

    private TopicPattern topic(ProfileFile rule, String key, String text) throws ProfileException {
        if (text.length() > TOPIC_MAX || text.contains("+") || text.contains("#") || text.startsWith("$")) {
            throw rule.refuse(key, "no topic: " + key + "=" + text + ", limit=" + TOPIC_MAX + " without + # and $");
        }
        List<String> found = placeholders(text);
        for (String one : found) {
            if (!one.equals(placeholder)) {
                throw rule.refuse(
                        key, "unknown placeholder: placeholder=" + one + ", known=" + placeholder + " {TYPE}");
            }
        }
        if (found.size() > 1) {
            throw rule.refuse(key, "placeholder twice: " + key + "=" + text);
        }
        if (!topics.add(text)) {
            throw rule.refuse(key, "topic twice: " + key + "=" + text);
        }
        return TopicPattern.of(text, placeholder);
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList();
    }
}
