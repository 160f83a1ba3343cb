package io.yunkong.cloud;

import io.yunkong.cloud.placement.Placement;
import io.yunkong.map.road.TileId;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.RoadUserClass;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.TileOwner;
import io.yunkong.wire.TileRef;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The edge's end of one link: plain sockets speaking the link protocol. Keeps what it hears; sends heartbeats once it said hello. */
final class FakeEdge implements AutoCloseable {
    private static final CloudConfig.Limits SHIPPED = CloudConfig.Limits.DEFAULT;
    static final CloudConfig.Limits PATIENT = new CloudConfig.Limits(
            SHIPPED.edges(),
            SHIPPED.tileBacklog(),
            SHIPPED.journalEntries(),
            SHIPPED.stations(),
            SHIPPED.feedSockets(),
            60_000,
            60_000);
    static final Placement.Timing PATIENT_LEASE = new Placement.Timing(10_000, 100);

    private final Zone zone;
    private final Socket socket;
    private final DataOutputStream out;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fake-edge").factory());
    final List<CloudToEdge> heard = new CopyOnWriteArrayList<>();
    final Map<TileId, TileOwner> table = new ConcurrentHashMap<>();
    private volatile boolean closedByCloud;
    private long sequence;
    private long sentObservations;

    FakeEdge(Zone zone, InetSocketAddress link) throws IOException {
        this.zone = zone;
        this.socket = new Socket(link.getAddress(), link.getPort());
        this.out = new DataOutputStream(socket.getOutputStream());
        Thread.ofPlatform().daemon().name("fake-edge-reader").start(this::read);
    }

    /** A node that stays alone and closes no link for being silent, nor gives up a tile, for as long as a busy machine may stand still. */
    static CloudConfig patient(String nodeId) {
        CloudConfig alone = CloudConfig.alone(nodeId);
        return new CloudConfig(
                nodeId, alone.http(), alone.link(), alone.cluster(), PATIENT, PATIENT_LEASE, alone.consoleDirectory());
    }

    static FakeEdge linked(String name, Zone zone, InetSocketAddress link) throws IOException {
        FakeEdge edge = new FakeEdge(zone, link);
        edge.hello(name, 1, zone.name(), zone.version());
        edge.beat();
        return edge;
    }

    void hello(String name, int version, String zoneName, String zoneVersion) throws IOException {
        send(EdgeToCloud.newBuilder()
                .setHello(EdgeHello.newBuilder()
                        .setProtocolVersion(version)
                        .setEdgeId(name)
                        .setZone(zoneName)
                        .setZoneVersion(zoneVersion))
                .build());
    }

    void beat() {
        var _ = heart.scheduleWithFixedDelay(
                () -> {
                    try {
                        send(EdgeToCloud.newBuilder()
                                .setHeartbeat(LinkHeartbeat.newBuilder().setSentAtUs(nowUs()))
                                .build());
                    } catch (IOException _) {
                        heart.shutdown();
                    }
                },
                0,
                200,
                TimeUnit.MILLISECONDS);
    }

    void station(long stationId, boolean connected) throws IOException {
        send(EdgeToCloud.newBuilder()
                .setStation(StationEvent.newBuilder()
                        .setStationId(stationId)
                        .setDeviceId("obu-" + stationId)
                        .setKind(DeviceKind.DEVICE_KIND_ONBOARD_UNIT)
                        .setConnected(connected)
                        .setAtUs(nowUs()))
                .build());
    }

    /** One batch to one tile. */
    synchronized void batch(TileId tile, Observation... observations) throws IOException {
        sentObservations += observations.length;
        send(EdgeToCloud.newBuilder()
                .setBatch(ObservationBatch.newBuilder()
                        .setTile(TileRef.newBuilder().setX(tile.x()).setY(tile.y()))
                        .setSequence(++sequence)
                        .setSentAtUs(nowUs())
                        .addAllObservations(List.of(observations)))
                .build());
    }

    /** Measurements handed to the link so far. */
    synchronized long sentObservations() {
        return sentObservations;
    }

    /** What an edge sends again and again. */
    interface Sending {
        void send() throws IOException;
    }

    /** Sends ten times a second until it is cancelled, or the edge is closed; a turn that is missed is not made up for. */
    Future<?> keepSending(Sending sending) {
        return heart.scheduleWithFixedDelay(
                () -> {
                    try {
                        sending.send();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e); // ends the sending
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
    }

    /** Own report of a car driving with {@code speedMps} to the east at (east, 100 m north). */
    Observation car(long stationId, double eastM, double speedMps) {
        long now = nowUs();
        return Observation.newBuilder()
                .setSource(SourceKind.SOURCE_KIND_SELF_REPORT)
                .setStationId(stationId)
                .setGeneratedAtUs(now - 2_000)
                .setReceivedAtUs(now - 1_000)
                .setLatitudeE7((int) Math.round(zone.plane().latitudeDeg(eastM, 100) * 1e7))
                .setLongitudeE7((int) Math.round(zone.plane().longitudeDeg(eastM, 100) * 1e7))
                .setSpeedCmps((int) Math.round(speedMps * 100))
                .setHeadingUnits(7200)
                .setAccelerationCmps2(0)
                .setYawRateCdegps(0)
                .setLengthCm(450)
                .setWidthCm(180)
                .setRoadUserClass(RoadUserClass.ROAD_USER_CLASS_CAR)
                .setPositionAccuracyCm(100)
                .build();
    }

    synchronized void send(EdgeToCloud message) throws IOException {
        byte[] payload = message.toByteArray();
        out.writeShort(payload.length + 1);
        out.writeByte(3);
        out.write(payload);
        out.flush();
    }

    void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    boolean closedByCloud() {
        return closedByCloud;
    }

    @Nullable TileOwner owner(TileId tile) {
        return table.get(tile);
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                CloudToEdge message = CloudToEdge.parser().parseFrom(frame, 1, frame.length - 1);
                if (message.hasTiles()) {
                    table.clear();
                    message.getTiles()
                            .getOwnersList()
                            .forEach(owner -> table.put(
                                    new TileId(
                                            owner.getTile().getX(),
                                            owner.getTile().getY()),
                                    owner));
                }
                heard.add(message);
            }
        } catch (IOException _) {
            closedByCloud = true;
        }
    }

    static long nowUs() {
        return AwakeClock.nowUs();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
