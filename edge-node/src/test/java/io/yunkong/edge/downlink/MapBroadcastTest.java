package io.yunkong.edge.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.TestDevice;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.schema.Edition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a roadside unit is told its maps. */
final class MapBroadcastTest {
    private static final long T0 = 1_800_000_000_000_000L;

    private final StandardCounters counters = new StandardCounters();
    private final Zone zone = TestZone.create()
            .withRoadsideUnits(
                    List.of(new io.yunkong.map.road.RoadsideUnit("rsu-1", TestZone.ROADSIDE_STATION, 1900, 500, 300)));
    private final List<byte[]> heard = new ArrayList<>();
    private final CooperativeWarner map = new CooperativeWarner(zone, "edge-1", host -> true);
    private boolean connected = true;
    private boolean reading = true;
    private final Audience audience = new Audience(new OneLink(), zone);
    private final MapBroadcast broadcast = new MapBroadcast(new FrameEncoder(counters), counters);

    @BeforeEach
    void giveMaps() {
        broadcast.activate(MapMessages.of(zone));
    }

    private final class Unit implements StationLink {
        @Override
        public long stationId() {
            return TestZone.ROADSIDE_STATION;
        }

        @Override
        public boolean send(byte[] message) {
            return false;
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return message == DownlinkMessage.DOWNLINK_MESSAGE_MAP;
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            return reading && heard.add(frame);
        }
    }

    private final class OneLink implements StationLinks {
        private final Unit unit = new Unit();

        @Override
        public Optional<StationLink> findLink(long stationId) {
            return Optional.of(unit);
        }

        @Override
        public Iterator<StationLink> links() {
            return connected ? List.<StationLink>of(unit).iterator() : Collections.emptyIterator();
        }
    }

    private void tick(long afterMs) {
        long nowUs = T0 + afterMs * 1000;
        audience.begin(map, nowUs);
        broadcast.tick(audience, nowUs);
    }

    @Test
    void aTurnIsASecondWhateverTheTicks() {
        for (long ms = 0; ms < 60_000; ms += 97) {
            tick(ms);
        }
        assertThat(heard).hasSize(60).allMatch(heard.getFirst()::equals);
        assertThat(counters.sent.get(DownlinkMessage.DOWNLINK_MESSAGE_MAP)).isEqualTo(60);
    }

    @Test
    void whoCameBeforeThereWereMapsIsToldThemAtOnceWhenThereAre() {
        MapBroadcast late = new MapBroadcast(new FrameEncoder(counters), counters);
        audience.begin(map, T0);
        late.tick(audience, T0);
        assertThat(heard).isEmpty();

        late.activate(MapMessages.of(zone));
        late.tick(audience, T0 + 100_000);
        late.tick(audience, T0 + 200_000);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoComesBackIsToldAtOnceAndNotForTheTimeBetween() {
        tick(0);
        connected = false;
        for (long ms = 100; ms < 10_000; ms += 100) {
            tick(ms);
        }
        assertThat(heard).hasSize(1);
        connected = true;
        tick(10_000);
        tick(10_100);
        assertThat(heard).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackEndsNoRound() {
        tick(3_600_000);
        tick(0);
        tick(100);
        tick(1_000);
        assertThat(heard).hasSize(3);
    }

    @Test
    void anotherVersionIsToldUnderTheNextMessageCountAndTheSameUnderItsOwn() throws IOException {
        tick(0);
        broadcast.activate(MapMessages.of(zone));
        tick(1_000);
        assertThat(heard.getLast()).as("the same content").isEqualTo(heard.getFirst());

        broadcast.activate(MapMessages.of(TestZone.longer()));
        tick(2_000);
        int before = count(heard.getFirst());
        assertThat(count(heard.getLast())).isEqualTo((before + 1) % 128);
        broadcast.activate(MapMessages.of(zone));
        tick(3_000);
        assertThat(count(heard.getLast())).isEqualTo((before + 2) % 128);
    }

    private static int count(byte[] frame) throws IOException {
        return TestDevice.decode(Edition.E2020, frame).getMapFrame().getMsgCnt();
    }

    @Test
    void whatALinkDoesNotTakeIsCounted() {
        reading = false;
        tick(0);
        assertThat(heard).isEmpty();
        assertThat(counters.notTaken).isEqualTo(1);
    }
}
