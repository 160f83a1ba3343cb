package io.yunkong.cli;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people: a line a step, in Chinese or in English. */
final class WarningLines implements WarningTongue {
    private final Language language;
    private final ShownTime time;
    private final PartyWords parties;
    private @Nullable LocalDate shownDay;
    /** 0 = there is one only, which goes without saying. */
    private int zoneWidth;

    WarningLines(Language language, ShownTime time) {
        this.language = language;
        this.time = time;
        this.parties = new PartyWords(language);
    }

    @Override
    public String begin(URI node, List<String> zones) {
        zoneWidth = zones.size() < 2
                ? 0
                : zones.stream().mapToInt(String::length).max().orElse(0);
        return language.of("Warnings of %s from %s; Ctrl-C ends", "%s 的预警，来自 %s；按 Ctrl-C 结束")
                .formatted(String.join(language.of(", ", "、"), zones), node);
    }

    @Override
    public boolean wantsEvidence(WarningFollower.Step step) {
        return step == WarningFollower.Step.RAISED;
    }

    @Override
    public String event(WarningFollower.Event event, WarningAnswer full) {
        String line = "%s  %s  %s%s  %s  %s  %s"
                .formatted(
                        time.clock(event.atUs()),
                        language.of("%-7s", "%s").formatted(name(event.step())),
                        zoneWidth == 0
                                ? ""
                                : ("%-" + zoneWidth + "s  ")
                                        .formatted(full.json().text("zone")),
                        "%-7s".formatted(full.application()),
                        language.of("%-11s", "%s").formatted(Words.severity(language, severity(event))),
                        "%-22s".formatted(event.id()),
                        text(event, full));
        return day(event.atUs()) + Words.spaced(line).stripTrailing();
    }

    /** One that is over when it is told of first is called as urgent as it ever was. */
    private static String severity(WarningFollower.Event event) {
        boolean over =
                event.step() == WarningFollower.Step.EXPIRED || event.warning().isCleared();
        return event.warning().json().text(over ? "highest_severity" : "severity");
    }

    /** A line of its own for each new day. */
    private String day(long atUs) {
        LocalDate day = time.date(atUs);
        if (day.equals(shownDay)) {
            return "";
        }
        shownDay = day;
        return time.day(atUs) + System.lineSeparator();
    }

    private String name(WarningFollower.Step step) {
        return switch (step) {
            case RAISED -> language.of("raised", "触发");
            case WORSE -> language.of("worse", "升级");
            case MILDER -> language.of("milder", "降级");
            case CLEARED -> language.of("cleared", "解除");
            case EXPIRED -> language.of("expired", "失效");
            case MERGED -> language.of("merged", "合并");
        };
    }

    private String text(WarningFollower.Event event, WarningAnswer full) {
        WarningAnswer listed = event.warning();
        return switch (event.step()) {
            case RAISED -> raised(full);
            case WORSE, MILDER -> timeLeft(listed);
            case CLEARED -> language.of("after %s s%s", "历时 %s 秒%s").formatted(lasted(listed), delivered(listed));
            case EXPIRED ->
                language.of("not renewed, nor cleared; %s s%s", "未更新也未解除，历时 %s 秒%s")
                        .formatted(lasted(listed), delivered(listed));
            case MERGED -> language.of("the same danger as %s", "与 %s 为同一危险").formatted(listed.id());
        };
    }

    private String raised(WarningAnswer warning) {
        String measure = parties.measure(warning.evidence());
        String degraded =
                warning.json().flag("degraded") ? language.of("; edge alone, without the cloud", "；仅边缘节点，无云端") : "";
        return language.of("%s warned of %s", "%s，针对%s").formatted(parties.host(warning), parties.other(warning))
                + (measure.isEmpty() ? "" : language.of(": ", "：") + measure)
                + degraded;
    }

    private String timeLeft(WarningAnswer warning) {
        double ms = warning.json().number("time_to_collision_ms");
        boolean collision = ApplicationWords.of(warning.application())
                .timeIsToCollision(warning.json().text("severity"));
        return ms > 0
                ? (collision ? language.of("%s s to collision", "约 %s 秒后相撞") : language.of("%s s left", "余 %s 秒"))
                        .formatted(Words.decimals(ms / 1000, 2))
                : "";
    }

    private static String lasted(WarningAnswer warning) {
        return Words.decimals((warning.updatedAtUs() - warning.raisedAtUs()) / 1e6, 1);
    }

    private String delivered(WarningAnswer warning) {
        return warning.delivery("acknowledged").isPresent()
                ? language.of(", acknowledged", "，已确认")
                : warning.delivery("sent").isPresent()
                        ? language.of(", delivered, not acknowledged", "，已下发，未确认")
                        : language.of(", not delivered", "，未下发");
    }

    @Override
    public String level(String zone, String level, String reason) {
        return Words.zoneLevel(language, zone, level, reason);
    }

    @Override
    public String gap(String zone, int limit) {
        return language.of(
                        "More than %d warnings at once in zone %s: some are not shown",
                        "测试区 %2$s 同时出现超过 %1$d 条预警：部分未显示")
                .formatted(limit, zone);
    }
}
