package io.yunkong.cli;

import java.util.Locale;

/** Words that all commands share which speak of warnings, by the names of the wire in small letters. Stateless. */
final class Words {
    private Words() {}

    static String severity(Language language, String severity) {
        return switch (severity) {
            case "information" -> language.of("INFORMATION", "提示");
            case "caution" -> language.of("CAUTION", "注意");
            case "imminent" -> language.of("IMMINENT", "紧急");
            default -> language.of("WARNING", "警告");
        };
    }

    /** Chinese with a blank beside letters and digits of the Latin script, as it is set; other text stays as it is. */
    static String spaced(String text) {
        return text.replaceAll("(?<=\\p{IsHan})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=\\p{IsHan})", " ");
    }

    /** What kind of road user. */
    static String roadUser(Language language, String kind) {
        return switch (kind) {
            case "car" -> language.of("car", "小汽车");
            case "truck" -> language.of("truck", "货车");
            case "bus" -> language.of("bus", "公交车");
            case "emergency" -> language.of("emergency vehicle", "紧急车辆");
            case "motorcycle" -> language.of("motorcycle", "摩托车");
            case "bicycle" -> language.of("bicycle", "自行车");
            case "pedestrian" -> language.of("pedestrian", "行人");
            default -> language.of("road user", "交通参与者");
        };
    }

    /** What a signal head shows. */
    static String light(Language language, String light) {
        return switch (light) {
            case "red" -> language.of("red", "红灯");
            case "yellow" -> language.of("yellow", "黄灯");
            case "permissive_green", "protected_green" -> language.of("green", "绿灯");
            case "dark" -> language.of("dark", "灭灯");
            case "flashing_red" -> language.of("flashing red", "红灯闪烁");
            case "flashing_yellow" -> language.of("flashing yellow", "黄灯闪烁");
            case "flashing_green" -> language.of("flashing green", "绿灯闪烁");
            default -> light.replace('_', ' ');
        };
    }

    /** How well a zone is served. */
    static String zoneLevel(Language language, String zone, String level, String reason) {
        return level.equals("OK")
                ? language.of("Zone %s is fully covered", "测试区 %s 服务正常").formatted(zone)
                : language.of("Zone %s is %s: %s; no warning does not mean no danger", "测试区 %s 服务为 %s：%s；没有预警不代表没有危险")
                        .formatted(zone, level, reason);
    }

    /** What a rule measures; a measure without a word of its own is told by its name. */
    static String measure(Language language, String name) {
        return switch (name) {
            case "time_to_collision" -> language.of("time to collision", "碰撞时间");
            case "post_encroachment_time" -> language.of("post-encroachment time", "后侵入时间");
            case "distance" -> language.of("distance", "距离");
            case "deceleration" -> language.of("deceleration needed", "所需减速度");
            case "deceleration_ahead" -> language.of("deceleration ahead", "前车减速度");
            case "deceleration_ahead_told" ->
                language.of("deceleration of the one ahead, who says that it brakes hard,", "自报紧急制动的前车减速度");
            case "deceleration_to_stop" -> language.of("deceleration needed to stop", "停车所需减速度");
            case "headway" -> language.of("headway", "车头时距");
            case "speed" -> language.of("speed", "车速");
            case "time_to_arrival" -> language.of("time to arrival", "到达时间");
            case "gap" -> language.of("gap to the oncoming vehicle", "与对向来车的时间间隙");
            case "distance_behind" -> language.of("distance behind the vehicle", "对方在本车后方的距离");
            case "time_to_host" -> language.of("time until it was beside the vehicle", "对方到达本车旁的时间");
            case "time_to_meeting" -> language.of("time until they met", "会车时间");
            default -> name.replace('_', ' ');
        };
    }

    /** A value with its unit, in two decimals. */
    static String quantity(Language language, double value, String unit) {
        String inChinese = switch (unit) {
            case "s" -> "秒";
            case "ms" -> "毫秒";
            case "m" -> "米";
            case "m/s" -> "米/秒";
            case "m/s2" -> "米/秒²";
            default -> unit;
        };
        return (decimals(value, 2) + " " + language.of(unit, inChinese)).strip();
    }

    /** A number as people and machines of every locale read it. */
    static String decimals(double value, int count) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }
}
