package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestZone;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.schema.Edition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeviceLoopTest {
    private static final int LINKS = 10 * DeviceLoop.SWEEPS_A_ROUND;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DeviceLoop loop = TestLoop.create(channel, ticker, 1_800_000_000_000_000L);

    @Test
    void noDevicePaysForATimeInWhichTheLoopItselfWasHeldUp() {
        Watched device = new Watched();
        loop.watch(device);
        loop.sweep();
        long before = device.sweptAtNanos;

        ticker.advance(10, TimeUnit.SECONDS);
        loop.sweep();
        long after = device.sweptAtNanos;
        assertThat(Duration.ofNanos(after - before)).isLessThan(Duration.ofMillis(500));
        assertThat(loop.limitNanos()).isEqualTo(after);

        ticker.advance(50, TimeUnit.MILLISECONDS);
        loop.sweep();
        assertThat(Duration.ofNanos(device.sweptAtNanos - after)).isEqualTo(Duration.ofMillis(50));
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void aRoundOfSweepsSeesEveryLinkOnceAndThoseThatAreOverNeverAgain() {
        List<Watched> devices =
                Stream.generate(Watched::new).limit(LINKS).peek(loop::watch).toList();
        sweepARound();
        assertThat(devices).extracting(device -> device.swept).containsOnly(1);
        for (int i = 0; i < LINKS; i += 3) {
            devices.get(i).over = true;
        }
        sweepARound(); // those that go take a little of the others' time
        sweepARound();
        sweepARound();
        for (int i = 0; i < LINKS; i++) {
            int least = devices.get(i).over ? 2 : 3;
            int most = devices.get(i).over ? 2 : 5;
            assertThat(devices.get(i).swept).as("link %d", i).isBetween(least, most);
        }
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void whatLinksDoAtIntervalsIsSpreadOverTheInterval() {
        double[] phases =
                DoubleStream.generate(loop::nextPhase).limit(LINKS).sorted().toArray();
        double last = phases[LINKS - 1] - 1;
        for (double phase : phases) {
            assertThat(phase).isBetween(0.0, 1.0);
            assertThat(phase - last).isLessThan(3.0 / LINKS);
            last = phase;
        }
        assertThat(channel.finish()).isFalse();
    }

    private void sweepARound() {
        for (int i = 0; i < DeviceLoop.SWEEPS_A_ROUND; i++) {
            ticker.advance(50, TimeUnit.MILLISECONDS);
            loop.sweep();
        }
    }

    /** A map is never the same in both editions; this one came in protobuf, which is of none. */
    @Test
    void whatWasEncodedHereIsReadAsThatAndSaysNothingAboutItsSendersEdition() {
        byte[] map = MessageFrame.newBuilder()
                .setMapFrame(MapData.newBuilder()
                        .setMsgCnt(1)
                        .addNodes(Node.newBuilder()
                                .setId(NodeReferenceID.newBuilder().setId(7))
                                .setRefPos(Position3D.newBuilder()
                                        .setLat(348_000_000)
                                        .setLong(1_138_000_000))))
                .build()
                .toByteArray();
        SpeakerOf2019 unit = new SpeakerOf2019(() -> {});
        loop.protobufMessage(Unpooled.wrappedBuffer(map), map.length, unit);
        assertThat(unit.heard).isEqualTo(1);
        assertThat(unit.edition).isEqualTo(Edition.E2019);
    }

    @Test
    void whatNobodyForesawCostsOneFrameWhichIsCounted() {
        byte[] bsm = Bsm.at(TestZone.create().plane(), 1, 1, 1_800_000_000_000_000L, 500, 500);
        SpeakerOf2019 broken = new SpeakerOf2019(() -> {
            throw new IllegalStateException("a defect");
        });
        loop.message(Unpooled.wrappedBuffer(bsm), bsm.length, broken);
        assertThat(loop.counters().received).isEqualTo(1);
        assertThat(loop.counters().rejected.get(RejectReason.NODE_DEFECT)).isEqualTo(1);
        assertThat(loop.defects().count()).isEqualTo(1);
    }

    private static final class SpeakerOf2019 implements DeviceLoop.Speaker {
        private final Runnable admission;
        private Edition edition = Edition.E2019;
        private int heard;

        SpeakerOf2019(Runnable admission) {
            this.admission = admission;
        }

        @Override
        public @Nullable RejectReason admit(long stationId) {
            admission.run();
            return null;
        }

        @Override
        public long station() {
            return TestZone.ROADSIDE_STATION;
        }

        @Override
        public DeviceKind kind(long stationId) {
            return DeviceKind.DEVICE_KIND_UNSPECIFIED;
        }

        @Override
        public Edition edition() {
            return edition;
        }

        @Override
        public void speaks(long stationId, Edition other) {
            edition = other;
        }

        @Override
        public void heard(long stationId) {
            heard++;
        }
    }

    private final class Watched implements DeviceLoop.Swept {
        private long sweptAtNanos;
        private int swept;
        private boolean over;

        @Override
        public boolean sweep(long nowNanos) {
            sweptAtNanos = nowNanos;
            swept++;
            return !over;
        }

        @Override
        public ChannelFuture shutDown() {
            return channel.newSucceededFuture();
        }
    }
}
