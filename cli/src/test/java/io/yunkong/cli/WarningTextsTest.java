package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.WarningApplication;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How warnings read. {@code fcw.json}, {@code icw.json} and {@code vrucw.json} are answers of the API, recorded from a demo; {@code slw.json}
 * is made of the first by hand: no counterpart but a place, a single finder, no session, not ended.
 */
final class WarningTextsTest {
    private static final ShownTime UTC = new ShownTime(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"fcw", "icw", "vrucw", "slw"})
    void theWholeRecordIsAlignedText(String name) throws IOException {
        WarningAnswer warning = RecordedWarnings.read(name);
        assertThat(new WarningSheet(warning, names(warning), UTC, warning.updatedAtUs()).text())
                .isEqualTo(RecordedWarnings.text(name + ".show.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fcw", "icw", "vrucw", "slw"})
    void theReasonIsToldInPlainSentencesOfBothLanguages(String name) throws IOException {
        WarningAnswer warning = RecordedWarnings.read(name);
        assertThat(story(warning, Language.ENGLISH)).isEqualTo(RecordedWarnings.text(name + ".en.txt"));
        assertThat(story(warning, Language.CHINESE)).isEqualTo(RecordedWarnings.text(name + ".zh.txt"));
    }

    @Test
    void whatWasRefusedOrCountedLessIsTold() throws IOException {
        WarningAnswer warning = new WarningAnswer(
                ApiObject.parse(
                        RecordedWarnings.json("vrucw")
                                .replaceFirst(
                                        "\"host_path\" *:",
                                        "\"host_rejected\":[{\"source\":\"self_report\",\"station_id\":\"4c5a303030313137\",\"use\":\"refused\","
                                                + "\"reason\":\"too_old\",\"count\":12,\"age_ms\":40}],"
                                                + "\"counterpart_rejected\":[{\"source\":\"sensor_report\",\"station_id\":\"5253554c5a303032\","
                                                + "\"use\":\"discounted\",\"reason\":\"frozen_heading\",\"count\":3,\"age_ms\":104}],\"host_path\":")));
        assertThat(story(warning, Language.ENGLISH))
                .contains(
                        "Not used, or not fully, in the five seconds before: of car 4c5a303030313137 12 from its own report refused"
                                + " (they are old when they arrive: clock or network is late; the last 40 ms before)."
                                + " of the other 3 from the sensors of station 5253554c5a303032 counted less");
        assertThat(story(warning, Language.CHINESE))
                .contains("此前 5 秒内未采用或未完全采用的数据", "自身上报 12 条，被拒绝（到达时已过时：时钟或网络滞后；最近一条在 40 毫秒前）", "3 条，降权使用");
        assertThat(new WarningSheet(warning, names(warning), UTC, warning.updatedAtUs()).text())
                .containsPattern("host +self report +4c5a303030313137 +refused +too_old +12 +40 ms")
                .containsPattern("counterpart +sensor report +5253554c5a303032 +discounted +frozen_heading +3 +104 ms");
    }

    @Test
    void anApplicationWithoutWordsOfItsOwnIsToldByItsCode() throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(
                RecordedWarnings.json("icw").replace("\"application\":\"icw\"", "\"application\":\"xyz\"")));
        assertThat(story(warning, Language.ENGLISH))
                .contains("IMMINENT: warning XYZ (XYZ)")
                .contains("because of car 4c5a303030303831: had both kept their speed and way");
        assertThat(story(warning, Language.CHINESE)).contains("预警 XYZ（XYZ）", "原因是小汽车 4c5a303030303831");
    }

    @ParameterizedTest
    @EnumSource(
            value = WarningApplication.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WARNING_APPLICATION_UNSPECIFIED", "UNRECOGNIZED"})
    void everyApplicationOfTheWireHasWordsOfItsOwnInBothLanguages(WarningApplication application) {
        String code = application.name().replace("WARNING_APPLICATION_", "");
        ApplicationWords words = ApplicationWords.of(code);
        for (Language language : Language.values()) {
            assertThat(words.title(language)).isNotEmpty().doesNotContain(code);
            assertThat(words.because(language)).contains("{other}");
        }
    }

    @Test
    void aHostThatIsAboutToTurnIsNotToldThatItTurned() throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(RecordedWarnings.json("icw")
                .replace("\"application\":\"icw\"", "\"application\":\"lta\"")
                .replace("\"rule\":\"icw/1\"", "\"rule\":\"lta/1 about to turn\"")
                .replace("\"measure\":\"time_to_collision\"", "\"measure\":\"gap\"")));
        assertThat(story(warning, Language.ENGLISH))
                .contains("left turn assist (LTA)", "it was about to turn left across the way of car 4c5a303030303831")
                .contains("Rule lta/1 about to turn warns when the gap to the oncoming vehicle is below")
                .doesNotContain("they would have touched");
        assertThat(story(warning, Language.CHINESE)).contains("左转辅助（LTA）", "其准备左转", "与对向来车的时间间隙");
    }

    @Test
    void whoIsWarnedInPlaceOfAnUnconnectedFollowerIsToldSo() throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(
                RecordedWarnings.json("fcw").replace("\"rule\":\"fcw/1\"", "\"rule\":\"fcw/1 from behind\"")));
        assertThat(story(warning, Language.ENGLISH))
                .contains("because car 4c5a303030303938", "was closing in from behind");
        assertThat(story(warning, Language.CHINESE)).contains("正从后方接近");
    }

    @Test
    void aWarningThatWasNeitherRenewedNorClearedIsToldAsExpired() throws IOException {
        WarningAnswer warning = RecordedWarnings.read("slw");
        long later = warning.validUntilUs() + 60_000_000;
        assertThat(new WarningSheet(warning, ZoneNames.NONE, UTC, later).text()).contains("expired 09:26:");
        assertThat(new WarningStory(warning, Language.ENGLISH, ZoneNames.NONE, UTC, later).text())
                .endsWith("It was neither renewed nor cleared and ran out at 09:26:27.834.");
    }

    @Test
    void whatATerminalWouldObeyIsNotPrinted() throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(
                RecordedWarnings.json("slw").replace("\"text\":\"30\"", "\"text\":\"\\u001b[2Jschool\\u202e\"")));
        assertThat(story(warning, Language.ENGLISH)).contains("“ [2Jschool ”");
        assertThat(warning.json().source()).contains("\\u001b[2J");
    }

    @Test
    void aLimitOfTheMapIsToldWithoutASign() throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(RecordedWarnings.json("slw")
                .replace("\"limit_origin\":\"sign\"", "\"limit_origin\":\"map\"")
                .replace("\"text\":\"30\"", "\"text\":null")));
        assertThat(story(warning, Language.ENGLISH)).contains("faster than allowed by a speed limit of 30 km/h, 33 m");
        assertThat(story(warning, Language.CHINESE)).contains("车速超过限速 30 公里/小时（相距");
    }

    @Test
    void linesOfSeveralZonesNameTheirZoneInAColumn() throws IOException {
        WarningAnswer warning = RecordedWarnings.read("slw");
        WarningLines lines = new WarningLines(Language.CHINESE, UTC);
        lines.begin(URI.create("http://127.0.0.1:8080/"), List.of("longzi-lake", "longzi-lake-2"));
        WarningFollower.Event event =
                new WarningFollower.Event(WarningFollower.Step.RAISED, warning.raisedAtUs(), warning.id(), warning);
        assertThat(lines.event(event, warning).lines())
                .containsExactly(
                        "2026-11-22 +00:00",
                        "09:26:23.870  触发  longzi-lake    SLW      注意  edge-1-hoe7m9xxas-12    小汽车 4c5a303030303939，针对标志限速"
                                + " 30 公里/小时“30”，地图限速 50（相距 33 米）：车速 12.50 米/秒 > 8.33 米/秒；仅边缘节点，无云端");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kind":"stop_line","light":"red"               | a stop line that shows red          | 停止线（红灯）
            "kind":"stop_line"                             | a stop line                         | 停止线
            "kind":"queue","vehicles":5                    | the end of a queue of 5 vehicles    | 5 辆车的排队末尾
            "kind":"hazard","text":"ice","code":405        | a hazard “ice”                      | 道路危险状况“ice”
            "kind":"sign"                                  | a sign                              | 标志
            "kind":"bridge_closed"                         | bridge closed                       | bridge closed
            """)
    void aPlaceIsToldByWhatItIs(String place, String english, String chinese) throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse("{\"place\":{" + place + "}}"));
        assertThat(new PartyWords(Language.ENGLISH).other(warning)).isEqualTo(english);
        assertThat(new PartyWords(Language.CHINESE).other(warning)).isEqualTo(chinese);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            passed           | the rule did not find it any more         | 规则不再成立
            host_gone        | nobody had reported the vehicle           | 未收到该车数据
            counterpart_gone | nobody had seen or heard the other one    | 未感知到对方
            superseded       | a more urgent application warned          | 更紧急的应用
            """)
    void whyItWasClearedIsTold(String reason, String english, String chinese) throws IOException {
        WarningAnswer warning = new WarningAnswer(ApiObject.parse(
                RecordedWarnings.json("icw").replaceFirst("\\{", "{\"clear_reason\":\"" + reason + "\",")));
        assertThat(story(warning, Language.ENGLISH).lines().toList().getLast())
                .startsWith("It was cleared 2.5 s after it was raised: " + english);
        assertThat(story(warning, Language.CHINESE).lines().toList().getLast()).contains("2.5 秒后解除：", chinese);
        assertThat(new WarningSheet(warning, ZoneNames.NONE, UTC, 0).text())
                .contains("after the raise: " + reason.replace('_', ' '));
    }

    @Test
    void aNodeThatKeptLittleIsTakenAsItIs() throws IOException {
        WarningAnswer bare =
                new WarningAnswer(ApiObject.parse("{\"warning_id\":\"w-1\",\"phase\":\"raised\",\"host\":null}"));
        assertThat(new WarningSheet(bare, ZoneNames.NONE, UTC, 0).text())
                .contains("the node kept no evidence", "none is known", "a danger that is not told")
                .doesNotContain("NaN", "null");
        assertThat(story(bare, Language.ENGLISH)).contains("The node kept no evidence of it.");
        assertThat(story(bare, Language.CHINESE)).contains("节点未保存其依据。", "下发情况未知。");
    }

    private static String story(WarningAnswer warning, Language language) {
        return new WarningStory(warning, language, names(warning), UTC, warning.updatedAtUs()).text();
    }

    /** As the zone's map says. */
    private static ZoneNames names(WarningAnswer warning) {
        return new ZoneNames(
                Map.of("5253554c5a303034", "RSU04", "5253554c5a303035", "RSU05"),
                warning.evidence().object("conflict_area").isEmpty() ? "" : "o0");
    }
}
