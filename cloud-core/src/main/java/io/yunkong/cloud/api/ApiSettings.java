package io.yunkong.cloud.api;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * @param nodeId this node
 * @param address HTTP is bound to
 * @param port 0 = any free one
 * @param hosts further names under which readers may ask for it
 * @param journalEntries warnings kept per zone
 * @param feedSocketsMax console sockets per zone
 * @param consoleDirectory built console; empty = the one on the class path
 */
public record ApiSettings(
        String nodeId,
        InetAddress address,
        int port,
        Set<String> hosts,
        int journalEntries,
        int feedSocketsMax,
        Optional<Path> consoleDirectory) {
    public ApiSettings {
        hosts = Set.copyOf(hosts);
    }
}
