package io.yunkong.edge.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.edge.TestZone;
import io.yunkong.edge.statistics.MapCounters;
import io.yunkong.map.exchange.MapMessages;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.PredictedPath;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.WarningSeverity;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.schema.Edition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts of the downlink in standard messages, each by itself. */
final class StandardPartsTest {
    private static final long NOW_US = 1_800_000_000_000_000L; // 2027-01-15 08:00 UTC
    private static final int MINUTE = 14 * 1440 + 480;

    private record Ear(long stationId, Set<DownlinkMessage> downlink, List<byte[]> heard) implements StationLink {
        @Override
        public boolean send(byte[] message) {
            return false;
        }

        @Override
        public boolean understands(DownlinkMessage message) {
            return downlink.contains(message);
        }

        @Override
        public Edition edition() {
            return Edition.E2020;
        }

        @Override
        public boolean sendFrame(byte[] frame) {
            heard.add(frame);
            return true;
        }
    }

    private record Ears(List<Ear> all) implements StationLinks {
        @Override
        public Optional<StationLink> findLink(long stationId) {
            return all.stream()
                    .filter(ear -> ear.stationId() == stationId)
                    .map(StationLink.class::cast)
                    .findFirst();
        }

        @Override
        public Iterator<StationLink> links() {
            return List.<StationLink>copyOf(all).iterator();
        }
    }

    private static final class NoReports implements DeliveryReports {
        @Override
        public void edgeWarning(Warning warning) {
            // nobody asks
        }

        @Override
        public void delivery(Warning warning, DeliveryReport report) {
            // nobody asks
        }

        @Override
        public void advice(Advice advice, AdviceReport report) {
            // nobody asks
        }
    }

    private static Warning.Builder warning(WarningPhase phase) {
        PredictedPath.Builder path = PredictedPath.newBuilder();
        for (int i = 0; i < 91; i++) {
            path.addLatitudeE7(348_000_000 + 10 * i)
                    .addLongitudeE7(1_138_000_000)
                    .addTimeMs(50 * i);
        }
        Warning.Builder warning = Warning.newBuilder()
                .setPhase(phase)
                .setSeverity(WarningSeverity.WARNING_SEVERITY_IMMINENT)
                .setRaisedAtUs(NOW_US)
                .setValidUntilUs(NOW_US + 1_000_000);
        warning.getHostBuilder().setLatitudeE7(348_000_000).setLongitudeE7(1_138_000_000);
        warning.getCounterpartBuilder()
                .setLatitudeE7(348_001_000)
                .setLongitudeE7(1_138_000_000)
                .setLengthCm(400)
                .setWidthCm(300)
                .setPositionAccuracyCm(50);
        warning.getEvidenceBuilder().setHostPath(path);
        return warning;
    }

    @Test
    void anEventHoldsTheMinutesOfTheWarningAPathThatFitsAndTheHighestPriority() {
        RTEData event = HazardMessage.of(
                        1, 5, 77, warning(WarningPhase.WARNING_PHASE_RAISED).build(), NOW_US)
                .getRsiFrame()
                .getRtes(0);
        assertThat(event.getRteId()).isEqualTo(77);
        assertThat(event.getTimeDetails().getStartTime()).isEqualTo(MINUTE);
        assertThat(event.getTimeDetails().getEndTime()).isEqualTo(MINUTE + 1);
        assertThat(event.getReferencePaths(0).getActivePathCount()).isEqualTo(32);
        assertThat(event.getReferencePaths(0)
                        .getActivePath(31)
                        .getOffsetLL()
                        .getPositionLL1()
                        .getLat())
                .isEqualTo(900);
        assertThat(event.getPriority().byteAt(0)).isEqualTo((byte) 0xE0);
        assertThat(event.getEventRadius()).as("half the diagonal and a sigma").isEqualTo(30);
    }

