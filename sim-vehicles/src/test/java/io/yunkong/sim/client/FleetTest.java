package io.yunkong.sim.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.sim.sensor.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FleetTest {
    private static final InstantSource STANDING_STILL = InstantSource.fixed(Instant.EPOCH);
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void aFullTimetableTakesNoMoreAndCountsWhatItRefused() {
        Fleet fleet = new Fleet(new Fleet.Target("zone", NOWHERE, null), STANDING_STILL, heard -> {}, 10);
        fleet.schedule(frames(7));
        fleet.schedule(frames(7));
        fleet.schedule(frames(7));

        assertThat(fleet.queued()).isEqualTo(10);
        assertThat(fleet.statistics().unsent()).containsEntry(Unsent.TIMETABLE_FULL, 11L);
        fleet.close();
        assertThat(fleet.queued()).isZero();
        assertThat(fleet.statistics().unsent()).containsEntry(Unsent.CLOSED, 10L);
        assertThat(fleet.statistics().unsentFrames()).isEqualTo(21);
    }

    /** Of several stations, due in a second. */
    private static List<Frame> frames(int count) {
        return LongStream.range(0, count)
                .mapToObj(station -> new Frame(Message.Kind.BSM, station, 1_000_000, new byte[] {1}))
                .toList();
    }
}
