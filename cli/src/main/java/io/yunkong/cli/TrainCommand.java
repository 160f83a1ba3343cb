package io.yunkong.cli;

import io.yunkong.cloud.CloudNode;
import io.yunkong.edge.EdgeNode;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts an edge and a cloud node as their commands do, and ends. The launcher has the JVM record which classes that takes and what its compiler
 * learns of them, for later starts.
 */
@Command(name = "train", description = "Starts an edge and a cloud node on free ports, and ends.", hidden = true)
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private final ZoneFlag zone = new ZoneFlag();

    @Override
    public Integer call() throws IOException {
        Zone read = zone.read();
        InetSocketAddress link = Platform.freeAddress();
        try (EdgeNode edge = EdgeNode.start(Platform.edgeConfig(link), read, InstantSource.system());
                CloudNode cloud = CloudNode.start(
                        Platform.cloudConfig(Platform.loopback(0), link), List.of(read), InstantSource.system())) {
            return edge.tcpAddress().getPort() > 0 && cloud.httpAddress().getPort() > 0
                    ? ExitCode.OK
                    : ExitCode.FAILURE;
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }
}
