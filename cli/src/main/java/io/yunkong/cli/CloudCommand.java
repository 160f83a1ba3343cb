package io.yunkong.cli;

import io.yunkong.cloud.CloudConfig;
import io.yunkong.cloud.CloudNode;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneWatch;
import io.yunkong.map.warn.ZoneParameters;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one cloud node. */
@Command(name = "cloud", description = "Runs a cloud node until it is stopped.", mixinStandardHelpOptions = true)
final class CloudCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--id",
            paramLabel = "NAME",
            defaultValue = "cloud-1",
            description = "Name, unique in the cluster (default: ${DEFAULT-VALUE}).")
    private String id = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            split = ",",
            defaultValue = ZoneFlag.DEFAULT,
            description = "Zones served, separated by commas (default: ${DEFAULT-VALUE}).")
    private List<String> zones = List.of();

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            description = "Console and API (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress http = new InetSocketAddress(0);

    @Option(
            names = "--http-host",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Names under which console and API may be asked for besides the address of --http and localhost,"
                            + " separated by commas (default: none).")
    private List<String> httpHosts = List.of();

    @Option(
            names = "--link",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7430",
            description = "Where edges connect (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress link = new InetSocketAddress(0);

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "yunkong",
            description = "Nodes of another name do not join (default: ${DEFAULT-VALUE}).")
    private String cluster = "";

    @Option(
            names = "--member",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description =
                    "Hazelcast member, private addresses only (default: ${DEFAULT-VALUE}; port 0 = a node that stays alone).")
    private InetSocketAddress member = new InetSocketAddress(0);

    @Option(
            names = "--members",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Members of all nodes, separated by commas (default: none, the node stays alone).")
    private List<String> members = List.of();

    @Option(
            names = "--bus",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Event bus between the nodes (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress bus = new InetSocketAddress(0);

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    final ConfigFlag config = new ConfigFlag();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<ZoneWatch> watches = zones.stream()
                .map(zone -> new ZoneWatch(Zones.folder(zone), Zones.read(zone), ZoneParameters::checked))
                .toList();
        List<Zone> loaded = watches.stream().map(ZoneWatch::inForce).toList();
        refuseTwice(loaded);
        try (Interruption interruption = new Interruption();
                CloudNode cloud = CloudNode.start(cloudConfig(), loaded, InstantSource.system())) {
            cloud.follow(watches);
            String page = "http://" + Text.address(cloud.httpAddress()) + "/";
            out.println(
                    json.wanted()
                            ? Json.object(ready -> {
                                ready.writeStringField("cloud", id);
                                ready.writeStringField("http", page);
                                ready.writeStringField("link", Text.address(cloud.linkAddress()));
                            })
                            : "cloud " + id + " ready: console " + page + ", link " + Text.address(cloud.linkAddress())
                                    + "; Ctrl-C stops");
            out.flush();
            interruption.await();
            return ExitCode.OK;
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** By the name in the folder: one zone may be given by name and by path. */
    private static void refuseTwice(List<Zone> zones) {
        Set<String> names = new HashSet<>();
        for (Zone zone : zones) {
            if (!names.add(zone.name())) {
                throw new CommandFailure(ExitCode.USAGE, "zone given twice: zone=" + zone.name() + "; not started");
            }
        }
    }

    private CloudConfig cloudConfig() {
        CloudConfig alone = CloudConfig.alone(id);
        return new CloudConfig(
                id,
                http,
                new CloudConfig.Link(link, Optional.empty()),
                new CloudConfig.Cluster(cluster, member, members, bus),
                alone.limits(),
                alone.lease(),
                Optional.empty(),
                Set.copyOf(httpHosts));
    }
}
