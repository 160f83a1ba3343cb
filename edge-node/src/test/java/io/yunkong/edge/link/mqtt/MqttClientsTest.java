package io.yunkong.edge.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.station.RelayedStation;
import io.yunkong.edge.statistics.LinkCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of Eclipse Paho, as they are, against the three profiles: messages up, relayed stations, standard messages down. */
final class MqttClientsTest {
    private static final long RSU = TestZone.ROADSIDE_STATION;
    private static final long BUS = 0x4255_5330_3030_3031L;
    private static final byte[] RSI = rsi();

    private final MqttFixture edge = MqttFixture.startPatient();
    private final BlockingQueue<Map.Entry<String, byte[]>> inbox = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        edge.close();
    }

    private static byte[] rsi() {
        RoadSideInformation rsi = RoadSideInformation.newBuilder()
                .setMsgCnt(1)
                .setId(ByteString.copyFromUtf8("EDGE0001"))
                .setRefPos(Position3D.newBuilder().setLat(348000000).setLong(1138000000))
                .addRtes(RTEData.newBuilder().setRteId(1).setEventType(101))
                .build();
        try {
            return MessageCodec.of(Edition.E2020)
                    .encode(MessageFrame.newBuilder().setRsiFrame(rsi).build());
        } catch (io.yunkong.wire.uper.ValueException e) {
            throw new AssertionError(e);
        }
    }

    private MqttClient client(String id) throws Exception {
        MqttClient client = new MqttClient(edge.uri(), id, new MemoryPersistence());
        client.setTimeToWait(MqttFixture.PATIENCE.toMillis());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // else it tries 3.1 when the first attempt fails
        client.connect(options);
        return client;
    }

    private static void leave(MqttClient client) throws Exception {
        client.disconnect(1000);
        client.close(true);
    }

    private Map.Entry<String, byte[]> next() throws InterruptedException {
        Map.Entry<String, byte[]> message = inbox.poll(MqttFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("nothing came down").isNotNull();
        return message;
    }

    private static byte[] json(long station, int count) {
        return "{\"msgCnt\": %d, \"id\": \"%016x\", \"secMark\": %d, \"pos\": {\"lat\": %d, \"lon\": %d, \"ele\": 800}, \"speed\": 0, \"heading\": 0}"
                .formatted(
                        count,
                        station,
                        MqttFixture.nowUs() / 1000 % 60_000,
                        Math.round(MqttFixture.PLANE.latitudeDeg(600, 500) * 1e7),
                        Math.round(MqttFixture.PLANE.longitudeDeg(600, 500) * 1e7))
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "quality of service {0}")
    @ValueSource(ints = {0, 1, 2})
    void versionThreeBringsUperToTheMapInEveryQuality(int qos) throws Exception {
        MqttClient bus = client("bus-1");
        bus.publish("yunkong/bus-1/up", MqttFixture.bsm(BUS, 1), qos, false);
        edge.awaitCounters(c -> c.processed == 1);
        leave(bus);
        assertThat(edge.counters().rejected.total()).isZero();
    }

    @ParameterizedTest(name = "quality of service {0}")
    @ValueSource(ints = {0, 1, 2})
    void versionFiveBringsJsonToTheMapInEveryQuality(int qos) throws Exception {
        var rsu = new org.eclipse.paho.mqttv5.client.MqttClient(
                edge.uri(), "rsu-1", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        rsu.setTimeToWait(MqttFixture.PATIENCE.toMillis());
        rsu.connect();
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", json(BUS, 1), qos, false);
        edge.awaitCounters(c -> c.processed == 1);
        rsu.disconnect();
        rsu.close();
        assertThat(edge.counters().rejected.total()).isZero();
        assertThat(edge.counters().mqtt.publishes).isEqualTo(1);
    }

    @Test
    void aVehicleHeardByAnOpenv2xUnitIsReachedThroughIt() throws Exception {
        MqttClient rsu = client("rsu-1");
        rsu.subscribe("V2X/RSU/rsu-1/+/DOWN", 2, (topic, m) -> inbox.add(Map.entry(topic, m.getPayload())));
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", json(BUS, 1), 1, false);
        StationLink bus = edge.awaitLink(BUS);
        assertThat(bus).isInstanceOf(RelayedStation.class);
        assertThat(bus.understands(DownlinkMessage.DOWNLINK_MESSAGE_RSI)).isTrue();
        assertThat(bus.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)).isFalse();
        assertThat(bus.send(new byte[1])).isFalse();
        assertThat(bus.sendFrame(RSI)).isTrue();
        Map.Entry<String, byte[]> down = next();
        assertThat(down.getKey()).isEqualTo("V2X/RSU/rsu-1/RSI/DOWN");
        assertThat(new String(down.getValue(), StandardCharsets.UTF_8))
                .contains("\"ack\":true,\"seqNum\":\"1\"", "\"eventType\":101", "\"lon\":1138000000");
        rsu.publish(
                "V2X/RSU/rsu-1/RSI/DOWN/ACK",
                "{\"seqNum\": \"1\", \"errorCode\": 0}".getBytes(StandardCharsets.UTF_8),
                0,
                false);
        rsu.publish(
                "V2X/RSU/rsu-1/RSI/DOWN/ACK",
                "{\"seqNum\": \"1\", \"errorCode\": 2}".getBytes(StandardCharsets.UTF_8),
                0,
                false);
        edge.awaitCounters(c -> c.mqtt.confirmed == 1 && c.mqtt.confirmedFailed == 1);
        leave(rsu);
        await().atMost(MqttFixture.PATIENCE)
                .until(() -> edge.stations.findLink(BUS).isEmpty());
        assertThat(edge.events)
                .extracting(event -> event.getStationId() + (event.getConnected() ? " came" : " went"))
                .containsExactly(RSU + " came", BUS + " came", BUS + " went", RSU + " went");
    }

    @Test
    void aVehicleNoUnitHearsAnyMoreIsForgotten() throws Exception {
        MqttClient rsu = client("rsu-1");
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", json(BUS, 1), 1, false);
        edge.awaitLink(BUS);
        await().atMost(MqttFixture.PATIENCE)
                .until(() -> edge.stations.findLink(BUS).isEmpty());
        leave(rsu);
    }

    @Test
    void aVehicleWithASessionOfItsOwnIsNotHeardThroughAUnit() throws Exception {
        MqttClient rsu = client("rsu-1");
        MqttClient bus = client("bus-1");
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", json(BUS, 1), 1, false);
        assertThat(edge.awaitLink(BUS)).isInstanceOf(RelayedStation.class);
        bus.publish("yunkong/bus-1/up", MqttFixture.bsm(BUS, 2), 1, false);
        assertThat(edge.awaitLink(BUS)).isInstanceOf(MqttSession.class);
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", json(BUS, 3), 1, false);
        LinkCounters c = edge.awaitCounters(x -> x.received == 3);
        assertThat(c.rejected.get(RejectReason.DUPLICATE)).isEqualTo(1);
        leave(bus);
        leave(rsu);
    }

    @Test
    void aUnitOfTits0117SendsSeveralBsmsAtOnceAndIsSentAnEnvelope() throws Exception {
        MqttClient rsu = client("5253550000000001");
        rsu.subscribe("V2X.RSU.RSI.rsu-1.DOWN", 1, (topic, m) -> inbox.add(Map.entry(topic, m.getPayload())));
        byte[] one = MqttFixture.bsm(BUS, 1);
        byte[] two = MqttFixture.bsm(BUS + 1, 1);
        ByteBuffer up = ByteBuffer.allocate(1000).putLong(RSU).order(ByteOrder.LITTLE_ENDIAN);
        up.putLong(MqttFixture.nowUs() / 1000).put((byte) 2);
        up.putShort((short) one.length).put(one).putShort((short) two.length).put(two);
        rsu.publish("V2X.RSU.BSM.UP", Arrays.copyOf(up.array(), up.position()), 1, false);
        edge.awaitCounters(c -> c.processed == 2);
        assertThat(edge.awaitLink(BUS + 1).sendFrame(RSI)).isTrue();
        byte[] down = next().getValue();
        ByteBuffer in = ByteBuffer.wrap(down);
        assertThat(in.getLong()).isEqualTo(RSU);
        in.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(Math.abs(in.getLong() - MqttFixture.nowUs() / 1000)).isLessThan(60_000);
        assertThat(in.getShort()).isEqualTo((short) RSI.length);
        assertThat(Arrays.copyOfRange(down, 18, down.length)).isEqualTo(RSI);
        leave(rsu);
    }

    @Test
    void aRawDeviceTakesFramesAndNoticesWhereItSubscribed() throws Exception {
        MqttClient bus = client("bus-1");
        bus.publish("yunkong/bus-1/up", MqttFixture.bsm(BUS, 1), 1, false);
        StationLink link = edge.awaitLink(BUS);
        assertThat(link.sendFrame(RSI)).as("not subscribed").isFalse();
        assertThat(link.send(new byte[0])).as("not subscribed").isFalse();
        bus.subscribe("yunkong/bus-1/notice", 0, (topic, m) -> inbox.add(Map.entry(topic, m.getPayload())));
        assertThat(EdgeMessage.parseFrom(next().getValue()).hasZoneStatus()).isTrue();
        bus.subscribe("yunkong/bus-1/down", 1, (topic, m) -> inbox.add(Map.entry(topic, m.getPayload())));
        assertThat(link.understands(DownlinkMessage.DOWNLINK_MESSAGE_NOTICE)).isTrue();
        assertThat(link.sendFrame(RSI)).isTrue();
        Map.Entry<String, byte[]> down = next();
        while (!down.getKey().endsWith("/down")) {
            down = next();
        }
        assertThat(down.getValue()).isEqualTo(RSI);
        bus.unsubscribe("yunkong/bus-1/down");
        assertThat(link.sendFrame(RSI)).isFalse();
        leave(bus);
    }

    @Test
    void whoAsksWhetherItsMessageWasTakenIsAnswered() throws Exception {
        MqttClient rsu = client("rsu-1");
        rsu.subscribe("V2X/RSU/rsu-1/+/UP/ACK", 0, (topic, m) -> inbox.add(Map.entry(topic, m.getPayload())));
        String bsm =
                new String(json(BUS, 1), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"ack\": true, \"seqNum\": 8, ");
        rsu.publish("V2X/RSU/rsu-1/BSM/UP", bsm.getBytes(StandardCharsets.UTF_8), 0, false);
        Map.Entry<String, byte[]> answer = next();
        assertThat(answer.getKey()).isEqualTo("V2X/RSU/rsu-1/BSM/UP/ACK");
        assertThat(new String(answer.getValue(), StandardCharsets.UTF_8))
                .contains("\"seqNum\":\"8\"", "\"errorCode\":0");
        leave(rsu);
    }
}
