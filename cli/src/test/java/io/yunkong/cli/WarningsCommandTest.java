package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code v2x warnings} at an HTTP server that gives recorded answers. */
final class WarningsCommandTest {
    private static final long S = 1_000_000;
    private static final String ICW = "edge-1-hoe7l8rhxe-2";
    private static final String LIST = "/api/v1/zones/longzi-lake/warnings?limit=";

    private AnsweringNode node;

    WarningsCommandTest() throws IOException {
        node = new AnsweringNode(0);
    }

    @BeforeEach
    void anIntersectionCollisionIsKept() throws IOException {
        node.says("/api/v1/warnings/" + ICW, RecordedWarnings.json("icw"));
        zones("OK", 1_795_339_530L);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void showPrintsTheRecordAndWithJsonWhatTheApiSays() throws IOException {
        node.says(
                "/ogc/zones/longzi-lake/collections/paths/items/-o0a_4%3E-o7b_4",
                "{\"properties\":{\"junction\":\"o0\"}}");
        Console shown = run("show", ICW);
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("ICW intersection collision", "junction o0", "deliveries");

        assertThat(run("show", ICW, "--json").out().strip()).isEqualTo(RecordedWarnings.json("icw"));
    }

    @Test
    void explainSpeaksBothLanguagesAndDoesWithoutTheMap() {
        node.says("/ogc/zones/longzi-lake/collections/roadside_units/items?limit=1000", 503, "busy");
        assertThat(run("explain", ICW, "--lang", "en").out())
                .contains("would have touched 2.41 s later.", "the sensors of station 5253554c5a303035");
        assertThat(run("explain", ICW, "--lang", "zh").out()).contains("2.41 秒后将相撞。", "站点 5253554c5a303035 的传感器");
    }

    @Test
    void anUnknownWarningIsExitCodeOneWithItsIdAndAddress() {
        Console unknown = run("explain", "edge-1/none ?");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(unknown.err().strip())
                .isEqualTo("v2x: warning unknown or no longer kept: id=edge-1/none ?, address=http://" + node.address()
                        + "/; ids are shown by ./v2x warnings tail --since 1h");
    }

    @Test
    void aNodeThatDoesNotListenIsExitCodeThree() {
        for (List<String> command : List.of(List.of("tail"), List.of("show", "x"), List.of("explain", "x"))) {
            Console alone = Console.with(Map.of("V2X_HTTP", "127.0.0.1:1"), arguments(command.toArray(String[]::new)));
            assertThat(alone.exitCode()).isEqualTo(ExitCode.CANNOT_CONNECT);
            assertThat(alone.err().strip())
                    .isEqualTo(
                            "v2x: no cloud node answers: address=http://127.0.0.1:1/, reason=connection refused; start one"
                                    + " (./v2x demo, ./v2x cloud) or name it with --http");
        }
    }

    @Test
    void somethingElseThatAnswersIsNotTakenForACloudNode() {
        node.says("/api/v1/zones", "<html>");
        assertThat(run("tail").err()).startsWith("v2x: no answer of a cloud node: address=http://" + node.address());
        node.says("/api/v1/zones", 421, "{\"detail\":\"host not served\"}");
        Console refused = run("tail");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("status=421, reason=host not served");
    }

    @Test
    void anAddressOrZoneThatCannotBeIsWrongUsage() {
        for (String address : List.of("nowhere:port", "ftp://a:1/", "http://a:1/api", "://")) {
            Console wrong = Console.run("warnings", "show", "x", "--http", address);
            assertThat(wrong.exitCode()).as(address).isEqualTo(ExitCode.USAGE);
            assertThat(wrong.err()).startsWith("v2x: not an address: --http " + address);
        }
        Console unknown = run("tail", "--zone", "longzi-lake,deqing");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("zone not served: zone=deqing, known=[longzi-lake]");
    }

    @Test
    void tailTellsALineOfEachStepAndOfTheLevelOfTheZone() throws IOException {
        StringWriter out = new StringWriter();
        try (CloudApi api = new CloudApi(URI.create("http://" + node.address() + "/"))) {
            WarningTail tail = tail(api, new WarningLines(Language.ENGLISH, new ShownTime(ZoneOffset.UTC)), out);
            list(1000);
            zones("OK", 1_795_339_520L);
            tail.look();
            list(20, listed("raised", "warning", 1_795_339_521L));
            zones("OK", 1_795_339_521L);
            tail.look();
            list(20, listed("updated", "imminent", 1_795_339_522L));
            zones("DEGRADED", 1_795_339_523L);
            tail.look();
            list(20, listed("cleared", "imminent", 1_795_339_524L));
            tail.look();
            tail.look();
        }
        assertThat(out.toString().replace("\r", "")).isEqualTo("""
                        Warnings of longzi-lake from http://%s/; Ctrl-C ends
                        2026-11-22 +00:00
                        09:25:21.000  raised   ICW      WARNING      edge-1-hoe7l8rhxe-2     car 4c5a303030303830 warned of car 4c5a303030303831: time to collision 2.41 s < 2.70 s
                        Zone longzi-lake is DEGRADED: no edge; no warning does not mean no danger
                        09:25:22.000  worse    ICW      IMMINENT     edge-1-hoe7l8rhxe-2     0.83 s to collision
                        09:25:24.000  cleared  ICW      IMMINENT     edge-1-hoe7l8rhxe-2     after 3.0 s, acknowledged
                        """.formatted(node.address()));
    }

    @Test
    void tailAsksForALongerListUntilItReachesBackToWhatItKnows() throws IOException {
        StringWriter out = new StringWriter();
        try (CloudApi api = new CloudApi(URI.create("http://" + node.address() + "/"))) {
            WarningTail tail = tail(api, new WarningJson(), out);
            String[] many = new String[30];
            for (int i = 0; i < many.length; i++) {
                many[i] = listed("raised", "warning", 1_795_339_529L).replace(ICW, "w-" + (30 - i));
            }
            list(1000, many[29]);
            tail.look();
            list(20, List.of(many).subList(0, 20).toArray(String[]::new));
            list(80, many);
            tail.look();
        }
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.getFirst()).contains("\"event\":\"start\"", "\"zones\":[\"longzi-lake\"]");
        assertThat(lines.subList(1, lines.size()))
                .hasSize(30)
                .allMatch(line -> line.startsWith("{\"event\":\"raised\""));
        assertThat(lines.get(1)).contains("\"warning_id\":\"w-1\"");
        assertThat(lines.getLast()).contains("\"warning_id\":\"w-30\"");
    }

