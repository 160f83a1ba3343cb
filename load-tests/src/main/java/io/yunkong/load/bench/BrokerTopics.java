package io.yunkong.load.bench;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Where the vehicles of the broker publish and listen: {@code bsm/ID} a BSM, {@code ask/ID} a BSM and eight octets that come back on
 * {@code down/ID}. Stateless.
 */
final class BrokerTopics {
    /** What the service subscribes. */
    static final String EVERY_BSM = "bsm/+";

    static final String EVERY_ASKING = "ask/+";
    /** Octets behind the BSM of one that asks. */
    static final int ASKING_BYTES = Long.BYTES;

    private static final String BSM = "bsm/";
    private static final String ASKING = "ask/";
    private static final String DOWN = "down/";

    private BrokerTopics() {}

    static byte[] bsm(long station) {
        return (BSM + HexFormat.of().toHexDigits(station)).getBytes(StandardCharsets.US_ASCII);
    }

    /** As long as the other. */
    static byte[] asking(long station) {
        return (ASKING + HexFormat.of().toHexDigits(station)).getBytes(StandardCharsets.US_ASCII);
    }

    static String down(long station) {
        return DOWN + HexFormat.of().toHexDigits(station);
    }

    static boolean isAsking(String topic) {
        return topic.startsWith(ASKING);
    }

    /** Where what came on a topic is answered. */
    static String answerTo(String askingTopic) {
        return DOWN + askingTopic.substring(ASKING.length());
    }
}
