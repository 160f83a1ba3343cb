package io.yunkong.edge.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.downlink.DeliveryReports;
import io.yunkong.edge.downlink.Downlink;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.downlink.StationLinks;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.PositionUse;
import io.yunkong.wire.Warning;
import io.yunkong.wire.schema.Edition;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a station is told what becomes of its own reports; by a clock of its own. */
final class PositionUsesTest {
    private static final long T0 = 1_800_000_000_000_000L;
    private static final long STATION = 0x71;
    private static final int TICK_MS = 100;

    private final Zone zone = TestZone.create();
    private final CooperativeWarner warner = new CooperativeWarner(zone, "edge-1", host -> true);
    private final MapCounters counters = new MapCounters(() -> 0);
    private final Links links = new Links();
    private final Downlink downlink =
            new Downlink(new Downlink.Setup(zone, "edge-1", 10), links, new NoReports(), counters, () -> this.nowUs);
    private final PositionUses uses = new PositionUses(downlink, warner, counters.positionUse);
    private final List<String> told = new ArrayList<>();
    private long nowUs = T0;
    private int count;

    private final class Link implements StationLink {
        private final long stationId;
        private boolean open = true;
        private boolean reads = true;

        Link(long stationId) {
            this.stationId = stationId;
        }

        @Override
        public long stationId() {
            return stationId;
        }

        @Override
        public boolean send(byte[] message) {
            if (open) {
                told.add(text(message));
            }
            return open;
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return reads && message == DownlinkMessage.DOWNLINK_MESSAGE_NOTICE;
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            return false;
        }
    }

    private final class Links implements StationLinks {
        private final Map<Long, Link> all = new HashMap<>();

        Link open(long stationId) {
            Link link = new Link(stationId);
            all.put(stationId, link);
            return link;
        }

        @Override
        public Optional<StationLink> findLink(long stationId) {
            return Optional.ofNullable(all.get(stationId));
        }

        @Override
        public Iterator<StationLink> links() {
            return List.<StationLink>copyOf(all.values()).iterator();
        }
    }

    private static final class NoReports implements DeliveryReports {
        @Override
        public void edgeWarning(Warning warning) {}

        @Override
        public void delivery(Warning warning, DeliveryReport report) {}

        @Override
        public void advice(Advice advice, AdviceReport report) {}
    }

