package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LL_24B;
import io.yunkong.wire.uper.DataElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionOffsetsTest {
    private static final Position3D REFERENCE =
            Position3D.newBuilder().setLat(348_000_000).setLong(1_138_000_000).build();

    @ParameterizedTest
    @CsvSource({
        "0, POSITION_LL1", "2047, POSITION_LL1", "2048, POSITION_LL2", "-8192, POSITION_LL2",
        "32767, POSITION_LL3", "-131072, POSITION_LL4", "2097151, POSITION_LL5", "-8388608, POSITION_LL6",
        "8388608, POSITION_LATLON"
    })
    void aPlaceIsWrittenInTheNarrowestAlternativeThatHoldsItAndReadBack(
            int offset, PositionOffsetLL.AlternativeCase alternative) {
        int latitude = REFERENCE.getLat() + offset;
        int longitude = REFERENCE.getLong() - offset / 2;
        PositionOffsetLLV written = PositionOffsets.of(REFERENCE, latitude, longitude);
        assertThat(written.getOffsetLL().getAlternativeCase()).isEqualTo(alternative);
        assertThat(PositionOffsets.latitude(REFERENCE, written)).isEqualTo(latitude);
        assertThat(PositionOffsets.longitude(REFERENCE, written)).isEqualTo(longitude);
    }

    @Test
    void whatIsRelativeToNowhereOrBeyondAPoleIsUnavailable() {
        PositionOffsetLLV near = PositionOffsetLLV.newBuilder()
                .setOffsetLL(PositionOffsetLL.newBuilder()
                        .setPositionLL1(
                                Position_LL_24B.newBuilder().setLat(2000).setLon(2000)))
                .build();
        Position3D nowhere = Position3D.newBuilder()
                .setLat(900_000_001)
                .setLong(1_800_000_001)
                .build();
        assertThat(PositionOffsets.latitude(nowhere, near)).isEqualTo(DataElements.LATITUDE_UNAVAILABLE);
        assertThat(PositionOffsets.longitude(nowhere, near)).isEqualTo(DataElements.LONGITUDE_UNAVAILABLE);
        Position3D corner = Position3D.newBuilder()
                .setLat(899_999_999)
                .setLong(1_799_999_999)
                .build();
        assertThat(PositionOffsets.latitude(corner, near)).isEqualTo(DataElements.LATITUDE_UNAVAILABLE);
        assertThat(PositionOffsets.longitude(corner, near))
                .as("goes on at -180")
                .isEqualTo(-1_799_998_001);
    }
}
