package io.yunkong.cli;

import io.yunkong.edge.EdgeConfig;
import io.yunkong.edge.EdgeNode;
import io.yunkong.edge.Preload;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one edge node. */
@Command(name = "edge", description = "Runs an edge node until it is stopped.", mixinStandardHelpOptions = true)
final class EdgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--id",
            paramLabel = "NAME",
            defaultValue = "edge-1",
            description = "Name, unique among edges (default: ${DEFAULT-VALUE}).")
    private String id = "";

    @Option(
            names = "--tcp",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7420",
            description = "Where devices connect (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress tcp = new InetSocketAddress(0);

    @Option(
            names = "--udp",
            paramLabel = "HOST:PORT",
            description = "Where UPER datagrams are taken (default: nowhere).")
    private @Nullable InetSocketAddress udp;

    @Option(
            names = "--udp-downlink",
            paramLabel = "MESSAGE",
            split = ",",
            defaultValue = "notice",
            description =
                    "What stations that send datagrams understand on the way down, separated by commas: notice, rsi, rsm,"
                            + " ssm, rsc, spat, map, vir (default: ${DEFAULT-VALUE}).")
    private List<String> udpDownlink = List.of();

    @Option(
            names = "--mqtt",
            paramLabel = "HOST:PORT",
            description = "Where MQTT clients connect, without TLS (default: nowhere).")
    private @Nullable InetSocketAddress mqtt;

    @Option(
            names = "--mqtt-tls",
            paramLabel = "HOST:PORT",
            description = "Where MQTT clients connect by TLS 1.3 with a certificate (default: nowhere).")
    private @Nullable InetSocketAddress mqttTls;

    @Option(
            names = "--mqtt-profile",
            paramLabel = "FILE",
            split = ",",
            description = "Profiles of MQTT devices, besides the shipped openv2x, tits0117, raw and json.")
    private List<Path> mqttProfiles = List.of();

    @Option(
            names = "--cloud",
            paramLabel = "HOST:PORT",
            split = ",",
            description =
                    "Links of all cloud nodes, separated by commas (default: none; the edge stands alone and says so).")
    private List<InetSocketAddress> cloud = List.of();

    @Option(
            names = "--no-roadside-maps",
            description = "Do not tell roadside units the lane maps of the junctions around them (MAP, once a second).")
    private boolean noRoadsideMaps;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads, 1..64 (default: ${DEFAULT-VALUE}).")
    private int eventLoops;

    @Mixin
    private final EdgeSecurityFlags security = new EdgeSecurityFlags();

    @Mixin
    private final ZoneFlag zone = new ZoneFlag();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    final ConfigFlag config = new ConfigFlag();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Preload.begin();
        Zone loaded = zone.read();
        EdgeConfig edgeConfig;
        try {
            edgeConfig = edgeConfig();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        security.warnings(edgeConfig).forEach(spec.commandLine().getErr()::println);
        try (Interruption interruption = new Interruption();
                EdgeNode edge = EdgeNode.start(edgeConfig, loaded, InstantSource.system())) {
            edge.follow(new ZoneWatch(zone.folder(), loaded, ZoneParameters::checked));
            String address = Text.address(edge.tcpAddress());
            out.println(
                    json.wanted()
                            ? Json.object(ready -> {
                                ready.writeStringField("edge", id);
                                ready.writeStringField("tcp", address);
                                ready.writeStringField(
                                        "tls",
                                        edge.tlsAddress().map(Text::address).orElse(""));
                                ready.writeStringField(
                                        "udp",
                                        edge.udpAddress().map(Text::address).orElse(""));
                                ready.writeStringField(
                                        "mqtt",
                                        edge.mqttAddress().map(Text::address).orElse(""));
                                ready.writeStringField(
                                        "mqtt_tls",
                                        edge.mqttTlsAddress().map(Text::address).orElse(""));
                            })
                            : "edge " + id + " ready: tcp " + address
                                    + edge.tlsAddress()
                                            .map(bound -> ", tls " + Text.address(bound))
                                            .orElse("")
                                    + edge.udpAddress()
                                            .map(bound -> ", udp " + Text.address(bound))
                                            .orElse("")
                                    + edge.mqttAddress()
                                            .map(bound -> ", mqtt " + Text.address(bound))
                                            .orElse("")
                                    + edge.mqttTlsAddress()
                                            .map(bound -> ", mqtt tls " + Text.address(bound))
                                            .orElse("")
                                    + "; Ctrl-C stops");
            out.flush();
            interruption.await();
            edge.close();
            out.println(EdgeCounters.line(edge.statistics(), json.wanted()));
            out.flush();
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private EdgeConfig edgeConfig() {
        EdgeConfig.Builder wanted = EdgeConfig.of(id, tcp)
                .udp(Optional.ofNullable(udp))
                .datagramDownlink(udpDownlink)
                .security(security.value(mqttTls != null))
                .cloudNodes(cloud)
                .tellsMaps(!noRoadsideMaps)
                .eventLoops(eventLoops);
        if (mqtt != null || mqttTls != null) {
            wanted.mqtt(Optional.ofNullable(mqtt), Optional.ofNullable(mqttTls), mqttProfiles);
        }
        return wanted.build();
    }
}
