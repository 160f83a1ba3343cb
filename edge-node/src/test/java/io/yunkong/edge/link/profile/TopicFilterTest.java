package io.yunkong.edge.link.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of MQTT 5, section 4.7.1, and of message names in frames. */
final class TopicFilterTest {
    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "#, sport, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "V2X/RSU/R1/+/DOWN, V2X/RSU/R1/RSI/DOWN, true",
        "V2X/RSU/R1/+/DOWN, V2X/RSU/R2/RSI/DOWN, false",
        "V2X.RSU.RSI.R1.DOWN, V2X.RSU.RSI.R1.DOWN, true"
    })
    void coversByLevels(String filter, String topic, boolean covers) {
        assertThat(TopicFilter.isGood(filter)).isTrue();
        assertThat(TopicFilter.covers(filter, topic)).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({"''", "sport/tennis#", "sport/#/ranking", "sport+", "a/b+/c"})
    void wildcardsStandAlone(String filter) {
        assertThat(TopicFilter.isGood(filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "40, RSI",
        "00, BSM",
        "2fff, RSM",
        "800c000b, RSC",
        "8081ff000c, SSM",
        "8004000d00, VIR",
        "80040001, ",
        "8004, ",
        "f0, ",
        "'', "
    })
    void aFrameSaysWhatItHolds(String hex, MessageName name) {
        assertThat(MessageName.of(HexFormat.of().parseHex(hex)).orElse(null)).isEqualTo(name);
    }

    @Test
    void aDeviceInATopicIsANameAndNothingElse() {
        TopicPattern pattern = TopicPattern.of("V2X/RSU/{esn}/RSI/UP", "{esn}");
        assertThat(pattern.match("V2X/RSU/R328328/RSI/UP")).contains("R328328");
        assertThat(pattern.match("V2X/RSU//RSI/UP")).isEmpty();
        assertThat(pattern.match("V2X/RSU/a/b/RSI/UP")).isEmpty();
        assertThat(pattern.match("V2X/RSU/RSI/UP")).isEmpty();
        assertThat(pattern.match("V2X/RSU/" + "x".repeat(65) + "/RSI/UP")).isEmpty();
    }
}
