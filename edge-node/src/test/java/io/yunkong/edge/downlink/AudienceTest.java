package io.yunkong.edge.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.TestZone;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AudienceTest {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final int STATIONS = 5_000;
    private static final long LOOK_US = 10_000;

    private record Reader(long stationId) implements StationLink {
        @Override
        public boolean send(byte[] message) {
            return false;
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return message == DownlinkMessage.DOWNLINK_MESSAGE_RSM;
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            return true;
        }
    }

    private final List<StationLink> readers = new ArrayList<>();
    private final Zone zone = TestZone.create();
    private final CooperativeWarner map = new CooperativeWarner(zone, "test", _ -> false);
    private final Audience audience = new Audience(
            new StationLinks() {
                @Override
                public Optional<StationLink> findLink(long stationId) {
                    return Optional.empty();
                }

                @Override
                public Iterator<StationLink> links() {
                    return List.copyOf(readers).iterator();
                }
            },
            zone);

    AudienceTest() {
        for (int i = 1; i <= STATIONS; i++) {
            readers.add(new Reader(i));
            SelfReport report = new SelfReport(
                    i,
                    NOW_US,
                    NOW_US,
                    400 + i * 0.1,
                    500,
                    0,
                    0,
                    0,
                    0,
                    4,
                    2,
                    RoadUserClass.CAR,
                    1,
                    Announcement.NONE,
                    1);
            assertThat(map.accept(report, NOW_US, _ -> {})).isNull();
        }
    }

    /** Looks begun and gone on with as in 100 ms; how many of them it took to see all. */
    private int lookAround(long fromUs) {
        audience.begin(map, fromUs);
        int looks = 1;
        for (long us = fromUs + LOOK_US; us < fromUs + 100_000; us += LOOK_US) {
            int before = audience.listeners().size();
            audience.look(map, us);
            looks += audience.listeners().size() > before ? 1 : 0;
        }
        return looks;
    }

    @Test
    void thousandsAreLookedAtSomeAtATimeAndFromTheSecondRoundOnAllInATenthOfASecond() {
        int looks = 0;
        for (int round = 0; audience.listeners().size() < STATIONS && round < 10; round++) {
            looks += lookAround(NOW_US + round * 100_000L);
        }
        assertThat(audience.listeners()).hasSize(STATIONS);
        assertThat(looks).as("a few hundred at a time").isBetween(10, 40);

        readers.subList(0, STATIONS - 100).clear();
        lookAround(NOW_US + 1_000_000); // what was under way may have seen them still
        lookAround(NOW_US + 1_100_000);
        assertThat(audience.listeners()).hasSize(100);
    }

    @Test
    void whoIsMissedInOneRoundStaysAndWhoIsMissedInTwoIsGoneWhateverTheClockSays() {
        readers.subList(10, STATIONS).clear();
        audience.begin(map, NOW_US);
        readers.clear();
        audience.begin(map, NOW_US - 60_000_000);
        assertThat(audience.listeners()).hasSize(10);
        audience.begin(map, NOW_US);
        assertThat(audience.listeners()).isEmpty();
    }

    @Test
    void aRoundThatIsUnderWayIsNotBegunAnew() {
        audience.begin(map, NOW_US);
        int first = audience.listeners().size();
        audience.begin(map, NOW_US + 1);
        assertThat(audience.listeners()).hasSize(first);
        audience.look(map, NOW_US + 2);
        assertThat(audience.listeners()).hasSizeGreaterThan(first);
    }
}
