package io.yunkong.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.map.road.SignalController;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is sent in a scenario. */
final class PlayTest {
    private static final long START_US = 1_800_000_000_000_000L;
    private static final SignalNumbers NUMBERS = new SignalNumbers() {
        @Override
        public OptionalInt node(String controller) {
            return OptionalInt.of(4711);
        }

        @Override
        public int phase(String controller, int link) {
            return link + 1;
        }
    };

    private static final Path FOLDER = Path.of("..", "zones", "longzi-lake");
    private static final Zone ZONE = Zones.zone("longzi-lake");

    private static final String TEXT = """
            name: some
            title_zh: 某
            title_en: Some
            application: FCW
            kind: borderline
            seed: 7
            lasts_s: 4
            actors:
              - {id: host, class: emergency, equipped: true, lane: m1b_3, s_m: 180, speed_mps: 10, does: [{at_s: 1, events: [hard_braking]}, {at_s: 2, silent: true}, {at_s: 3, silent: false}]}
              - {id: other, class: bicycle, equipped: false, lane: m1b_1, s_m: 200, speed_mps: 3}
              - {id: hidden, class: car, equipped: false, seen: false, lane: m1b_2, s_m: 200, speed_mps: 3}
            """;

    private static Play play(String more) throws ScenarioException {
        return read(TEXT + more);
    }

    private static Play read(String text) throws ScenarioException {
        return new Play(ScenarioReader.read("some.yaml", text.getBytes(StandardCharsets.UTF_8), ZONE), ZONE);
    }

    private static List<Frame> frames(Play play, Message.Kind kind) {
        return play.frames(START_US, NUMBERS).stream()
                .filter(frame -> frame.kind() == kind)
                .toList();
    }

    @Test
    void equalSeedsGiveEqualOctets() throws Exception {
        List<String> once = octets(play(""));

        assertThat(once).hasSizeGreaterThan(60).isEqualTo(octets(play("")));
    }

    private static List<String> octets(Play play) {
        return play.frames(START_US, NUMBERS).stream()
                .map(frame -> frame.sendAtUs() + " " + HexFormat.of().formatHex(frame.uper()))
                .toList();
    }

    @Test
    void anEquippedActorReportsItselfUnlessItIsSilent() throws Exception {
        Play play = play("");
        List<Frame> reports = frames(play, Message.Kind.BSM);

        assertThat(reports).hasSize(30).allSatisfy(frame -> {
            double atS = (frame.sendAtUs() - START_US) / 1e6;
            assertThat(atS < 2 || atS >= 3).isTrue();
            BsmView bsm = new BsmView();
            bsm.wrap(frame.uper(), 0, frame.uper().length);
            assertThat(bsm.id()).isEqualTo(play.stations().getFirst().id());
            assertThat(bsm.vehicleClass()).isEqualTo(60);
            assertThat(bsm.eventFlags()).isEqualTo(atS >= 1 ? 1 << 7 : 0);
        });
    }

    @Test
    void whatIsPlayedAgainIsPlayedByOtherStations() throws Exception {
        Play first = play("");
        Play second = first.again();

        assertThat(second.stations().getFirst().id())
                .isNotEqualTo(first.stations().getFirst().id());
        assertThat(times(second)).isEqualTo(times(first));
    }

    private static List<Long> times(Play play) {
        return play.frames(START_US, NUMBERS).stream().map(Frame::sendAtUs).toList();
    }

    @Test
    void anEmergencyRunAndAnotherSpeedAreTold() throws Exception {
        String text = TEXT.replace("events: [hard_braking]", "emergency_run: true")
                .replace("{at_s: 2, silent: true}, {at_s: 3, silent: false}", "{at_s: 2, tells_speed_mps: 25}");
        List<Frame> reports = frames(read(text), Message.Kind.BSM);

        assertThat(reports).hasSize(40).allSatisfy(frame -> {
            double atS = (frame.sendAtUs() - START_US) / 1e6;
            BsmView bsm = new BsmView();
            bsm.wrap(frame.uper(), 0, frame.uper().length);
            assertThat(bsm.emergency().lightBar()).isEqualTo(atS >= 1 ? 2 : 0);
            assertThat(bsm.speed() * 0.02).isCloseTo(atS >= 2 ? 25 : 10, within(0.5));
        });
    }

