package io.yunkong.cli;

import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.ObuEvent;
import io.yunkong.sim.obu.ObuReport;
import io.yunkong.sim.obu.Recommendation;
import io.yunkong.sim.obu.Silence;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** For people: a plain sentence an event, in Chinese or in English. */
final class ObuSentences implements ObuTongue {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Language language;
    private final DriverWords driver;
    /** What was said last of each application. */
    private final Map<String, Recommendation> told = new HashMap<>();

    ObuSentences(Language language) {
        this.language = language;
        this.driver = new DriverWords(language);
    }

    @Override
    public String begin(ObuConfig vehicle, FixSource source) {
        String station = HexFormat.of().toHexDigits(vehicle.stationId());
        return stamped(text(
                "%s (station %s) to %s, zone %s, input %s"
                        .formatted(vehicle.deviceId(), station, vehicle.edge(), vehicle.zone(), source.place()),
                "%s（站点标识 %s）连接 %s，测试区 %s，输入 %s"
                        .formatted(vehicle.deviceId(), station, vehicle.edge(), vehicle.zone(), source.place())));
    }

    @Override
    public String event(ObuEvent event) {
        String sentence = switch (event) {
            case ObuEvent.Connected connected -> connected(connected);
            case ObuEvent.Disconnected gone ->
                text("No connection to %s: %s; trying again", "与 %s 无连接：%s；将自动重试")
                        .formatted(gone.edge(), gone.reason());
            case ObuEvent.Refused refused ->
                text("The edge refuses: %s (%s)%s", "边缘节点拒绝：%s（%s）%s")
                        .formatted(
                                refused.reason(),
                                refused.code(),
                                refused.fatal() ? "" : text("; trying again", "；将自动重试"));
            case ObuEvent.TakenOver taken ->
                text(
                                "Another connection of this device has taken over (obu doctor, or a second obu connect);"
                                        + " trying again in %.0f s",
                                "本设备的另一个连接（obu doctor 或第二个 obu connect）已接管会话；%.0f 秒后重试")
                        .formatted(taken.waitMs() / 1000.0);
            case ObuEvent.Warned warned -> driver.say(warned.notice());
            case ObuEvent.Advised advised -> advised(advised.advice());
            case ObuEvent.ZoneLevel zone -> Words.zoneLevel(language, zone.zone(), zone.level(), zone.reason());
            case ObuEvent.PositionUse use -> positionUse(use);
            case ObuEvent.Silent silent -> silent(silent.why(), silent.ageMs());
            case ObuEvent.Speaking _ -> text("Sending BSM, 10 a second", "正在发送 BSM，每秒 10 条");
            case ObuEvent.LineRefused bad ->
                text("Line %d not used: %s%s", "第 %d 行未使用：%s%s")
                        .formatted(
                                bad.line(),
                                bad.reason(),
                                bad.last() ? text("; further ones are only counted", "；同类问题此后只计数") : "");
            case ObuEvent.InputEnded end ->
                end.failure().isEmpty()
                        ? text("The input has ended", "输入已结束")
                        : text("The input failed: ", "输入出错：") + end.failure();
        };
        return sentence.isEmpty() ? "" : stamped(sentence);
    }

    private String connected(ObuEvent.Connected connected) {
        String begin = connected.resumed()
                ? text("Connected again, session resumed", "已重新连接，会话已恢复")
                : text("Connected", "已连接");
        String clock = Math.abs(connected.clockOffsetMs()) > 200
                ? text(
                                "; this computer's clock is %+.0f ms off: run v2x obu doctor",
                                "；本机时钟偏差 %+.0f 毫秒：请运行 v2x obu doctor")
                        .formatted(connected.clockOffsetMs())
                : "";
        return begin + text(", round trip %.1f ms", "，往返时间 %.1f 毫秒").formatted(connected.roundTripMs()) + clock;
    }

    private String positionUse(ObuEvent.PositionUse use) {
        String sentence = switch (use.level()) {
            case "full" -> text("The edge uses this vehicle's positions again", "边缘节点已恢复使用本车定位");
            case "discounted" ->
                text("The edge doubts this vehicle's positions (%s): they count less", "边缘节点对本车定位存疑（%s），其权重降低");
            case "excluded" ->
                text(
                        "The edge does not believe this vehicle's positions (%s): nobody is warned on them, nor is this"
                                + " vehicle; no warning does not mean no danger",
                        "边缘节点不信任本车定位（%s）：不会据此向任何车辆（包括本车）发出预警；没有预警不代表没有危险");
            default ->
                text(
                        "The edge does not use this vehicle's positions: %s; no warning does not mean no danger",
                        "边缘节点未使用本车定位：%s；没有预警不代表没有危险");
        };
        return sentence.formatted(ReasonWords.of(language, use.reason()));
    }

