package io.yunkong.edge.uplink;

import io.yunkong.map.road.TileId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The links to all configured cloud nodes, and which of them leads to the owner of a tile. Not thread-safe: owned by the map thread. */
final class CloudLinks {
    private final TileOwners owners;
    private final List<CloudLink> links = new ArrayList<>();

    CloudLinks(List<InetSocketAddress> nodes, TileOwners owners, CloudLink.Dialling dialling, CloudLink.Events events) {
        this.owners = owners;
        for (InetSocketAddress node : nodes) {
            links.add(new CloudLink(node, dialling, events));
        }
    }

    /** Whether the edge stands alone. */
    boolean isEmpty() {
        return links.isEmpty();
    }

    void dial() {
        links.forEach(CloudLink::dial);
    }

    /** Has every node greeted anew. */
    void greet() {
        links.forEach(CloudLink::greet);
    }

    void tick(long nowNanos) {
        links.forEach(link -> link.tick(nowNanos));
    }

    /** Sends what was written to any of them; whether there was something. */
    boolean flush() {
        boolean sent = false;
        for (CloudLink link : links) {
            sent |= link.flush();
        }
        return sent;
    }

    void close() {
        links.forEach(CloudLink::close);
    }

    int upCount() {
        return (int) links.stream().filter(CloudLinks::isUp).count();
    }

    void forEachUp(Consumer<CloudLink> action) {
        links.stream().filter(CloudLinks::isUp).forEach(action);
    }

    boolean anyFresh(long nowNanos) {
        return links.stream().anyMatch(link -> link.fresh(nowNanos));
    }

    /** The link to the owner of a tile, when both are known. */
    Optional<CloudLink> findOwnerLink(TileId tile) {
        Optional<String> owner = owners.findOwner(tile);
        return owner.isEmpty()
                ? Optional.empty()
                : links.stream().filter(l -> l.findNodeId().equals(owner)).findFirst();
    }

    /**
     * A link that takes a message now.
     *
     * @param tile its owner is to be preferred; null = all are the same
     */
    Optional<CloudLink> findWritable(@Nullable TileId tile) {
        Optional<CloudLink> owner = tile == null ? Optional.empty() : findOwnerLink(tile);
        return owner.filter(CloudLink::writable)
                .or(() -> links.stream().filter(CloudLink::writable).findFirst());
    }

    private static boolean isUp(CloudLink link) {
        return link.findNodeId().isPresent();
    }
}