    @Test
    void tailSaysWhenMoreCameThanAListHolds() throws IOException {
        StringWriter out = new StringWriter();
        try (CloudApi api = new CloudApi(URI.create("http://" + node.address() + "/"))) {
            WarningTail tail = tail(api, new WarningLines(Language.CHINESE, new ShownTime(ZoneOffset.UTC)), out);
            list(1000, listed("raised", "warning", 1_795_339_529L));
            tail.look();
            String[] more = new String[1000];
            for (int i = 0; i < more.length; i++) {
                more[i] = listed("cleared", "warning", 1_795_339_529L).replace(ICW, "w-" + i);
            }
            for (int limit : new int[] {20, 80, 320, 1000}) {
                list(limit, List.of(more).subList(0, limit).toArray(String[]::new));
            }
            tail.look();
        }
        assertThat(out.toString()).contains("测试区 longzi-lake 同时出现超过 1000 条预警：部分未显示", "触发", "解除");
    }

    @Test
    void aNodeThatGoesWhileItIsFollowedIsWaitedFor() throws Exception {
        int port = FreePort.find();
        node.close();
        comesAt(port);
        list(1000);
        list(20);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Thread command = Thread.ofPlatform()
                .start(() -> V2x.run(
                        Map.of(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        arguments("tail", "--http", node.address(), "--lang", "en")));
        until(() -> assertThat(out.toString()).contains("Warnings of longzi-lake"));
        node.close();
        until(() -> assertThat(err.toString()).contains("no cloud node answers", "asked again until it does"));
        comesAt(port);
        list(20, listed("raised", "warning", 1_795_339_529L));
        until(() -> assertThat(out.toString()).contains(ICW));
        assertThat(err.toString().lines()).hasSize(2).last().isEqualTo("v2x: the cloud node answers again");
        command.interrupt();
        command.join();
    }

    private void comesAt(int port) throws IOException {
        node = new AnsweringNode(port);
        anIntersectionCollisionIsKept();
    }

    @Test
    void tailEndsAfterTheTimeGiven() {
        list(1000);
        list(20);
        Console ended = run("tail", "--for", "1ms");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThatThrownBy(() -> new CloudApi(URI.create("http://" + node.address() + "/")).warnings("deqing", 20))
                .hasMessageContaining("not found: path=/api/v1/zones/deqing/warnings?limit=20");
    }

    private static WarningTail tail(CloudApi api, WarningTongue tongue, StringWriter out) {
        return new WarningTail(api, List.of(), Duration.ZERO, tongue, new PrintWriter(out, true));
    }

    private void zones(String level, long nowS) {
        node.says(
                "/api/v1/zones",
                "{\"zones\":[{\"id\":\"longzi-lake\",\"time_us\":%d,\"health\":{\"level\":\"%s\",\"reason\":\"no edge\"}}]}"
                        .formatted(nowS * S, level));
    }

    private void list(int limit, String... newestFirst) {
        node.says(LIST + limit, "{\"warnings\":[" + String.join(",", newestFirst) + "]}");
    }

    /** The recorded warning in another state, as the list has it. */
    private static String listed(String phase, String severity, long updatedS) throws IOException {
        String json = RecordedWarnings.json("icw");
        return json.substring(0, json.indexOf(",\"evidence\":"))
                        .replaceFirst("\"phase\":\"\\w+\"", "\"phase\":\"" + phase + "\"")
                        .replaceFirst("\"severity\":\"\\w+\"", "\"severity\":\"" + severity + "\"")
                        .replaceFirst("\"highest_severity\":\"\\w+\"", "\"highest_severity\":\"" + severity + "\"")
                        .replaceFirst("\"raised_at_us\":\\d+", "\"raised_at_us\":1795339521000000")
                        .replaceFirst("\"updated_at_us\":\\d+", "\"updated_at_us\":" + updatedS * S)
                        .replaceFirst("\"valid_until_us\":\\d+", "\"valid_until_us\":" + (updatedS + 1) * S)
                + "}";
    }

    private Console run(String... arguments) {
        return Console.with(Map.of("V2X_HTTP", node.address()), arguments(arguments));
    }

    private static String[] arguments(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "warnings";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }
}
