package io.yunkong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a warning was raised, what was known and what became of it: a sentence each, in Chinese or in English. Immutable. */
final class WarningStory {
    private final WarningAnswer warning;
    private final ApiObject evidence;
    private final Language language;
    private final ZoneNames names;
    private final ShownTime time;
    private final long nowUs;
    private final PartyWords parties;
    private final ApplicationWords application;

    /** @param nowUs the time on the node's clock */
    WarningStory(WarningAnswer warning, Language language, ZoneNames names, ShownTime time, long nowUs) {
        this.warning = warning;
        this.evidence = warning.evidence();
        this.language = language;
        this.names = names;
        this.time = time;
        this.nowUs = nowUs;
        this.parties = new PartyWords(language);
        this.application = ApplicationWords.of(warning.application(), evidence.text("rule"));
    }

    /** A headline, then a sentence or two a line. */
    String text() {
        return Stream.of(
                        headline(),
                        because(),
                        rule(),
                        imminence(),
                        known(),
                        rejected(),
                        windows(),
                        finders(),
                        delivery(),
                        end())
                .filter(line -> !line.isEmpty())
                .map(Words::spaced)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String headline() {
        String severity = Words.severity(language, warning.severity(nowUs));
        return language.of("%s: %s (%s), zone %s, warning %s", "【%s】%s（%s），测试区 %s，预警编号 %s")
                .formatted(
                        severity,
                        application.title(language),
                        warning.application(),
                        warning.json().text("zone"),
                        warning.id());
    }

    private String because() {
        String reason = application.because(language);
        if (reason.isEmpty()) {
            reason = language.of("of {other}", "{other}");
        }
        String sentence = language.of("%s was warned at %s because %s", "%2$s，%1$s收到预警，原因是%3$s")
                .formatted(
                        sentenceStart(parties.host(warning)),
                        time.full(warning.raisedAtUs()),
                        reason.replace("{other}", parties.other(warning)));
        return sentence + touch();
    }

    /** What would have happened, if the rule has foreseen that. */
    private String touch() {
        if (!evidence.text("measure").equals("time_to_collision")
                || warning.counterpart().isEmpty()) {
            return language.of(".", "。");
        }
        String where = names.junction().isEmpty()
                ? ""
                : language.of(" in junction %s", "在路口 %s ").formatted(names.junction());
        return language.of(
                        ": had both kept their speed and way, they would have touched %s later%s.",
                        "。若双方保持车速和路线，%s后将%s相撞。")
                .formatted(quantity(evidence.number("measure_value")), where);
    }

    private String rule() {
        double value = evidence.number("measure_value");
        double threshold = evidence.number("measure_threshold");
        if (Double.isNaN(value) || Double.isNaN(threshold)) {
            return language.of("The node kept no evidence of it.", "节点未保存其依据。");
        }
        return language.of("Rule %s warns when the %s is %s %s; it was %s.", "规则 %s：%s%s %s时预警；当时为 %s。")
                .formatted(
                        evidence.text("rule"),
                        Words.measure(language, evidence.text("measure")),
                        value <= threshold ? language.of("below", "低于") : language.of("above", "高于"),
                        quantity(threshold),
                        quantity(value));
    }

    /** By which of the rule's limits it is imminent, or became so; rules that never are have none. */
    private String imminence() {
        Map<String, Double> limits = evidence.object("parameters").numbers();
        return warning.severity(nowUs).equals("imminent")
                ? limits.entrySet().stream()
                        .filter(limit -> limit.getKey().contains("_imminent"))
                        .map(limit -> language.of("The parameter %s=%s makes it imminent.", "参数 %s=%s 使其升为紧急。")
                                .formatted(limit.getKey(), Words.decimals(limit.getValue(), 2)))
                        .collect(Collectors.joining(" "))
                : "";
    }

    private String quantity(double value) {
        return Words.quantity(language, value, evidence.text("measure_unit"));
    }

    private String known() {
        String host = sources(evidence.objects("host_inputs"));
        String other = sources(evidence.objects("counterpart_inputs"));
        String place = sources(evidence.objects("place_inputs"));
        return (host.isEmpty()
                        ? ""
                        : language.of("Known of %s: %s.", "%s的数据来源：%s。").formatted(parties.host(warning), host))
                + (other.isEmpty()
                        ? ""
                        : language.of(" Known of the other: %s.", "对方的数据来源：%s。").formatted(other))
                + (place.isEmpty()
                        ? ""
                        : language.of(" The place was told by %s.", "该地点的信息来源：%s。")
                                .formatted(place));
    }

    private String sources(List<ApiObject> inputs) {
        return inputs.stream().map(this::source).collect(Collectors.joining(language.of(", ", "、")));
    }

    private String from(ApiObject input) {
        String station = input.text("station_id");
        return input.text("source").equals("self_report")
                ? language.of("its own report", "自身上报")
                : names.roadsideUnits().containsKey(station)
                        ? language.of("roadside unit %s", "路侧单元 %s")
                                .formatted(names.roadsideUnits().get(station))
                        : input.text("source").equals("roadside_information")
                                ? language.of("station %s", "站点 %s").formatted(station)
                                : language.of("the sensors of station %s", "站点 %s 的传感器")
                                        .formatted(station);
    }

    private String source(ApiObject input) {
        String age = Words.decimals(input.number("age_ms"), 0);
        double accuracyM = input.number("position_accuracy_m");
        return from(input)
                + (Double.isNaN(accuracyM)
                        ? language.of(" (%s ms old)", "（%s 毫秒前）").formatted(age)
                        : language.of(" (%s ms old, accurate to %s m)", "（%s 毫秒前，精度 %s 米）")
                                .formatted(age, Words.decimals(accuracyM, 1)));
    }

    /** What was refused, or counted less, just before. */
    private String rejected() {
        String host = rejected(evidence.objects("host_rejected"));
        String other = rejected(evidence.objects("counterpart_rejected"));
        return host.isEmpty() && other.isEmpty()
                ? ""
                : language.of("Not used, or not fully, in the five seconds before:", "此前 5 秒内未采用或未完全采用的数据：")
                        + (host.isEmpty()
                                ? ""
                                : language.of(" of %s %s.", "%s：%s。").formatted(parties.host(warning), host))
                        + (other.isEmpty()
                                ? ""
                                : language.of(" of the other %s.", "对方：%s。").formatted(other));
    }

    private String rejected(List<ApiObject> inputs) {
        return inputs.stream().map(this::rejected).collect(Collectors.joining(language.of(", ", "、")));
    }

    private String rejected(ApiObject input) {
        return language.of("%s from %s %s (%s; the last %s ms before)", "%2$s %1$s 条，%3$s（%4$s；最近一条在 %5$s 毫秒前）")
                .formatted(
                        Words.decimals(input.number("count"), 0),
                        from(input),
                        use(input.text("use")),
                        ReasonWords.of(language, input.text("reason")),
                        Words.decimals(input.number("age_ms"), 0));
    }

    private String use(String use) {
        return switch (use) {
            case "refused" -> language.of("refused", "被拒绝");
            case "discounted" -> language.of("counted less", "降权使用");
            case "excluded" -> language.of("not enough for a warning", "不单独作为预警依据");
            default -> use.replace('_', ' ');
        };
    }

    /** When each would have been where their lanes meet. */
    private String windows() {
        ApiObject area = evidence.object("conflict_area");
        if (area.isEmpty() || warning.counterpart().isEmpty()) {
            return "";
        }
        return language.of(
                        "%s would have been in the conflict area %s, %s %s, counted from the warning.",
                        "自预警时刻起，%s将%s处于冲突区，%s将%s处于冲突区。")
                .formatted(
                        sentenceStart(parties.host(warning)),
                        window(area.object("host")),
                        parties.other(warning),
                        window(area.object("counterpart")));
    }

    private String window(ApiObject window) {
        double entry = window.number("entry_ms");
        double exit = window.number("exit_ms");
        if (Double.isNaN(entry)) {
            return language.of("never", "不会");
        }
        String from = Words.decimals(entry / 1000, 1);
        return Double.isNaN(exit)
                ? language.of("from %s s on", "在 %s 秒后一直").formatted(from)
                : language.of("from %s to %s s", "在 %s 至 %s 秒后").formatted(from, Words.decimals(exit / 1000, 1));
    }

    private String finders() {
        List<String> origins = warning.json().texts("origins");
        String found = origins.contains("edge") && origins.contains("cloud")
                ? language.of("Edge and cloud both found the danger, %s first.", "边缘与云端均发现了该危险，%s 最先。")
                : language.of("Only %s found the danger.", "仅 %s 发现了该危险。");
        return found.formatted(warning.json().text("node"))
                + (warning.delivery("duplicate").isEmpty()
                        ? ""
                        : language.of(" The vehicle was warned once, not twice.", "仅向车辆下发一次，未重复。"))
                + (warning.json().flag("degraded")
                        ? language.of(" The edge had to do without the cloud's wider view.", "当时边缘节点没有云端的全局视野。")
                        : "");
    }

    private String delivery() {
        Optional<ApiObject> sent = warning.delivery("sent");
        if (sent.isEmpty()) {
            return warning.deliveries().stream()
                    .filter(report -> report.text("phase").equals("raised"))
                    .findFirst()
                    .map(report -> language.of("It was not handed to the vehicle: %s.", "未下发至车辆：%s。")
                            .formatted(outcome(report.text("outcome"))))
                    .orElse(language.of("Nothing is known of its delivery.", "下发情况未知。"));
        }
        ApiObject stamps = sent.get().object("stamps");
        OptionalLong linkUs = stamps.whole("downlink_at_us");
        OptionalLong readUs = stamps.whole("edge_received_at_us");
        String handed = linkUs.isEmpty() || readUs.isEmpty()
                ? language.of("It was handed to the vehicle's link", "预警已交给车辆链路")
                : language.of(
                                "It was handed to the vehicle's link %s ms after the edge read the message that"
                                        + " triggered it",
                                "边缘节点读到触发消息 %s 毫秒后，预警交给车辆链路")
                        .formatted(milliseconds(linkUs.getAsLong() - readUs.getAsLong()));
        long sentUs = linkUs.orElse(sent.get().whole("at_us").orElse(0));
        return handed
                + warning.delivery("acknowledged")
                        .map(report -> report.whole("at_us").orElse(sentUs))
                        .map(us -> language.of("; the vehicle's unit acknowledged it %s ms later.", "；%s 毫秒后车载单元确认。")
                                .formatted(milliseconds(us - sentUs)))
                        .orElse(language.of("; no acknowledgement is known.", "；未见确认。"));
    }

    private String outcome(String outcome) {
        return switch (outcome) {
            case "expired" -> language.of("it came too late", "已过期");
            case "no_session" -> language.of("the vehicle had no session", "车辆不在线");
            case "old_epoch" -> language.of("it came from an earlier owner of the tile", "来自瓦片的旧任期");
            case "not_usable" -> language.of("it could not be used", "无法使用");
            case "not_understood" -> language.of("the vehicle listens to no warnings", "车辆未订阅预警");
            default -> outcome.replace('_', ' ');
        };
    }

    private String end() {
        String lasted = Words.decimals((warning.updatedAtUs() - warning.raisedAtUs()) / 1e6, 1);
        return switch (warning.state(nowUs)) {
            case ACTIVE -> language.of("It is still active.", "预警仍然有效。");
            case CLEARED ->
                language.of("It was cleared %s s after it was raised: %s.", "触发 %s 秒后解除：%s。")
                        .formatted(lasted, clearReason());
            case EXPIRED ->
                language.of("It was neither renewed nor cleared and ran out at %s.", "预警未更新也未解除，于 %s 失效。")
                        .formatted(time.clock(warning.validUntilUs()));
        };
    }

    private String clearReason() {
        return switch (warning.clearReason()) {
            case "passed" ->
                language.of(
                        "the rule did not find it any more, because of braking, passing or turning off",
                        "因制动、通过或转向，规则不再成立");
            case "host_gone" -> language.of("nobody had reported the vehicle for a while", "一段时间内未收到该车数据");
            case "counterpart_gone" -> language.of("nobody had seen or heard the other one for a while", "一段时间内未感知到对方");
            case "superseded" -> language.of("a more urgent application warned of the same", "更紧急的应用已就同一危险预警");
            default ->
                language.of(
                        "the rule had found nothing for a while, or one of those concerned was gone",
                        "规则在一段时间内不再成立，或有一方已离开");
        };
    }

    private static String milliseconds(long us) {
        return Words.decimals(us / 1000.0, 1);
    }

    private static String sentenceStart(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
