package io.yunkong.edge.link.profile;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a payload writes its messages. */
public enum PayloadFormat {
    /** JSON as OpenV2X writes it: the standard's names and raw units, {@code lon} and {@code ele}, absolute positions. */
    JSON_OPENV2X("json-openv2x"),
    /** Envelope of roadside units after T/ITS 0117: id, time, length, all numbers little-endian, then UPER. */
    TITS0117_BINARY("tits0117-binary"),
    /** One bare UPER message frame. */
    UPER("uper"),
    /** One EdgeMessage in protobuf; only for {@link MessageName#NOTICE}. */
    SESSION("session");

    private final String word;

    PayloadFormat(String word) {
        this.word = word;
    }

    /** By the word in profile files. */
    static Map<String, PayloadFormat> words() {
        return Stream.of(values()).collect(Collectors.toUnmodifiableMap(format -> format.word, format -> format));
    }
}
