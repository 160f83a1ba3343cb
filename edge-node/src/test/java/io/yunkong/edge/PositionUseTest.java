package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.PositionUseLevel;
import io.yunkong.wire.Resume;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.uper.BsmWriter;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vehicle hears that its positions are not used, wherever they were refused, over real sockets. */
final class PositionUseTest {
    private static final long STATION = 0x71;
    private static final LocalPlane PLANE = TestZone.create().plane();
    private static final int MOTION_UNAVAILABLE = 8191;

    private EdgeFixture fixture;
    private TestDevice device;
    private int count;
    private long atUs;

    @BeforeEach
    void start() throws IOException {
        fixture = EdgeFixture.start();
        device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        fixture.close();
    }

    /** DSecond counts milliseconds: two reports of one are the same. */
    private BsmWriter next(long station, double eastM) {
        atUs = Math.max(EdgeFixture.nowUs(), atUs + 1_000);
        return Bsm.writer(PLANE, station, count++, atUs, eastM, 500);
    }

    private void send(TestDevice from, byte[] bsm) throws IOException {
        from.uper(bsm);
    }

    /** Enough for the edge to judge by. */
    private void report(double eastM) throws IOException {
        for (int i = 0; i < 10; i++) {
            send(device, Bsm.encode(next(STATION, eastM)));
        }
    }

    private static PositionUse told(TestDevice from) throws IOException {
        return from.awaitMessage(EdgeMessage::hasPositionUse).getPositionUse();
    }

    @Test
    void outsideTheZoneItIsToldSoAndBackInsideThatItIsUsedAgain() throws IOException {
        long before = EdgeFixture.nowUs();
        report(30_000);
        PositionUse none = told(device);
        assertThat(none.getLevel()).isEqualTo(PositionUseLevel.POSITION_USE_LEVEL_NONE);
        assertThat(none.getReason()).isEqualTo("outside_zone");
        assertThat(none.getSinceUs()).isBetween(before, EdgeFixture.nowUs());
        report(500);
        PositionUse full = told(device);
        assertThat(full.getLevel()).isEqualTo(PositionUseLevel.POSITION_USE_LEVEL_FULL);
        assertThat(full.getReason()).isEmpty();
        assertThat(full.getSinceUs()).isGreaterThanOrEqualTo(none.getSinceUs());
        assertThat(fixture.statistics().positionUses().told())
                .containsEntry("none/outside_zone", 1L)
                .containsEntry("full", 1L);
    }

    enum RefusedBeforeTheMap {
        FOREIGN_STATION_ID,
        MOTION_UNAVAILABLE,
        TRUNCATED,
        MALFORMED
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedBeforeTheMapCountsAsWell(RefusedBeforeTheMap reason) throws IOException {
        for (int i = 0; i < 10; i++) {
            switch (reason) {
                case FOREIGN_STATION_ID -> send(device, Bsm.encode(next(STATION + 1, 500)));
                case MOTION_UNAVAILABLE ->
                    send(device, Bsm.encode(next(STATION, 500).speed(MOTION_UNAVAILABLE)));
                case TRUNCATED -> send(device, new byte[] {0, 1, 2});
                case MALFORMED -> device.octets(TestDevice.frame(FrameType.MESSAGE.code(), new byte[] {(byte) 0xFF}));
            }
        }
        PositionUse use = told(device);
        assertThat(use.getLevel()).isEqualTo(PositionUseLevel.POSITION_USE_LEVEL_NONE);
        assertThat(use.getReason()).isEqualToIgnoringCase(reason.name());
    }

    @Test
    void whoConnectsAnewIsToldAgain() throws IOException {
        report(30_000);
        told(device);
        try (TestDevice again = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            assertThat(told(again).getReason()).isEqualTo("outside_zone");
        }
    }

    @Test
    void whoResumesItsSessionIsToldAgainThoughItDoesNotReport() throws IOException {
        device.close();
        Hello.Builder hello = TestDevice.hello("veh-1", STATION);
        device = new TestDevice(fixture.tcp());
        device.hello(hello.build());
        String session =
                device.awaitMessage(EdgeMessage::hasAccepted).getAccepted().getSessionId();
        report(30_000);
        told(device);
        device.close();
        device = new TestDevice(fixture.tcp());
        device.hello(hello.setResume(Resume.newBuilder().setSessionId(session)).build());
        assertThat(device.awaitMessage(EdgeMessage::hasAccepted).getAccepted().getResumed())
                .isTrue();
        assertThat(told(device).getReason()).isEqualTo("outside_zone");
    }

    @Test
    void aStationInDoubtIsToldHowFarItIsBelieved() throws IOException {
        for (int i = 0; i < 20; i++) {
            send(device, Bsm.encode(next(STATION, i % 2 * 300 + 100)));
        }
        assertThat(told(device).getReason()).isEqualTo("position_jump");
        report(100);
        PositionUse use = told(device);
        assertThat(use.getLevel()).isEqualTo(PositionUseLevel.POSITION_USE_LEVEL_EXCLUDED);
        assertThat(use.getReason()).isEqualTo("position_jump");
    }

    @Test
    void aRoadsideUnitTellsNothingOfItselfAndIsToldNothing() throws IOException {
        Hello.Builder hello =
                TestDevice.hello("rsu-1", TestZone.ROADSIDE_STATION).setKind(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT);
        try (TestDevice unit = TestDevice.open(fixture.tcp(), hello)) {
            for (int i = 0; i < 10; i++) {
                unit.uper(new byte[] {0, 1, 2});
            }
            fixture.awaitStatistics(s -> s.rejectedTotal() == 10);
            report(30_000);
            told(device);
            assertThat(fixture.statistics().positionUses().told()).containsOnlyKeys("none/outside_zone");
        }
    }
}
