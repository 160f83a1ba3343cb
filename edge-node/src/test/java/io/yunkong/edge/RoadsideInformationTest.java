package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.exchange.PositionOffsets;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.roadside.RoadsideDefect;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.PlaceKind;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.EventSource;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a roadside unit tells of events becomes warnings of those who come there. */
final class RoadsideInformationTest {
    private static final long DRIVER = 0x1001;
    private static final double SPEED_MPS = 15;
    private static final LocalPlane PLANE = TestZone.create().plane();

    private final long startUs = EdgeFixture.nowUs();

    private byte[] driver(int count) {
        long now = EdgeFixture.nowUs();
        double east = 600 + SPEED_MPS * (now - startUs) * 1e-6;
        return Bsm.moving(PLANE, DRIVER, count, now, east, 500, SPEED_MPS, Math.PI / 2);
    }

    /** An obstacle, and an event that is in no table of ours. */
    private static byte[] events() {
        Position3D reference = Standard.position(PLANE, 500, 500);
        Position3D place = Standard.position(PLANE, 750, 500);
        RTEData.Builder obstacle = RTEData.newBuilder()
                .setRteId(3)
                .setEventType(401)
                .setEventSource(EventSource.EventSource_police)
                .setEventPos(PositionOffsets.of(reference, place.getLat(), place.getLong()))
                .setDescription(Description.newBuilder().setTextString("fallen tree"));
        return Standard.encode(
                Edition.E2020,
                MessageFrame.newBuilder()
                        .setRsiFrame(RoadSideInformation.newBuilder()
                                .setMsgCnt(1)
                                .setId(Standard.id(TestZone.ROADSIDE_STATION))
                                .setRefPos(reference)
                                .addRtes(obstacle)
                                .addRtes(obstacle.clone().setRteId(4).setEventType(999))));
    }

    @Test
    void whoComesToAnEventOfARoadsideUnitIsWarnedOfIt() throws IOException {
        try (EdgeFixture fixture = EdgeFixture.start();
                TestDevice unit = StandardUplinkTest.roadsideUnit(fixture);
                TestDevice driver = TestDevice.vehicle(fixture.tcp(), "driver", DRIVER)) {
            unit.uper(events());
            fixture.awaitStatistics(s -> s.processed() == 1);
            Warning told = null;
            for (int count = 0; told == null && count < 60; count++) {
                driver.uper(driver(count));
                LockSupport.parkNanos(100_000_000);
                told = warningOf(driver);
            }
            Warning warning = Objects.requireNonNull(told, "no warning within 60 messages");
            assertThat(warning.getApplication()).isEqualTo(WarningApplication.WARNING_APPLICATION_HLW);
            assertThat(warning.getPlace().getKind()).isEqualTo(PlaceKind.PLACE_KIND_HAZARD);
            assertThat(warning.getPlace().getId())
                    .isEqualTo("event " + Long.toHexString(TestZone.ROADSIDE_STATION) + " 3");
            assertThat(warning.getPlace().getText()).isEqualTo("fallen tree");
            assertThat(fixture.statistics().roadside().notices()).isEqualTo(1);
            assertThat(fixture.statistics().roadside().refused()).isEqualTo(Map.of(RoadsideDefect.UNKNOWN_CODE, 1L));
        }
    }

    private static @Nullable Warning warningOf(TestDevice device) throws IOException {
        while (device.socket().getInputStream().available() > 0) {
            EdgeMessage message = device.read();
            if (message != null && message.hasWarning()) {
                return message.getWarning();
            }
        }
        return null;
    }
}
