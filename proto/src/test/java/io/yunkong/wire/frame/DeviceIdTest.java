package io.yunkong.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceIdTest {
    private static final String LONGEST = "x234567890123456789012345678901234567890123456789012345678901234";

    @ParameterizedTest
    @ValueSource(strings = {"b", "bus-01", "Bus_01.a", "-", LONGEST})
    void isUsable(String deviceId) {
        assertThat(DeviceId.isUsable(deviceId)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bus 01", "bus/01", "bus-01\n", "b\u00fcs", "\u516c\u4ea4", LONGEST + "5"})
    void isNotUsable(String deviceId) {
        assertThat(DeviceId.isUsable(deviceId)).isFalse();
    }
}
