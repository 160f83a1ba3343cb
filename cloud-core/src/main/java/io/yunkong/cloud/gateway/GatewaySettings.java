package io.yunkong.cloud.gateway;

/**
 * Limits of the edges' links.
 *
 * @param nodeId this node
 * @param host address the listener is bound to
 * @param port 0 = any free one
 * @param edgesMax links at the same time
 * @param helloLimitMs a link that has not said hello by then is closed
 * @param silenceLimitMs a link that sends nothing for this long is closed
 * @param writeQueueBytes a link that has this much unsent gets no further warnings until it drains
 */
public record GatewaySettings(
        String nodeId,
        String host,
        int port,
        int edgesMax,
        int helloLimitMs,
        int silenceLimitMs,
        int writeQueueBytes) {}