    /** Milliseconds from the start, level, reason, and since when. */
    private String text(byte[] message) {
        try {
            PositionUse use = EdgeMessage.parseFrom(message).getPositionUse();
            return "%d %s %s since %d"
                    .formatted(
                            (nowUs - T0) / 1000,
                            use.getLevel().name().replace("POSITION_USE_LEVEL_", ""),
                            use.getReason(),
                            (use.getSinceUs() - T0) / 1000)
                    .replace("  ", " ");
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reporting {
        void report(int number);
    }

    /** Lets time pass; every so often there is a report. */
    private void pass(int forMs, int everyMs, Reporting reporting) {
        for (int ms = 0; ms < forMs; ms += TICK_MS) {
            if (ms % everyMs == 0) {
                reporting.report(count++);
            }
            nowUs += TICK_MS * 1000;
            uses.tick(nowUs);
        }
    }

    private void refused(RejectReason reason) {
        uses.refused(STATION, reason, nowUs);
    }

    private void used() {
        uses.used(STATION, nowUs);
    }

    @Test
    void whoseReportsAreAllRefusedIsToldAfterASecondAndAgainEveryThree() {
        links.open(STATION);
        pass(7_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        assertThat(told)
                .containsExactly(
                        "1000 NONE outside_zone since 0",
                        "4000 NONE outside_zone since 0",
                        "7000 NONE outside_zone since 0");
        assertThat(counters.positionUse.statistics().told()).containsOnly(Map.entry("none/outside_zone", 3L));
    }

    @Test
    void whoReportsOnceASecondIsToldAfterFiveReports() {
        links.open(STATION);
        pass(5_000, 1_000, _ -> refused(RejectReason.TOO_OLD));
        assertThat(told).containsExactly("5000 NONE too_old since 0");
    }

    @Test
    void aRefusalNowAndThenIsNotTold() {
        links.open(STATION);
        pass(10_000, 100, number -> {
            if (number % 2 == 0) {
                refused(RejectReason.DUPLICATE);
            } else {
                used();
            }
        });
        assertThat(told).isEmpty();
        assertThat(uses.size()).isEqualTo(1);
        pass(2_000, 100, _ -> used());
        assertThat(uses.size()).as("all is well again").isZero();
    }

    @Test
    void hardlyAnyIsAsGoodAsNone() {
        links.open(STATION);
        pass(1_000, 100, number -> {
            if (number == 5) {
                used();
            } else {
                refused(RejectReason.FROM_FUTURE);
            }
        });
        assertThat(told).containsExactly("1000 NONE from_future since 0");
    }

    @Test
    void whoIsUsedAgainIsToldWithTheFirstSecondAndForgotten() {
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        pass(500, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        pass(1_500, 100, _ -> used());
        assertThat(told).containsExactly("1000 NONE outside_zone since 0", "3000 FULL since 2000");
        pass(1_000, 100, _ -> used());
        assertThat(told).hasSize(2);
        assertThat(uses.size()).isZero();
    }

    @Test
    void theMostFrequentReasonIsTold() {
        links.open(STATION);
        pass(
                1_000,
                100,
                number ->
                        refused(number == 0 || number == 9 ? RejectReason.MALFORMED : RejectReason.FOREIGN_STATION_ID));
        assertThat(told).containsExactly("1000 NONE foreign_station_id since 0");
    }

    @Test
    void anotherReasonIsToldWithTheNextRepetitionOnly() {
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        pass(3_000, 100, _ -> refused(RejectReason.TOO_OLD));
        assertThat(told).containsExactly("1000 NONE outside_zone since 0", "4000 NONE too_old since 0");
    }

    /** A station that stands and says so, but here and there by turns. */
    private SelfReport report(boolean jumping) {
        return new SelfReport(
                STATION,
                nowUs,
                nowUs,
                jumping && count % 2 == 0 ? 100 : 500,
                500,
                0,
                0,
                0,
                0,
                4.5,
                1.8,
                RoadUserClass.CAR,
                1,
                Announcement.NONE,
                count % 128);
    }

    private void report(boolean jumping, int forMs) {
        pass(forMs, 100, _ -> {
            RejectReason reason = warner.accept(report(jumping), nowUs, _ -> {});
            if (reason == null) {
                used();
            } else {
                refused(reason);
            }
        });
    }

    @Test
    void whoIsBelievedLessIsToldAndWhenHeIsBelievedAgain() {
        links.open(STATION);
        report(true, 2_000);
        report(false, 60_000);
        assertThat(told)
                .extracting(line -> line.replaceAll("^\\d+ | since.*", ""))
                .containsSubsequence(
                        "NONE position_jump", "EXCLUDED position_jump", "DISCOUNTED position_jump", "FULL");
        assertThat(told.getLast()).contains("FULL since");
        assertThat(uses.size()).isZero();
    }

    @Test
    void whoConnectsAnewWhileHeIsNotBelievedIsToldAgain() {
        links.open(STATION);
        report(true, 2_000);
        links.all.clear();
        report(false, 1_500);
        assertThat(uses.size()).as("who has gone has no state").isZero();
        told.clear();
        links.open(STATION);
        report(false, 1_500);
        assertThat(told).singleElement().asString().contains("EXCLUDED position_jump");
    }

    @Test
    void anotherLinkIsToldAtOnceWhateverWasToldBefore() {
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        assertThat(told).containsExactly("1000 NONE outside_zone since 0", "2000 NONE outside_zone since 0");
    }

    @Test
    void aLinkThatDoesNotTakeItIsTriedAgain() {
        Link link = links.open(STATION);
        link.open = false;
        pass(2_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        assertThat(told).isEmpty();
        link.open = true;
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        assertThat(told).containsExactly("3000 NONE outside_zone since 0");
    }

    @Test
    void whoFallsSilentIsNotToldOnAndOn() {
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        pass(10_000, 100, _ -> {});
        assertThat(told).hasSize(1);
    }

    @Test
    void whoHasNoLinkOrReadsNoSessionMessagesHasNoState() {
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        links.open(STATION).reads = false;
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        assertThat(uses.size()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        links.open(STATION);
        pass(1_000, 100, _ -> refused(RejectReason.OUTSIDE_ZONE));
        nowUs -= 3_600_000_000L;
        pass(4_000, 100, _ -> used());
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).contains("FULL");
    }

    @Test
    void noMoreStationsThanTheLimitHaveAState() {
        for (long station = 1; station <= PositionUses.STATIONS_MAX + 1; station++) {
            links.open(station);
            uses.refused(station, RejectReason.OUTSIDE_ZONE, nowUs);
        }
        assertThat(uses.size()).isEqualTo(PositionUses.STATIONS_MAX);
        assertThat(counters.positionUse.statistics().notWatched()).isEqualTo(1);
        links.all.clear();
        nowUs += 1_000_000;
        uses.tick(nowUs);
        assertThat(uses.size()).isZero();
    }
}
