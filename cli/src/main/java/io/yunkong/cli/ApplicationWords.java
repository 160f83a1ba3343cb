package io.yunkong.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What commands call an application, how they say what it warned of, and what a driver is told. Everything that differs between applications
 * stands in this table, by the code of T/CSAE 53; one that is not in it is told by its code and by what the warning says itself.
 */
final class ApplicationWords {
    /** The same in both languages. */
    private record Said(String english, String chinese) {
        String in(Language language) {
            return language.of(english, chinese);
        }
    }

    private static final Map<String, ApplicationWords> BY_CODE = new HashMap<>();
    private static final Said NOTHING = new Said("", "");
    private static final Said THERE_IS_ONE = new Said("{other} {m} m {where}{time}", "{where}约 {m} 米有{other}{time}");

    static {
        put(
                "FCW",
                new Said("forward collision", "前向碰撞预警"),
                new Said("it was closing in on {other} ahead", "正在接近前方的{other}"),
                THERE_IS_ONE);
        put(
                "FCW from behind",
                new Said("forward collision", "前向碰撞预警"),
                new Said("{other}, which cannot be warned itself, was closing in from behind", "无法收到预警的{other}正从后方接近"),
                THERE_IS_ONE);
        put(
                "ICW",
                new Said("intersection collision", "交叉路口碰撞预警"),
                new Said("its way and that of {other} cross or join", "其行驶路线与{other}的路线交叉或汇合"),
                THERE_IS_ONE);
        put(
                "LTA",
                new Said("left turn assist", "左转辅助"),
                new Said(
                        "it was turning left across the way of {other}, which came from the other side",
                        "其左转路线将穿越对向来车{other}的路线"),
                new Said(
                        "{other} comes from the other side, {m} m {where}{time}: let it pass",
                        "对向有{other}驶来（{where}约 {m} 米）{time}，请让行"));
        put(
                "LTA about to turn",
                new Said("left turn assist", "左转辅助"),
                new Said(
                        "it was about to turn left across the way of {other}, which came from the other side",
                        "其准备左转，将穿越对向来车{other}的路线"),
                THERE_IS_ONE);
        put(
                "BSW_LCW",
                new Said("blind spot or lane change", "盲区/变道预警"),
                new Said(
                        "it was changing lanes, or signalled that it would, while {other} was beside it or coming up there",
                        "其正在或准备变道，而{other}位于其侧后方或正在驶近"),
                new Said("{other} {m} m {where}: do not change lanes", "{where}约 {m} 米有{other}，请勿变道"));
        put(
                "DNPW",
                new Said("do not pass", "逆向超车预警"),
                new Said(
                        "it was overtaking, or signalled that it would, while {other} came towards it",
                        "其正在或准备借道超车，而对向有{other}驶来"),
                new Said("{other} comes towards you, {m} m {where}: do not overtake", "对向约 {m} 米有{other}驶来，请勿超车"));
        put(
                "EBW",
                new Said("emergency braking ahead", "紧急制动预警"),
                new Said("{other} ahead was braking hard", "前方的{other}正在紧急制动"),
                new Said("{other} {m} m {where} brakes hard: slow down", "{where}约 {m} 米的{other}正在紧急制动，请减速"));
        put(
                "AVW",
                new Said("abnormal vehicle", "异常车辆提醒"),
                new Said(
                        "{other} stood or crept ahead where nobody is expected to, or came against the traffic",
                        "前方的{other}异常停驶、缓行或逆行"),
                new Said(
                        "{other} {m} m {where} stands, creeps or comes against you: slow down",
                        "{where}约 {m} 米有{other}异常停驶、缓行或逆行，请减速避让"));
        put(
                "CLW",
                new Said("vehicle out of control", "车辆失控预警"),
                new Said("{other} ahead was losing control", "前方的{other}正在失控"),
                new Said(
                        "{other} {m} m {where} is losing control: slow down and keep away",
                        "{where}约 {m} 米的{other}正在失控，请减速并保持距离"));
        put(
                "HLW",
                new Said("hazardous location", "道路危险状况提示"),
                new Said("it was coming up to {other}", "正在驶近{other}"),
                new Said("{other} {m} m {where}: slow down", "{where}约 {m} 米有{other}，请减速慢行"));
        put(
                "SLW",
                new Said("speed limit", "限速预警"),
                new Said("it was faster than allowed by {other}", "车速超过{other}"),
                new Said("you are faster than the {limit} km/h allowed here", "您已超速，此处限速 {limit} 公里/小时"));
        put(
                "RLVW",
                new Said("red light violation", "闯红灯预警"),
                new Said("it was not going to stop at {other}", "按当前车速将无法停在{other}之前"),
                new Said("{light} {m} m {where}: stop", "{where}约 {m} 米{light}，请停车"));
        put(
                "VRUCW",
                new Said("collision with a vulnerable road user", "弱势交通参与者碰撞预警"),
                new Said("{other} was in its way or coming into it", "{other}位于或即将进入其行驶路线"),
                THERE_IS_ONE);
        put(
                "IVS",
                new Said("in-vehicle signage", "车内标牌"),
                new Said("it was coming up to {other}", "正在驶近{other}"),
                new Said("{other} {m} m {where}", "{where}约 {m} 米有{other}"));
        put(
                "TJW",
                new Said("traffic jam", "前方拥堵提醒"),
                new Said("it was coming up to {other}", "正在驶近{other}"),
                new Said("{other} {m} m {where}: slow down", "{where}约 {m} 米有{other}，请减速"));
        put(
                "EVW",
                new Said("emergency vehicle", "紧急车辆提醒"),
                new Said("{other} on an emergency run was coming its way", "执行紧急任务的{other}正在驶来"),
                new Said("vehicle on an emergency run {m} m {where}: give way", "{where}约 {m} 米有紧急车辆驶来，请让行"));
    }

    private final Said title;
    private final Said because;
    private final Said driver;

    private ApplicationWords(Said title, Said because, Said driver) {
        this.title = title;
        this.because = because;
        this.driver = driver;
    }

    private static void put(String code, Said title, Said because, Said driver) {
        BY_CODE.put(code, new ApplicationWords(title, because, driver));
    }

    /** @param code of the application, in letters of either case */
    static ApplicationWords of(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        ApplicationWords known = BY_CODE.get(upper);
        return known == null
                ? new ApplicationWords(new Said("warning " + upper, "预警 " + upper), NOTHING, THERE_IS_ONE)
                : known;
    }

    /**
     * The same for a rule of the application that sees things in its own way.
     *
     * @param rule its name and version, then what is special, such as {@code fcw/1 from behind}
     */
    static ApplicationWords of(String code, String rule) {
        int blank = rule.indexOf(' ');
        ApplicationWords special =
                blank < 0 ? null : BY_CODE.get(code.toUpperCase(Locale.ROOT) + rule.substring(blank));
        return special == null ? of(code) : special;
    }

    /** Its name, as it follows the severity. */
    String title(Language language) {
        return title.in(language);
    }

    /** After "was warned because", with {@code {other}} for the counterpart or the place. Empty: nothing is known but that there is one. */
    String because(Language language) {
        return because.in(language);
    }

    /** For who drives, in the present: with {@code {other} {m} {where} {time} {limit} {light}}. */
    String driver(Language language) {
        return driver.in(language);
    }

    /** Whether its time is that to a touch, for a severity by its name on the wire: cautions tell of what may come to that. */
    boolean timeIsToCollision(String severity) {
        return driver.english().contains("{time}") && !severity.equals("caution") && !severity.equals("information");
    }
}
