package io.yunkong.cli;

/** Why measurements are refused or doubted, in Chinese or in English; all names stand in docs/bad-input.md. */
final class ReasonWords {
    private ReasonWords() {}

    /** A reason or doubt by its stable name; those that somebody can do something about in words, the others as they are. */
    static String of(Language language, String reason) {
        return switch (reason) {
            case "outside_zone" -> language.of("they are outside the zone", "位置在测试区之外");
            case "coordinates_swapped" -> language.of("latitude and longitude are swapped", "经纬度颠倒");
            case "looks_like_gcj02" -> language.of("they look like GCJ-02, not WGS-84", "疑似 GCJ-02 坐标，应为 WGS-84");
            case "off_road" -> language.of("they are on no road", "不在任何道路上");
            case "too_old" -> language.of("they are old when they arrive: clock or network is late", "到达时已过时：时钟或网络滞后");
            case "from_future" -> language.of("they are from the future: a clock is wrong", "时间超前：时钟有误");
            case "age" -> language.of("they are too old or from the future", "时间过时或超前");
            case "speed_contradicts_displacement" ->
                language.of(
                        "the speed told is not the way driven; obu doctor looks why", "所报速度与实际位移不符，可用 obu doctor 查原因");
            case "heading_contradicts_course" -> language.of("the heading told is not the way driven", "所报航向与行驶方向不符");
            case "position_jump" -> language.of("they jump", "位置跳变");
            case "frozen_position" -> language.of("they stay the same while the vehicle drives", "行驶中位置停滞不变");
            case "frozen_speed" -> language.of("the speed stays the same whatever the vehicle does", "速度停滞不变");
            case "frozen_heading" -> language.of("the heading stays the same whatever the vehicle does", "航向停滞不变");
            case "motion_unavailable" -> language.of("speed or heading is missing", "缺少速度或航向");
            default -> reason;
        };
    }
}
