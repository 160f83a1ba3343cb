package io.yunkong.cloud.placement;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud nodes that are alive: entries in a distributed map whose member is in the cluster. One thread of its own reads the map, on
 * every change of the membership and twice a second, because those reads block; everybody else sees the last copy. Thread-safe.
 */
public final class NodeRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);
    private static final String MAP = "yunkong.nodes";
    private static final long REFRESH_MS = 500;

    private final HazelcastInstance hazelcast;
    private final IMap<String, NodeEntry> entries;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile NodeEntry self;
    private volatile String zones;
    private volatile Map<String, NodeEntry> alive;
    private volatile boolean closing;
    private boolean unreadable; // the registry thread's

    /**
     * Registers this node; blocks.
     *
     * @param self its member id is filled in here
     * @throws IllegalStateException if another living node has the same name
     */
    public NodeRegistry(HazelcastInstance hazelcast, NodeEntry self) {
        this.hazelcast = hazelcast;
        this.entries = hazelcast.getMap(MAP);
        this.self = self.ofMember(memberId());
        this.zones = self.zones();
        NodeEntry other = entries.get(self.nodeId());
        if (other != null && !other.memberId().equals(memberId()) && members().contains(other.memberId())) {
            throw new IllegalStateException("node id in use: node_id=" + self.nodeId() + "; not started");
        }
        this.alive = Map.of();
        refresh();
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                due.release();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                due.release();
            }
        });
        this.thread =
                Thread.ofPlatform().name("registry-" + self.nodeId()).daemon().start(this::run);
    }

    /**
     * Tells the others what this node serves from now on. Does not block.
     *
     * @param zonesAndVersions as in {@link NodeEntry#zones()}
     */
    public void serve(String zonesAndVersions) {
        zones = zonesAndVersions;
        due.release();
    }

    /** Living nodes by name. */
    public Map<String, NodeEntry> alive() {
        return alive;
    }

    private void run() {
        while (!closing) {
            try {
                if (due.tryAcquire(REFRESH_MS, TimeUnit.MILLISECONDS)) {
                    due.drainPermits();
                }
                if (!closing) {
                    refresh();
                    readable();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (HazelcastInstanceNotActiveException _) {
                LOG.info("cluster left: node={}", self.nodeId());
                return;
            } catch (RuntimeException e) {
                // The cluster is busy with a lost member; the copy stays as it is until the next turn. Anything else
                // must
                // not end the turns either.
                unreadable(e);
            }
        }
    }

    private void readable() {
        if (unreadable) {
            unreadable = false;
            LOG.info("nodes read again: node={}", self.nodeId());
        }
    }

    private void unreadable(RuntimeException cause) {
        if (!unreadable) {
            unreadable = true;
            LOG.warn(
                    "nodes not read: node={}, reason={}; tried again every {} ms",
                    self.nodeId(),
                    cause.toString(),
                    REFRESH_MS);
        }
    }

    private void refresh() {
        NodeEntry mine = self.ofMember(memberId()).serving(zones);
        self = mine;
        if (!mine.equals(entries.get(mine.nodeId()))) {
            entries.set(mine.nodeId(), mine);
        }
        Set<String> members = members();
        Map<String, NodeEntry> living = new TreeMap<>();
        for (NodeEntry entry : entries.values()) {
            if (members.contains(entry.memberId())) {
                living.put(entry.nodeId(), entry);
            } else {
                entries.remove(entry.nodeId(), entry);
            }
        }
        if (!living.keySet().equals(alive.keySet())) {
            LOG.info("nodes: alive={}", living.keySet());
        }
        alive = Map.copyOf(living);
    }

    private String memberId() {
        return hazelcast.getCluster().getLocalMember().getUuid().toString();
    }

    private Set<String> members() {
        Set<String> ids = new HashSet<>();
        for (Member member : hazelcast.getCluster().getMembers()) {
            ids.add(member.getUuid().toString());
        }
        return ids;
    }

    /** Leaves: the others see this node no more. Blocks. */
    @Override
    public void close() {
        closing = true;
        due.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            entries.remove(self.nodeId());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (HazelcastException | IllegalStateException e) {
            LOG.warn("node not signed off: node={}, reason={}; the others will notice", self.nodeId(), e.toString());
        }
    }
}