    @Test
    void anEventThatIsOverEndedTheMinuteBeforeAndWithoutAPathItHasNone() {
        Warning.Builder cleared = warning(WarningPhase.WARNING_PHASE_CLEARED);
        cleared.getEvidenceBuilder().clearHostPath();
        RTEData event = HazardMessage.of(1, 5, 77, cleared.build(), NOW_US)
                .getRsiFrame()
                .getRtes(0);
        assertThat(event.getTimeDetails().getEndTime()).isEqualTo(MINUTE - 1);
        assertThat(event.getReferencePathsCount()).isZero();
    }

    @Test
    void aTrackKeepsItsNumberAndNobodyHasNumberZero() {
        TrackNumbers numbers = new TrackNumbers();
        int first = numbers.of(-5, 0);
        assertThat(first).isEqualTo(1);
        assertThat(numbers.of(6, 0)).isEqualTo(2);
        assertThat(numbers.of(-5, 1_000_000)).isEqualTo(first);
        for (long track = 1000; track < 1000 + TrackNumbers.NUMBERS - 2; track++) {
            assertThat(numbers.of(track, 1_000_000)).isBetween(1, TrackNumbers.NUMBERS);
        }
        assertThat(numbers.of(7, 1_000_000)).as("all in use").isZero();
        numbers.forget(10_500_000); // 6 was last told about at 0
        assertThat(numbers.of(7, 10_500_000)).isEqualTo(2);
    }

    @Test
    void aConfidenceThatIsToldIsReadBackAsWideOrWider() {
        for (int raw = 1; raw <= 15; raw++) {
            assertThat(StandardUnits.rawPositionConfidence(StandardUnits.sigmaOfConfidenceM(raw)))
                    .isEqualTo(raw);
        }
        assertThat(StandardUnits.rawPositionConfidence(Double.NaN)).isZero();
        assertThat(StandardUnits.rawPositionConfidence(1000)).isZero();
        assertThat(StandardUnits.rawPositionConfidence(0.6)).isEqualTo(8); // 2 m, the next wider
    }

