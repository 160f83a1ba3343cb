package io.yunkong.cloud.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * @param nodeId this node
 * @param host address HTTP is bound to
 * @param port 0 = any free one
 * @param journalEntries warnings kept per zone
 * @param feedSocketsMax console sockets per zone
 * @param consoleDirectory built console; empty = the one on the class path
 */
public record ApiSettings(
        String nodeId,
        String host,
        int port,
        int journalEntries,
        int feedSocketsMax,
        Optional<Path> consoleDirectory) {}
