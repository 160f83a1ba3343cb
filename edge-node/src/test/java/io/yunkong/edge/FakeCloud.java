package io.yunkong.edge;

import io.yunkong.map.road.TileId;
import io.yunkong.wire.Advice;
import io.yunkong.wire.CloudHello;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.LinkRefused;
import io.yunkong.wire.TileOwner;
import io.yunkong.wire.TileRef;
import io.yunkong.wire.TileTable;
import io.yunkong.wire.Warning;
import io.yunkong.wire.frame.FrameType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A cloud node that speaks the link protocol and does nothing else. */
public final class FakeCloud implements AutoCloseable {
    private static final long HEARTBEAT_MS = 100;

    private final String nodeId;
    private final ServerSocket server;
    private final List<EdgeToCloud> received = new CopyOnWriteArrayList<>();
    /** With the version of the zone that each has told. */
    private final Map<Socket, String> edges = new ConcurrentHashMap<>();

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fake-cloud-heartbeat").factory());
    private volatile TileTable tiles = TileTable.getDefaultInstance();
    private volatile Optional<String> version = Optional.empty();
    private volatile boolean mute;
    private volatile boolean refusing;
    private final Object gate = new Object();
    private boolean reading = true;

    public FakeCloud(String nodeId, int port) throws IOException {
        this.nodeId = nodeId;
        this.server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name(nodeId + "-accept").start(this::accept);
        var _ = heart.scheduleAtFixedRate(this::beat, HEARTBEAT_MS, HEARTBEAT_MS, TimeUnit.MILLISECONDS);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    public List<EdgeToCloud> received() {
        return received;
    }

    /** Owns these tiles from now on, and says so. */
    public void own(long epoch, TileId... owned) throws IOException {
        TileTable.Builder table = TileTable.newBuilder();
        for (TileId tile : owned) {
            table.addOwners(TileOwner.newBuilder()
                    .setTile(TileRef.newBuilder().setX(tile.x()).setY(tile.y()))
                    .setNodeId(nodeId)
                    .setHost("127.0.0.1")
                    .setPort(server.getLocalPort())
                    .setEpoch(epoch));
        }
        tiles = table.build();
        send(CloudToEdge.newBuilder().setTiles(tiles).build());
    }

    public void warn(Warning warning) throws IOException {
        send(CloudToEdge.newBuilder().setWarning(warning).build());
    }

    public void advise(Advice advice) throws IOException {
        send(CloudToEdge.newBuilder().setAdvice(advice).build());
    }

    /** Works with this version of the zone from now on: refuses every other, also on the links that are open. */
    public void turnTo(String zoneVersion) throws IOException {
        version = Optional.of(zoneVersion);
        for (Map.Entry<Socket, String> edge : edges.entrySet()) {
            if (!edge.getValue().equals(zoneVersion)) {
                write(edge.getKey(), refusal());
            }
        }
    }

    private static CloudToEdge refusal() {
        return CloudToEdge.newBuilder()
                .setRefused(LinkRefused.newBuilder().setReason("zone version differs"))
                .build();
    }

    /** Says nothing more, not even a heartbeat, and keeps its links open. */
    public void fallSilent() {
        mute = true;
    }

    /** Answers no hello any more but with a refusal. */
    public void refuse() {
        refusing = true;
    }

    /** Reads nothing any more, but goes on speaking. */
    public void stopReading() {
        setReading(false);
    }

    public void readOn() {
        setReading(true);
    }

    private void setReading(boolean now) {
        synchronized (gate) {
            reading = now;
            gate.notifyAll();
        }
    }

    private void awaitReading() throws InterruptedIOException {
        synchronized (gate) {
            while (!reading) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        }
    }

    private void send(CloudToEdge message) throws IOException {
        for (Socket edge : edges.keySet()) {
            write(edge, message);
        }
    }

    private void write(Socket edge, CloudToEdge message) throws IOException {
        if (mute) {
            return;
        }
        byte[] payload = message.toByteArray();
        synchronized (edge) {
            DataOutputStream out = new DataOutputStream(edge.getOutputStream());
            byte[] frame = TestDevice.frame(FrameType.LINK.code(), payload);
            out.write(frame);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket edge = server.accept();
                Thread.ofVirtual().name(nodeId + "-read").start(() -> read(edge));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void read(Socket edge) {
        try (edge) {
            DataInputStream in = new DataInputStream(edge.getInputStream());
            while (true) {
                awaitReading();
                byte[] payload = new byte[in.readUnsignedShort() - 1];
                if (in.readUnsignedByte() != FrameType.LINK.code()) {
                    return;
                }
                in.readFully(payload);
                EdgeToCloud message = EdgeToCloud.parseFrom(payload);
                received.add(message);
                String told = message.getHello().getZoneVersion();
                boolean known = edges.containsKey(edge);
                if (refusing || (message.hasHello() && !told.equals(version.orElse(told)))) {
                    write(edge, refusal());
                    if (!known) {
                        return;
                    }
                } else if (message.hasHello() && known) {
                    edges.put(edge, told);
                    write(edge, CloudToEdge.newBuilder().setTiles(tiles).build());
                } else if (message.hasHello()) {
                    write(
                            edge,
                            CloudToEdge.newBuilder()
                                    .setHello(CloudHello.newBuilder().setNodeId(nodeId))
                                    .build());
                    edges.put(edge, told);
                    write(edge, CloudToEdge.newBuilder().setTiles(tiles).build());
                    if (!told.equals(version.orElse(told))) {
                        write(edge, refusal()); // turned to another version since the hello, which brought the link up
                    }
                }
            }
        } catch (IOException e) {
            edges.remove(edge); // cut, by either side
        }
    }

    private void beat() {
        try {
            send(CloudToEdge.newBuilder()
                    .setHeartbeat(LinkHeartbeat.newBuilder().setSentAtUs(1))
                    .build());
        } catch (IOException e) {
            // an edge that is gone; its reader forgets it
        }
    }

    /** Cuts every link; the port stays free for another node. */
    @Override
    public void close() throws IOException {
        heart.shutdownNow();
        server.close();
        for (Socket edge : edges.keySet()) {
            edge.close();
        }
    }
}
