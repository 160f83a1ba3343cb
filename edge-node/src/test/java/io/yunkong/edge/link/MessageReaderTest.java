package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.csae.FullPositionVector;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.PositionalAccuracy;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MessageReaderTest {
    private static final long STATION = 0x51;

    private final Zone zone = TestZone.create();
    private final MessageReader reader = new MessageReader(zone, new EnumCounters<>(RejectReason.class));
    private final byte[] plain = Bsm.at(zone.plane(), STATION, 1, 1_800_000_000_000_000L, 100, 100);

    private @Nullable RejectReason decode(byte[] frame, Edition likely) {
        return reader.decode(Unpooled.wrappedBuffer(frame), frame.length, likely);
    }

    @Test
    void aBsmOfTheReleaseOf2019IsReadAndItsEditionRemembered() throws UperException, ValueException {
        MessageFrame.Builder frame = MessageCodec.of(Edition.E2020).decode(plain).toBuilder();
        FullPositionVector began = FullPositionVector.newBuilder()
                .setPos(frame.getBsmFrame().getPos())
                .setPosAccuracyEllipse(PositionalAccuracy.newBuilder()
                        .setSemiMajor(255)
                        .setSemiMinor(255)
                        .setOrientation(65_535))
                .build();
        frame.getBsmFrameBuilder()
                .getSafetyExtBuilder()
                .getPathHistoryBuilder()
                .setInitialPosition(began)
                .addCrumbDataBuilder()
                .setTimeOffset(1)
                .getLlvOffsetBuilder()
                .getOffsetLLBuilder()
                .getPositionLL1Builder();
        byte[] of2019 = MessageCodec.of(Edition.E2019).encode(frame.build());
        assertThat(decode(of2019, Edition.E2020)).isNull();
        assertThat(reader.edition()).isEqualTo(Edition.E2019);
        assertThat(reader.stationId()).isEqualTo(STATION);
    }

    @Test
    void anOrdinaryBsmIsOfTheEditionItsSenderSpokeBefore() {
        assertThat(decode(plain, Edition.E2019)).isNull();
        assertThat(reader.edition()).isEqualTo(Edition.E2019);
        assertThat(decode(plain, Edition.E2020)).isNull();
        assertThat(reader.edition()).isEqualTo(Edition.E2020);
    }
}
