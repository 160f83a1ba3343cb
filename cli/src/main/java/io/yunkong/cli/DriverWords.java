package io.yunkong.cli;

import io.yunkong.sim.obu.Notice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a driver is told of warnings: each once, again when it grows worse or better, and its end. One notice at a time. */
final class DriverWords {
    private static final int SHOWN_MAX = 256;
    private static final double KMH_PER_MPS = 3.6;
    private static final List<String> SEVERITIES = List.of("information", "caution", "warning", "imminent");

    private record Shown(String severity, long validUntilUs) {
        int rank() {
            return SEVERITIES.indexOf(severity);
        }
    }

    private final Language language;
    private final Map<String, Shown> shown = new HashMap<>();

    DriverWords(Language language) {
        this.language = language;
    }

    /** Empty: nothing new to say. */
    String say(Notice notice) {
        ApplicationWords application = ApplicationWords.of(notice.application());
        if (notice.phase().equals("cleared")) {
            return shown.remove(notice.id()) == null
                    ? ""
                    : language.of("%s is over", "%s 解除").formatted(application.title(language));
        }
        if (shown.size() >= SHOWN_MAX) {
            shown.clear();
        }
        shown.values().removeIf(other -> other.validUntilUs() < notice.updatedAtUs());
        Shown now = new Shown(notice.severity(), notice.validUntilUs());
        Shown before = shown.put(notice.id(), now);
        if (before != null && before.severity().equals(now.severity())) {
            return "";
        }
        boolean lesser = shown.values().stream().anyMatch(other -> other.rank() > now.rank());
        return (lesser ? language.of("also ", "另：") : "")
                + language.of("%s: %s, %s%s", "【%s】%s：%s%s")
                        .formatted(
                                Words.severity(language, notice.severity()),
                                application.title(language),
                                filled(application, notice),
                                notice.degraded()
                                        ? language.of(" (edge alone, without the cloud)", "（仅边缘节点，无云端）")
                                        : "");
    }

    private String filled(ApplicationWords application, Notice notice) {
        Notice.Counterpart other = notice.counterpart();
        boolean touch = notice.timeToCollisionMs() > 0 && application.timeIsToCollision(notice.severity());
        String time = touch
                ? language.of(", %s s to collision", "，约 %s 秒后相撞")
                        .formatted(Words.decimals(notice.timeToCollisionMs() / 1000.0, 1))
                : "";
        // What somebody else has written comes last: it may hold anything.
        return Words.spaced(application
                .driver(language)
                .replace("{m}", Words.decimals(other.distanceM(), 0))
                .replace("{where}", direction(other.bearingDeg()))
                .replace("{time}", time)
                .replace("{limit}", Words.decimals(other.speedMps() * KMH_PER_MPS, 0))
                .replace("{light}", light(other.told().light()))
                .replace("{other}", name(other)));
    }

    private String light(String light) {
        return switch (light) {
            case "red" -> language.of("red light", "信号灯为红灯");
            case "yellow" -> language.of("light about to turn red", "信号灯即将变为红灯");
            default -> language.of("stop line", "有停止线");
        };
    }

    private String name(Notice.Counterpart other) {
        String text = other.told().text();
        String quoted = text.isEmpty() ? "" : language.of(" “%s”", "“%s”").formatted(text);
        return switch (other.kind()) {
            case "hazard" -> language.of("hazard", "道路危险状况") + quoted;
            case "sign" -> language.of("sign", "标志") + quoted;
            case "speed_limit" -> language.of("speed limit", "限速标志");
            case "stop_line" -> language.of("stop line", "停止线");
            case "queue" ->
                other.told().vehicles() == 0
                        ? language.of("queue", "车辆排队")
                        : language.of("queue of %d vehicles", "%d 辆车排队")
                                .formatted(other.told().vehicles());
            default -> Words.roadUser(language, other.kind());
        };
    }

    private String direction(double bearingDeg) {
        double side = Math.IEEEremainder(bearingDeg, 360);
        double off = Math.abs(side);
        boolean left = side < 0;
        if (off < 20) {
            return language.of("ahead", "前方");
        }
        if (off < 70) {
            return left ? language.of("ahead on the left", "左前方") : language.of("ahead on the right", "右前方");
        }
        if (off < 110) {
            return left ? language.of("on the left", "左侧") : language.of("on the right", "右侧");
        }
        if (off < 160) {
            return left ? language.of("behind on the left", "左后方") : language.of("behind on the right", "右后方");
        }
        return language.of("behind", "后方");
    }
}