    @Test
    void ofManyStationsAndRoadUsersEachIsToldTheNearestInTurnsThatHoldUpNobody() {
        Zone zone = TestZone.create();
        CooperativeWarner map = new CooperativeWarner(zone, "test", _ -> false);
        List<Ear> ears = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ears.add(new Ear(i + 1, Set.of(DownlinkMessage.DOWNLINK_MESSAGE_RSM), new ArrayList<>()));
            SelfReport report = new SelfReport(
                    i + 1, NOW_US, NOW_US, 400 + i, 500, 0, 0, 0, 0, 4, 2, RoadUserClass.CAR, 1, Announcement.NONE, 1);
            assertThat(map.accept(report, NOW_US, _ -> {})).isNull();
        }
        MapCounters counters = new MapCounters(() -> 0);
        Downlink downlink = new Downlink(
                new Downlink.Setup(zone, "edge-1", 10), new Ears(ears), new NoReports(), counters, () -> NOW_US);
        downlink.tick(NOW_US, map);
        downlink.share(NOW_US, map);
        assertThat(ears.stream().filter(ear -> !ear.heard().isEmpty())).hasSize(ObjectSharing.MESSAGES_PER_SLICE_MAX);
        for (int slice = 1; slice < 4; slice++) {
            downlink.share(NOW_US + slice * 10_000L, map);
        }
        assertThat(ears)
                .as("everybody in 40 ms, four messages of sixteen each")
                .allSatisfy(ear -> assertThat(ear.heard()).hasSize(4));
        assertThat(counters.standard.deferred).isEqualTo(68 + 36 + 4);
        assertThat(counters.standard.objectsLeftOut).isEqualTo(100 * (99 - ObjectSharing.OBJECTS_MAX));
        downlink.share(NOW_US + 310_000, map);
        assertThat(ears)
                .as("what is not fresh is not told")
                .allSatisfy(ear -> assertThat(ear.heard()).hasSize(4));
    }

    @Test
    void mapsThatAreMadeTooLateOfABygoneVersionAreNotTold() {
        Zone first = TestZone.create();
        Zone next = TestZone.longer();
        CooperativeWarner map = new CooperativeWarner(next, "test", _ -> false);
        Ear unit = new Ear(TestZone.ROADSIDE_STATION, Set.of(DownlinkMessage.DOWNLINK_MESSAGE_MAP), new ArrayList<>());
        Downlink downlink = new Downlink(
                new Downlink.Setup(first, "edge-1", 10),
                new Ears(List.of(unit)),
                new NoReports(),
                new MapCounters(() -> 0),
                () -> NOW_US);
        downlink.activate(next);
        downlink.tellMaps(first, MapMessages.of(first));
        downlink.tick(NOW_US, map);
        assertThat(unit.heard()).isEmpty();

        downlink.tellMaps(next, MapMessages.of(next));
        downlink.tick(NOW_US, map);
        assertThat(unit.heard()).isNotEmpty();
    }

    @Test
    void aMessageIdIsTheSameAfterEveryStartAndAnotherForAnotherEdge() {
        assertThat(MessageId.ofEdge("edge-1")).isEqualTo(MessageId.ofEdge("edge-1"));
        assertThat(MessageId.ofEdge("edge-1")).isNotEqualTo(MessageId.ofEdge("edge-2"));
        assertThat(MessageId.ofEdge("edge-1") >>> 48).isEqualTo(0x594B);
    }

    @Test
    void aRelayedMessageKeepsItsRateOnTheAverageAndMayComeALittleEarly() {
        Listener listener = new Listener(new Ear(1, Set.of(), new ArrayList<>()));
        int taken = 0;
        for (int i = 0; i < 100; i++) { // offered every 50 ms, with 10 ms of jitter
            long nowUs = NOW_US + i * 50_000L + (i % 2) * 10_000L;
            taken += listener.takeTurn(signals(9, 1), 100_000, nowUs) ? 1 : 0;
        }
        assertThat(taken).isBetween(49, 52);
    }

    private static Listener.Channel signals(long roadsideUnit, int intersection) {
        return new Listener.Channel(roadsideUnit, DownlinkMessage.DOWNLINK_MESSAGE_SPAT, List.of(intersection));
    }

    @Test
    void messagesOfOtherUnitsOtherKindsAndAboutOtherIntersectionsDoNotTakeEachOthersTurn() {
        Listener listener = new Listener(new Ear(1, Set.of(), new ArrayList<>()));
        for (int round = 0; round < 3; round++) {
            long nowUs = NOW_US + round * 100_000L;
            assertThat(listener.takeTurn(signals(9, 1), 100_000, nowUs)).isTrue();
            assertThat(listener.takeTurn(signals(9, 2), 100_000, nowUs)).isTrue();
            assertThat(listener.takeTurn(signals(8, 1), 100_000, nowUs)).isTrue();
            assertThat(listener.takeTurn(signals(9, 1), 100_000, nowUs + 40_000))
                    .isFalse();
        }
        Listener.Channel map = new Listener.Channel(9, DownlinkMessage.DOWNLINK_MESSAGE_MAP, List.of(1));
        assertThat(listener.takeTurn(map, 1_000_000, NOW_US)).isTrue();
        assertThat(listener.takeTurn(map, 1_000_000, NOW_US + 400_000)).isFalse();
    }

    @Test
    void aUnitThatTellsOfEverNewThingsIsRelayedNoFasterThanThereAreTurns() {
        Listener listener = new Listener(new Ear(1, Set.of(), new ArrayList<>()));
        int taken = 0;
        for (int i = 0; i < 1_000; i++) { // in one second
            taken += listener.takeTurn(signals(9, i), 100_000, NOW_US + i * 1_000L) ? 1 : 0;
        }
        assertThat(taken).isBetween(300, 352);
    }
}
