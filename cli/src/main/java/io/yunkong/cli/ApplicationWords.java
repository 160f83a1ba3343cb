package io.yunkong.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What commands call an application and how they say what it warned of. Everything that differs between applications stands in this table,
 * by the code of T/CSAE 53; one that is not in it is told by its code and by what the warning says itself.
 *
 * @param titleEn its name, as it follows the severity
 * @param titleZh its name
 * @param becauseEn after "was warned because"; {@code {other}} is the counterpart or the place; empty: nothing more than that there is one
 * @param becauseZh after "原因是"
 */
record ApplicationWords(String titleEn, String titleZh, String becauseEn, String becauseZh) {
    private static final Map<String, ApplicationWords> BY_CODE = new HashMap<>();

    static {
        put("FCW", "forward collision", "前向碰撞预警", "it was closing in on {other} ahead", "正在接近前方的{other}");
        put(
                "FCW from behind",
                "forward collision",
                "前向碰撞预警",
                "{other}, which cannot be warned itself, was closing in from behind",
                "无法收到预警的{other}正从后方接近");
        put(
                "ICW",
                "intersection collision",
                "交叉路口碰撞预警",
                "its way and that of {other} cross or join",
                "其行驶路线与{other}的路线交叉或汇合");
        put(
                "VRUCW",
                "collision with a vulnerable road user",
                "弱势交通参与者碰撞预警",
                "{other} was in its way or coming into it",
                "{other}位于或即将进入其行驶路线");
        put("EBW", "emergency braking ahead", "紧急制动预警", "{other} ahead was braking hard", "前方的{other}正在紧急制动");
        put(
                "AVW",
                "abnormal vehicle",
                "异常车辆提醒",
                "{other} stood or crept ahead where nobody is expected to",
                "前方的{other}异常停驶或缓行");
        put("CLW", "vehicle out of control", "车辆失控预警", "{other} ahead was losing control", "前方的{other}正在失控");
        put(
                "EVW",
                "emergency vehicle",
                "紧急车辆提醒",
                "{other} on an emergency run was coming its way",
                "执行紧急任务的{other}正在驶来");
        put("SLW", "speed limit", "限速预警", "it was faster than allowed by {other}", "车速超过{other}");
        put("RLVW", "red light violation", "闯红灯预警", "it was not going to stop at {other}", "按当前车速将无法停在{other}之前");
        put("TJW", "traffic jam", "前方拥堵提醒", "it was coming up to {other}", "正在驶近{other}");
        put("LTA", "left turn assist", "左转辅助", "", "");
        put("BSW_LCW", "blind spot or lane change", "盲区/变道预警", "", "");
        put("DNPW", "do not pass", "逆向超车预警", "", "");
        put("HLW", "hazardous location", "道路危险状况提示", "", "");
        put("IVS", "in-vehicle signage", "车内标牌", "", "");
    }

    private static void put(String code, String titleEn, String titleZh, String becauseEn, String becauseZh) {
        BY_CODE.put(code, new ApplicationWords(titleEn, titleZh, becauseEn, becauseZh));
    }

    /** @param code of the application, in letters of either case */
    static ApplicationWords of(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        ApplicationWords known = BY_CODE.get(upper);
        return known == null ? new ApplicationWords("warning " + upper, "预警 " + upper, "", "") : known;
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

    String title(Language language) {
        return language.of(titleEn, titleZh);
    }

    /** Empty: nothing is known but that there is one. */
    String because(Language language) {
        return language.of(becauseEn, becauseZh);
    }
}
