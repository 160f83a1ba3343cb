package io.yunkong.edge.link.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link ProfileReader}: a profile whose topics find themselves again, or a refusal with file and line. */
public final class ProfileFuzzer {
    private static final Pattern SENTENCE = Pattern.compile("p\\.yaml(:[0-9]+)?: [^\\p{Cntrl}]+; profile refused");
    private static final String DEVICE = "bus-1";

    private ProfileFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Profile profile = ProfileReader.read("p.yaml", new String(input, StandardCharsets.UTF_8));
            profile.up().forEach(rule -> findsItself(rule.topic()));
            profile.down().forEach(rule -> findsItself(rule.topic()));
            findsItself(profile.clientId());
        } catch (ProfileException refusal) {
            if (!SENTENCE.matcher(String.valueOf(refusal.getMessage())).matches()) {
                throw new AssertionError("refusal without a sentence", refusal);
            }
        }
    }

    private static void findsItself(TopicPattern topic) {
        Optional<String> device = topic.match(topic.of(DEVICE));
        if (device.isEmpty() || !(device.get().isEmpty() || device.get().equals(DEVICE))) {
            throw new AssertionError("topic is not its own: topic=" + topic);
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of("openv2x.yaml", "tits0117.yaml", "raw.yaml", "json.yaml")
                        .map(ProfileFuzzer::shipped),
                Stream.of(
                                "",
                                "name: a\nclient_id: \"{d}\"\nstation: any\npayload: uper\nup: []\ndown: []\n",
                                "a: &a [*a]\n",
                                "a: &a b\nc: *a\n",
                                "{".repeat(500),
                                "%YAML 99999999999.1\n---\nname: \"\\U99999999\"\n",
                                "name: \"\\U99999998\"\n",
                                "%TAG ! tag:%ff\n--- !x y\n",
                                "name: !!java.net.URL [\"http://127.0.0.1/\"]\n",
                                "? [a]\n: b\n",
                                "name: \"\\uD800\u0085\"\n")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] shipped(String name) {
        try (InputStream in = Objects.requireNonNull(Profile.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