    private String silent(Silence why, long ageMs) {
        String stop = text("No BSM is sent: ", "暂停发送 BSM：");
        return stop
                + switch (why) {
                    case NO_FIX_YET -> text("no position yet", "尚无定位");
                    case FIX_LOST -> text("the receiver has lost its position", "接收机失去定位");
                    case FIX_OLD ->
                        text("the last position is %s old", "最近的定位已过去 %s").formatted(time(ageMs));
                    case FIX_FROM_FUTURE ->
                        text("the position is %s in the future: one clock is wrong", "定位时间超前 %s：时钟有误")
                                .formatted(time(-ageMs));
                    case NO_HEADING -> text("the heading is not known before the vehicle has moved", "车辆移动之前航向未知");
                    case NO_CONNECTION -> text("no connection to the edge", "与边缘节点无连接");
                };
    }

    /** To one unit, as it is said. */
    private String time(long ms) {
        Duration time = Duration.ofMillis(ms);
        return time.toHours() > 48
                ? text("%d days", "%d 天").formatted(time.toDays())
                : time.toMinutes() > 120
                        ? text("%d hours", "%d 小时").formatted(time.toHours())
                        : time.toSeconds() > 120
                                ? text("%d minutes", "%d 分钟").formatted(time.toMinutes())
                                : text("%.1f s", "%.1f 秒").formatted(ms / 1000.0);
    }

    /** Advice is renewed twice a second: it is told again when a driver has to do something else. */
    private String advised(Recommendation advice) {
        Recommendation before = told.get(advice.application());
        if (before != null && advice.saysAs(before)) {
            return "";
        }
        told.put(advice.application(), advice);
        String what = switch (advice.application()) {
            case "GLOSA" -> text("Green light speed advice", "绿灯车速引导");
            case "SIGNAL_PRIORITY" -> text("Priority at the signal", "信号优先");
            default -> text("Advice ", "建议 ") + advice.application();
        };
        if (advice.withdrawn()) {
            return what + text(" is withdrawn", " 已撤回");
        }
        String speed = Double.isNaN(advice.speedMinMps())
                ? ""
                : text(", %.0f to %.0f km/h", "，%.0f 至 %.0f 公里/小时")
                        .formatted(advice.speedMinMps() * 3.6, advice.speedMaxMps() * 3.6);
        return what + text(": ", "：") + manoeuvre(advice.manoeuvre()) + speed + arrival(advice);
    }

    private String arrival(Recommendation advice) {
        if (advice.arrivalAtUs() == 0) {
            return "";
        }
        double inS = (advice.arrivalAtUs() - advice.givenAtUs()) / 1e6;
        return advice.manoeuvre().equals("stop")
                ? text("; green in about %.0f s", "；约 %.0f 秒后绿灯").formatted(inS)
                : text("; at the stop line in %.0f s, on green", "；%.0f 秒后绿灯到达停车线")
                        .formatted(inS);
    }

    private String manoeuvre(String manoeuvre) {
        return switch (manoeuvre) {
            case "keep_speed" -> text("keep your speed", "保持车速");
            case "slow_down" -> text("slow down", "减速");
            case "speed_up" -> text("speed up", "加速");
            case "stop" -> text("stop", "停车");
            default -> manoeuvre;
        };
    }

    @Override
    public String summary(ObuReport report) {
        StringBuilder text = new StringBuilder();
        text.append(text(
                        "In %.1f s: %d BSM sent, %d unsent, %d fixes of %d lines",
                        "%.1f 秒内：发送 BSM %d 条，未发送 %d 条，%d 个定位（共 %d 行）")
                .formatted(report.seconds(), report.sent(), report.unsent(), report.fixes(), report.lines()));
        if (!report.badLines().isEmpty()) {
            text.append(text("; lines not used %s", "；未使用的行 %s").formatted(Text.named(report.badLines())));
        }
        if (!report.silent().isEmpty()) {
            text.append(text("; without a position (0.1 s each) %s", "；无定位（每次 0.1 秒）%s")
                    .formatted(Text.named(report.silent())));
        }
        if (!report.positionUse().isEmpty()) {
            text.append(text("; use of its positions by the edge %s", "；边缘节点对本车定位的使用 %s")
                    .formatted(report.positionUse()));
        }
        text.append(text("%n  warnings %s, acknowledged %d, too late %d, missed %d", "%n  预警 %s，已确认 %d，过期 %d，遗漏 %d")
                .formatted(report.warnings(), report.acknowledged(), report.expired(), report.missed()));
        if (report.superseded() > 0) {
            text.append(text(", replaced by newer ones while away %d", "，断线期间被更新取代 %d")
                    .formatted(report.superseded()));
        }
        text.append(text("%n  advice %s", "%n  建议 %s").formatted(report.advice()));
        String trip = report.roundTrip().count() == 0
                ? text("not measured", "未测得")
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, max %.1f ms",
                        report.roundTrip().p50Ms(),
                        report.roundTrip().maxMs());
        text.append(text("%n  round trip %s; sessions %d, reconnects %d", "%n  往返时间 %s；会话 %d，重连 %d")
                .formatted(trip, report.sessions(), report.reconnects()));
        if (report.takenOver() > 0) {
            text.append(text(", taken over %d", "，被接管 %d").formatted(report.takenOver()));
        }
        return text.toString();
    }

    private String text(String english, String inChinese) {
        return language.of(english, inChinese);
    }

    private static String stamped(String sentence) {
        return LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + "  " + sentence;
    }
}