    @Test
    void aRoadsideUnitSeesWhoIsToBeSeen() throws Exception {
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        List<Frame> seen = frames(play(""), Message.Kind.RSM);

        assertThat(seen).isNotEmpty();
        for (Frame frame : seen) {
            assertThat(codec.decode(frame.uper()).getRsmFrame().getParticipantsCount())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void signalsAreToldByTheNumbersOfTheMap() throws Exception {
        SignalController controller = ZONE.signals().stream()
                .filter(one -> one.id().equals("m2"))
                .findFirst()
                .orElseThrow();
        int links = controller.phases().getFirst().state().length();
        Play play = play("signals: [{at_s: 1, controller: m2, state: G" + "r".repeat(links - 1) + ", until_s: 3}]");
        List<Frame> told = frames(play, Message.Kind.SPAT);

        assertThat(told).isNotEmpty();
        assertThat(told.getFirst().sendAtUs()).isGreaterThanOrEqualTo(START_US + 1_000_000);
        assertThat(play.stations())
                .anyMatch(station -> station.id() == told.getFirst().stationId());
        IntersectionState first = MessageCodec.of(Edition.E2020)
                .decode(told.getFirst().uper())
                .getSpatFrame()
                .getIntersections(0);
        assertThat(first.getIntersectionId().getId()).isEqualTo(4711);
        assertThat(first.getPhases(0).getPhaseStates(0).getLight()).isEqualTo(LightState.LightState_protected_green);
        assertThat(first.getPhases(1).getPhaseStates(0).getLight()).isEqualTo(LightState.LightState_red);
        assertThat(first.getPhases(0)
                        .getPhaseStates(0)
                        .getTiming()
                        .getCounting()
                        .getLikelyEndTime())
                .isBetween(17, 20);
    }

    @Test
    void eventsAndSignsAreAnnounced() throws Exception {
        Play play = play("""
                roadside_messages:
                  - {at_s: 1, until_s: 2, event_type: 401, lane: m1b_3, s_m: 250, radius_m: 20, path: [m1b_3], description: 故障车}
                  - {at_s: 0, sign_type: 85, lane: m1b_3, s_m: 200, radius_m: 15}
                """);
        List<Frame> told = frames(play, Message.Kind.RSI);

        assertThat(told).hasSize(2 + 8);
        MessageCodec codec = MessageCodec.of(Edition.E2020);
        RoadSideInformation sign = codec.decode(told.getFirst().uper()).getRsiFrame();
        assertThat(sign.getRtss(0).getSignType()).isEqualTo(85);
        RoadSideInformation event = told.stream()
                .map(frame -> decode(codec, frame).getRsiFrame())
                .filter(one -> one.getRtesCount() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(event.getRtes(0).getEventType()).isEqualTo(401);
        assertThat(event.getRtes(0).getEventRadius()).isEqualTo(200);
        assertThat(event.getRtes(0).getReferencePaths(0).getActivePathCount()).isGreaterThanOrEqualTo(2);
    }

    private static MessageFrame decode(MessageCodec codec, Frame frame) {
        try {
            return codec.decode(frame.uper());
        } catch (UperException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyPlaysFarFromEachOtherGoTogether() throws Exception {
        List<Play> plays = Scenarios.read(FOLDER, ZONE).stream()
                .map(scenario -> new Play(scenario, ZONE))
                .toList();
        List<List<Play>> groups = Play.groups(plays);

        assertThat(groups).hasSizeLessThan(plays.size());
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(plays);
        for (List<Play> group : groups) {
            assertThat(group).hasSizeLessThanOrEqualTo(12);
            for (Play one : group) {
                assertThat(group.stream().filter(other -> !other.equals(one)).allMatch(one::apartFrom))
                        .isTrue();
            }
        }
    }
}
