package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.sim.obu.Notice;
import io.yunkong.sim.obu.ObuEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bus driver reads. */
class DriverWordsTest {
    private static final long S = 1_000_000;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            FCW     | imminent    | car        | 0   | IMMINENT: forward collision, car 35 m ahead, 1.9 s to collision | 【紧急】前向碰撞预警：前方约 35 米有小汽车，约 1.9 秒后相撞
            ICW     | warning     | truck      | 300 | WARNING: intersection collision, truck 35 m ahead on the left, 1.9 s to collision | 【警告】交叉路口碰撞预警：左前方约 35 米有货车，约 1.9 秒后相撞
            VRUCW   | warning     | bicycle    | 40  | WARNING: collision with a vulnerable road user, bicycle 35 m ahead on the right, 1.9 s to collision | 【警告】弱势交通参与者碰撞预警：右前方约 35 米有自行车，约 1.9 秒后相撞
            LTA     | warning     | car        | 0   | WARNING: left turn assist, car comes from the other side, 35 m ahead, 1.9 s to collision: let it pass | 【警告】左转辅助：对向有小汽车驶来（前方约 35 米），约 1.9 秒后相撞，请让行
            LTA     | caution     | car        | 0   | CAUTION: left turn assist, car comes from the other side, 35 m ahead: let it pass | 【注意】左转辅助：对向有小汽车驶来（前方约 35 米），请让行
            BSW_LCW | caution     | car        | 220 | CAUTION: blind spot or lane change, car 35 m behind on the left: do not change lanes | 【注意】盲区/变道预警：左后方约 35 米有小汽车，请勿变道
            DNPW    | warning     | truck      | 355 | WARNING: do not pass, truck comes towards you, 35 m ahead: do not overtake | 【警告】逆向超车预警：对向约 35 米有货车驶来，请勿超车
            EBW     | warning     | car        | 0   | WARNING: emergency braking ahead, car 35 m ahead brakes hard: slow down | 【警告】紧急制动预警：前方约 35 米的小汽车正在紧急制动，请减速
            AVW     | caution     | car        | 0   | CAUTION: abnormal vehicle, car 35 m ahead stands, creeps or comes against you: slow down | 【注意】异常车辆提醒：前方约 35 米有小汽车异常停驶、缓行或逆行，请减速避让
            CLW     | warning     | car        | 0   | WARNING: vehicle out of control, car 35 m ahead is losing control: slow down and keep away | 【警告】车辆失控预警：前方约 35 米的小汽车正在失控，请减速并保持距离
            EVW     | caution     | emergency  | 180 | CAUTION: emergency vehicle, vehicle on an emergency run 35 m behind: give way | 【注意】紧急车辆提醒：后方约 35 米有紧急车辆驶来，请让行
            HLW     | caution     | hazard     | 0   | CAUTION: hazardous location, hazard “ice” 35 m ahead: slow down | 【注意】道路危险状况提示：前方约 35 米有道路危险状况“ice”，请减速慢行
            IVS     | information | sign       | 0   | INFORMATION: in-vehicle signage, sign “ice” 35 m ahead | 【提示】车内标牌：前方约 35 米有标志“ice”
            SLW     | information | speed_limit | 0  | INFORMATION: speed limit, you are faster than the 40 km/h allowed here | 【提示】限速预警：您已超速，此处限速 40 公里/小时
            RLVW    | imminent    | stop_line  | 0   | IMMINENT: red light violation, red light 35 m ahead: stop | 【紧急】闯红灯预警：前方约 35 米信号灯为红灯，请停车
            TJW     | caution     | queue      | 0   | CAUTION: traffic jam, queue of 9 vehicles 35 m ahead: slow down | 【注意】前方拥堵提醒：前方约 35 米有 9 辆车排队，请减速
            XYZ     | warning     | car        | 0   | WARNING: warning XYZ, car 35 m ahead, 1.9 s to collision | 【警告】预警 XYZ：前方约 35 米有小汽车，约 1.9 秒后相撞
            """)
    void everyApplicationIsSaidAsADriverNeedsIt(
            String application, String severity, String kind, double bearingDeg, String english, String chinese) {
        Notice notice = notice("a", application, severity, kind, bearingDeg, 0);
        assertThat(new DriverWords(Language.ENGLISH).say(notice)).isEqualTo(english);
        assertThat(new DriverWords(Language.CHINESE).say(notice)).isEqualTo(chinese);
    }

    @Test
    void whatIsLessUrgentThanAnActiveWarningIsMarked() {
        DriverWords words = new DriverWords(Language.CHINESE);
        assertThat(words.say(notice("a", "FCW", "imminent", "car", 0, 0))).startsWith("【紧急】");
        assertThat(words.say(notice("b", "SLW", "information", "speed_limit", 0, 0)))
                .startsWith("另：【提示】");
        assertThat(words.say(notice("c", "ICW", "imminent", "car", 0, 0))).startsWith("【紧急】");
        // The platform renews what still holds: the first has run out without a word.
        assertThat(words.say(notice("d", "TJW", "caution", "queue", 0, 3 * S))).startsWith("【注意】");
    }

    @Test
    void machinesAreToldWhatIsKnownOfAPlaceAndNothingElse() {
        assertThat(json("RLVW", "stop_line"))
                .contains("\"counterpart\":{\"kind\":\"stop_line\",\"station\":\"\"", "\"light\":\"red\"")
                .doesNotContain("\"vehicles\"", "\"code\"", "\"text\"");
        assertThat(json("TJW", "queue")).contains("\"vehicles\":9");
        assertThat(json("HLW", "hazard")).contains("\"code\":405,\"text\":\"ice\"");
        assertThat(json("FCW", "car")).contains("\"kind\":\"car\"").doesNotContain("\"light\"", "\"text\"");
    }

    private static String json(String application, String kind) {
        return new ObuJson().event(new ObuEvent.Warned(notice("a", application, "caution", kind, 0, 0)));
    }

    private static Notice notice(
            String id, String application, String severity, String kind, double bearingDeg, long atUs) {
        Notice.Told told = switch (kind) {
            case "stop_line" -> new Notice.Told("red", 0, 0, "");
            case "queue" -> new Notice.Told("", 9, 0, "");
            case "hazard", "sign" -> new Notice.Told("", 0, 405, "ice");
            default -> Notice.Told.NOTHING;
        };
        return new Notice(
                id,
                application,
                "raised",
                severity,
                1900,
                new Notice.Counterpart(kind, "", 35, bearingDeg, kind.equals("speed_limit") ? 11.11 : 8, told),
                false,
                "edge-1",
                atUs,
                atUs + S);
    }
}
