package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yunkong.edge.link.mqtt.MqttConfig;
import io.yunkong.edge.link.mqtt.MqttLimits;
import io.yunkong.edge.link.profile.Profiles;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The zone's lane maps on their way to roadside units, over real sockets and by a clock that the test turns. */
final class RoadMapsTest {
    private static final long FAR_UNIT = TestZone.ROADSIDE_STATION + 1;

    private final AtomicLong clockMs = new AtomicLong(System.currentTimeMillis());

    private EdgeNode edge(boolean tellsMaps) throws IOException {
        // roads end at 2000, 500 and at 500, 1000; both begin within 500 m of the first unit's place
        Zone zone = TestZone.create(List.of(new RoadsideUnit("rsu-2", FAR_UNIT, 1900, 500, 300)));
        InstantSource clock = () -> Instant.ofEpochMilli(clockMs.get());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return EdgeNode.start(
                EdgeConfig.of("edge-1", anyPort)
                        .link(EdgeFixture.limits())
                        .tellsMaps(tellsMaps)
                        .build(),
                zone,
                clock);
    }

    private static TestDevice unit(EdgeNode edge, String id, long station, Edition edition) throws IOException {
        return TestDevice.open(
                edge.tcpAddress(),
                TestDevice.hello(id, station)
                        .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                        .setEdition(
                                edition == Edition.E2019
                                        ? io.yunkong.wire.Edition.EDITION_2019
                                        : io.yunkong.wire.Edition.EDITION_2020)
                        .addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_MAP));
    }

    private static long sent(EdgeNode edge) {
        return edge.statistics().standard().sent().getOrDefault(DownlinkMessage.DOWNLINK_MESSAGE_MAP, 0L);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aRoadsideUnitGetsTheMapsOfTheNodesInItsRangeOnceASecond(Edition edition) throws IOException {
        try (EdgeNode edge = edge(true);
                TestDevice unit = unit(edge, "rsu-2", FAR_UNIT, edition)) {
            List<MapData> maps = new ArrayList<>();
            maps.add(unit.awaitFrame(edition, MessageFrame::hasMapFrame).getMapFrame());
            for (int second = 1; second <= 5; second++) {
                for (int step = 0; step < 4; step++) {
                    clockMs.addAndGet(250); // ticks of the edge come in between as they like
                    unit.heartbeat();
                }
                maps.add(unit.awaitFrame(edition, MessageFrame::hasMapFrame).getMapFrame());
            }
            assertThat(sent(edge)).as("once a second and no more").isEqualTo(6);
            assertThat(maps).allMatch(maps.getFirst()::equals);
            MapData map = maps.getFirst();
            assertThat(map.getNodesList()).singleElement().satisfies(node -> {
                assertThat(node.getName()).isEqualTo("end of west-east");
                assertThat(node.getInLinks(0).getLanes(0).getLaneWidth()).isEqualTo(350);
            });
        }
    }

    @Test
    void anMqttUnitGetsThemAsItsProfileWritesThem() throws Exception {
        Zone zone = TestZone.create(List.of(new RoadsideUnit("rsu-2", FAR_UNIT, 1900, 500, 300)));
        MqttConfig mqtt = new MqttConfig(
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Optional.empty(),
                Profiles.shipped(),
                MqttLimits.standard());
        BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
        try (EdgeFixture fixture = new EdgeFixture(zone, EdgeFixture.config().mqtt(mqtt))) {
            int port = fixture.edge().mqttAddress().orElseThrow().getPort();
            MqttClient unit = new MqttClient("tcp://127.0.0.1:" + port, "rsu-2", new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMqttVersion(
                    MqttConnectOptions.MQTT_VERSION_3_1_1); // else it tries 3.1 when the first attempt fails
            unit.connect(options);
            unit.subscribe(
                    "V2X/RSU/rsu-2/MAP/DOWN",
                    1,
                    (_, m) -> inbox.add(new String(m.getPayload(), StandardCharsets.UTF_8)));
            String map = inbox.poll(EdgeFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(map).contains("\"nodes\":[{\"name\":\"end of west-east\"", "\"laneWidth\":350", "\"points\":[{");
            unit.disconnect(1000);
            unit.close(true);
        }
    }

    @Test
    void nobodyElseGetsThemAndNobodyWhenTheyAreNotWanted() throws IOException {
        try (EdgeNode edge = edge(true);
                TestDevice vehicle = TestDevice.open(
                        edge.tcpAddress(),
                        TestDevice.hello("veh-1", 0x21).addDownlink(DownlinkMessage.DOWNLINK_MESSAGE_MAP));
                TestDevice deaf = TestDevice.open(
                        edge.tcpAddress(),
                        TestDevice.hello("rsu-1", TestZone.ROADSIDE_STATION)
                                .setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT));
                TestDevice unit = unit(edge, "rsu-2", FAR_UNIT, Edition.E2020)) {
            vehicle.uper(Bsm.at(TestZone.create().plane(), 0x21, 1, clockMs.get() * 1000, 1900, 500));
            unit.awaitFrame(Edition.E2020, MessageFrame::hasMapFrame);
            clockMs.addAndGet(1000);
            unit.awaitFrame(Edition.E2020, MessageFrame::hasMapFrame);
            assertThat(vehicle.readArrived()).noneMatch(TestDevice.Frame::isUper);
            assertThat(deaf.readArrived()).noneMatch(TestDevice.Frame::isUper);
        }
        try (EdgeNode edge = edge(false);
                TestDevice unit = unit(edge, "rsu-2", FAR_UNIT, Edition.E2020)) {
            // a frame of its own shows that the edge has got as far as it
            unit.uper(Standard.rsi(TestZone.create().plane(), FAR_UNIT, 1));
            await().atMost(EdgeFixture.PATIENCE).until(() -> edge.statistics().processed() == 1);
            clockMs.addAndGet(5000);
            assertThat(sent(edge)).isZero();
        }
    }
}
