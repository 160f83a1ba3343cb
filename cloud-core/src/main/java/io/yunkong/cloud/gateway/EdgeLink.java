package io.yunkong.cloud.gateway;

import io.vertx.core.net.NetSocket;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.LinkRefused;
import io.yunkong.wire.TileTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One edge's connection. Not thread-safe: the gateway's event loop owns it. */
final class EdgeLink {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLink.class);

    /** Either looks at its zone's folder once a second, and reads only what it has seen twice. */
    private static final long VERSIONS_DIFFER_MAX_MS = 3_000;

    private final NetSocket socket;
    private final GatewayCounters counters;
    private final long openedAtMs;
    private long heardAtMs;
    private long fullSinceMs;
    private long refreshedAtMs;
    private String edgeId = "";
    private String zone = "";
    private String zoneVersion = "";
    private long differsSinceMs;
    private String dismissedFor = "";
    private long dismissedAtMs;
    private boolean closed;
    private @Nullable TileTable tableDue;

    EdgeLink(NetSocket socket, GatewayCounters counters, long nowMs) {
        this.socket = socket;
        this.counters = counters;
        this.openedAtMs = nowMs;
        this.heardAtMs = nowMs;
    }

    void admit(String edge, String ofZone, String version) {
        edgeId = edge;
        zone = ofZone;
        zoneVersion = version;
        differsSinceMs = heardAtMs;
    }

    /** Version of the zone that the edge has told. */
    String zoneVersion() {
        return zoneVersion;
    }

    /** The edge goes on with another version of its zone. */
    void turnTo(String version) {
        zoneVersion = version;
    }

    static String versionDiffers(String zone, String inForce) {
        return "zone version differs: zone=" + zone + ", limit=" + inForce + "; link refused";
    }

    /**
     * An edge and a node that activate a version one after the other are not parted for that; one that has another version for longer is told why
     * it must go. What it has sent is read until it has gone; one that stays is closed before long.
     *
     * @param inForce the version that this node works with
     */
    void compare(String inForce, long nowMs) {
        if (zoneVersion.equals(inForce)) {
            differsSinceMs = nowMs;
        } else if (nowMs - differsSinceMs > VERSIONS_DIFFER_MAX_MS && dismissedFor.isEmpty()) {
            dismissedFor = "zone_version";
            dismissedAtMs = nowMs;
            String text = versionDiffers(zone, inForce);
            LOG.info("edge link dismissed: edge={}, peer={}, reason={}", edgeId, peer(), text);
            send(refusal(text));
        }
    }

    String peer() {
        return String.valueOf(socket.remoteAddress());
    }

    boolean admitted() {
        return !edgeId.isEmpty();
    }

    String edgeId() {
        return edgeId;
    }

    String zone() {
        return zone;
    }

    boolean closed() {
        return closed;
    }

    boolean heardWithin(long nowMs, long limitMs) {
        return nowMs - heardAtMs <= limitMs;
    }

    void heard(long nowMs) {
        heardAtMs = nowMs;
    }

    /** A newer table replaces one that waits for the link to drain. */
    void sendTable(TileTable table) {
        tableDue = table;
        flushTable();
    }

    /** Sends the table again, at most every 200 ms, to an edge that sends to the wrong node. */
    void refreshTable(TileTable table, long nowMs) {
        if (nowMs - refreshedAtMs >= GatewayVerticle.BEAT_MS) {
            refreshedAtMs = nowMs;
            sendTable(table);
        }
    }

    private void flushTable() {
        TileTable due = tableDue;
        if (due != null && send(CloudToEdge.newBuilder().setTiles(due).build())) {
            tableDue = null;
        }
    }

    /** False = not sent: the link is closed or its write queue full. */
    boolean send(CloudToEdge message) {
        if (closed || socket.writeQueueFull()) {
            return false;
        }
        try {
            var _ = socket.write(LinkFrames.frame(message));
            return true;
        } catch (IllegalArgumentException e) {
            // Only a message of ours beyond 64 kB gets here; the link itself is in step.
            LOG.error("message not sent: edge={}, kind={}, reason={}", edgeId, message.getBodyCase(), e.getMessage());
            return false;
        }
    }

    /** Every 200 ms: heartbeat, deferred table, and the limits of silence, hello and a reader that does not read. */
    void beat(GatewaySettings settings, long nowMs, long nowUs) {
        if (!admitted()) {
            if (nowMs - openedAtMs > settings.helloLimitMs()) {
                close("hello_late");
            }
        } else if (!dismissedFor.isEmpty() && nowMs - dismissedAtMs > settings.silenceLimitMs()) {
            close(dismissedFor);
        } else if (nowMs - heardAtMs > settings.silenceLimitMs()) {
            close("silent");
        } else if (socket.writeQueueFull()) {
            fullSinceMs = fullSinceMs == 0 ? nowMs : fullSinceMs;
            if (nowMs - fullSinceMs > settings.silenceLimitMs()) {
                close("not_reading");
            }
        } else {
            fullSinceMs = 0;
            flushTable();
            send(CloudToEdge.newBuilder()
                    .setHeartbeat(LinkHeartbeat.newBuilder().setSentAtUs(nowUs))
                    .build());
        }
    }

    /** Closes for a counted reason; the first reason counts. */
    void close(String reason) {
        if (!closed) {
            closed = true;
            String counted = dismissedFor.isEmpty() ? reason : dismissedFor;
            counters.closed(counted);
            if (admitted()) {
                LOG.info("edge link closed: edge={}, peer={}, reason={}", edgeId, socket.remoteAddress(), counted);
            }
            var _ = socket.close();
        }
    }

    /** Says why and closes. */
    void refuse(String reason, String text) {
        send(refusal(text));
        close(reason);
    }

    private static CloudToEdge refusal(String text) {
        return CloudToEdge.newBuilder()
                .setRefused(LinkRefused.newBuilder().setReason(text))
                .build();
    }
}
