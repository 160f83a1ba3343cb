package io.yunkong.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.HeardFrame;
import io.yunkong.sim.client.Station;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.ReqStatus;
import io.yunkong.wire.csae.VehicleCoordination;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Controllers of a play that run: what is said for them before and after they are asked, and how it is judged. */
final class LiveSignalsTest {
    private static final long START_US = 1_800_000_000_000_000L;
    private static final MessageCodec CODEC = MessageCodec.of(Edition.E2020);
    private static final Zone ZONE = Zones.zone("longzi-lake");
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

    /** Green of the bus, link 5, ends at second 12; that of the crossing way, link 12, begins at 15. */
    private static final String TEXT = """
            name: some
            title_zh: 某
            title_en: Some
            application: SIGNAL_PRIORITY
            kind: borderline
            seed: 7
            lasts_s: 24
            actors:
              - {id: bus, class: bus, equipped: true, lane: -rc2_3, s_m: 175.2, route: [straight], speed_mps: 12}
            signals_run:
              - {controller: c, programme_s: 30}
            priority_requests:
              - {host: bus, lane: -rc2_3>rc6_3, from_s: 2, to_s: 17, arrives_s: 16, ends: complete}
            lights:
              - {lane: -rc2_3>rc6_3, shows: green, from_s: 0, to_s: 18.5}
            """;

    private final Play play = play(TEXT);
    private final LiveSignals live = play.live(START_US, NUMBERS);

    private static Play play(String text) {
        try {
            return new Play(ScenarioReader.read("some.yaml", text.getBytes(StandardCharsets.UTF_8), ZONE), ZONE);
        } catch (ScenarioException e) {
            throw new AssertionError(e);
        }
    }

    private static MessageFrame decode(Frame frame) {
        try {
            return CODEC.decode(frame.uper());
        } catch (UperException e) {
            throw new AssertionError(e);
        }
    }

    private static long at(double seconds) {
        return START_US + Math.round(seconds * 1e6);
    }

    private long unit() {
        return play.stations().stream()
                .filter(station -> station.kind() == DeviceKind.DEVICE_KIND_ROADSIDE_UNIT)
                .filter(station -> station.understands().contains(DownlinkMessage.DOWNLINK_MESSAGE_VIR))
                .mapToLong(Station::id)
                .findFirst()
                .orElseThrow();
    }

    private List<Frame> asked() {
        return play.frames(START_US, NUMBERS).stream()
                .filter(frame -> frame.kind() == Message.Kind.VIR)
                .toList();
    }

    /** What is said in the end when all that is asked is heard at once. */
    private List<Frame> played() {
        List<Frame> said = new ArrayList<>();
        for (Frame vir : asked()) {
            said.addAll(live.until(vir.sendAtUs()));
            live.hear(new HeardFrame(unit(), vir.sendAtUs() + 4_000, vir.uper()));
        }
        said.addAll(live.until(at(24)));
        return said;
    }

    private static LightState light(List<Frame> said, int phase, double atS) {
        return said.stream()
                .filter(frame -> frame.kind() == Message.Kind.SPAT && frame.sendAtUs() <= at(atS))
                .map(LiveSignalsTest::decode)
                .flatMap(frame -> frame.getSpatFrame().getIntersections(0).getPhasesList().stream())
                .filter(one -> one.getId() == phase)
                .reduce((_, later) -> later)
                .map(one -> one.getPhaseStates(0).getLight())
                .orElseThrow();
    }

    @Test
    void aVehicleAsksEverySecondAndSaysThatItIsThrough() {
        List<Frame> asked = asked();

        assertThat(asked).hasSize(16);
        assertThat(decode(asked.getFirst())
                        .getMsgFrameExt()
                        .getVir()
                        .getIntAndReq()
                        .getReqs(0))
                .satisfies(request -> {
                    assertThat(request.getStatus()).isEqualTo(ReqStatus.ReqStatus_request);
                    assertThat(request.getLifeTime()).isEqualTo(300);
                    assertThat(request.getInfo().getSignalPriority().getEstimatedArrivalTime())
                            .isEqualTo(1_400);
                    assertThat(request.getInfo()
                                    .getSignalPriority()
                                    .getRequiredMov()
                                    .getPhaseId())
                            .isEqualTo(6);
                });
        assertThat(decode(asked.getLast())
                        .getMsgFrameExt()
                        .getVir()
                        .getIntAndReq()
                        .getReqs(0)
                        .getStatus())
                .isEqualTo(ReqStatus.ReqStatus_complete);
    }

    @Test
    void theLightsAreThoseOfTheProgrammeWhileNobodyAsks() {
        List<Frame> said = live.until(at(24));

        assertThat(said).allMatch(frame -> frame.kind() == Message.Kind.SPAT);
        assertThat(light(said, 6, 11.8)).isEqualTo(LightState.LightState_protected_green);
        assertThat(light(said, 6, 12.5)).isEqualTo(LightState.LightState_yellow);
        assertThat(light(said, 13, 15.5)).isEqualTo(LightState.LightState_protected_green);
    }

    @Test
    void theLightsToComeFollowOneAnother() {
        Phase phase = decode(live.until(at(0.1)).getFirst())
                .getSpatFrame()
                .getIntersections(0)
                .getPhases(5);

        assertThat(phase.getPhaseStatesList())
                .extracting(state -> state.getTiming().getCounting().getStartTime())
                .startsWith(0, 120, 150, 600);
        assertThat(phase.getPhaseStatesList())
                .extracting(state -> state.getTiming().getCounting().getLikelyEndTime())
                .startsWith(120, 150, 600);
    }

    @Test
    void greenIsHeldForWhoAsksAndHeIsToldUntilItIsOver() {
        List<Frame> said = played();

        assertThat(light(said, 6, 18.8)).isEqualTo(LightState.LightState_protected_green);
        assertThat(light(said, 13, 21.8)).isEqualTo(LightState.LightState_red);
        List<VehicleCoordination> told = said.stream()
                .filter(frame -> frame.kind() == Message.Kind.RSC)
                .map(frame -> decode(frame).getMsgFrameExt().getRsc().getCoordinates(0))
                .toList();
        assertThat(told.getFirst().getDriveSuggestion().getSuggestion().getBits())
                .isEqualTo(1);
        assertThat(told.getFirst().getDriveSuggestion().getLifeTime())
                .as("until the green ends, at 19")
                .isBetween(1_600, 1_700);
        assertThat(told.getLast().getDriveSuggestion().getLifeTime()).as("over").isEqualTo(1);
    }

    @Test
    void whatIsForOthersIsLeftAlone() throws ValueException, UperException {
        MessageFrame.Builder other = CODEC.decode(asked().getFirst().uper()).toBuilder();
        other.getMsgFrameExtBuilder()
                .getVirBuilder()
                .getIntAndReqBuilder()
                .getReqsBuilder(0)
                .getInfoBuilder()
                .getSignalPriorityBuilder()
                .getIntersectionIdBuilder()
                .setId(4712);
        live.hear(new HeardFrame(unit(), at(2), CODEC.encode(other.build())));
        live.hear(new HeardFrame(unit() + 1, at(2), asked().getFirst().uper()));

        assertThat(live.until(at(24))).allMatch(frame -> frame.kind() == Message.Kind.SPAT);
    }

    private List<String> judged(List<Frame> said) {
        SignalJudge judge = new SignalJudge(play, NUMBERS, START_US);
        said.forEach(judge::see);
        return judge.faults();
    }

    @Test
    void theJudgeFindsTheLightsThatWereNotAsExpected() {
        assertThat(judged(played())).isEmpty();
        assertThat(judged(play.live(START_US, NUMBERS).until(at(24))))
                .first()
                .asString()
                .startsWith("another light: lane=-rc2_3>rc6_3, at_s=12.0")
                .endsWith("shown=y, expected=green");
        assertThat(judged(List.of())).containsExactly("no SPAT told it: lane=-rc2_3>rc6_3, from_s=0.0");
    }

    @Test
    void theJudgeFindsGreensThatTheProgrammeNeverHasTogether() throws ValueException {
        Frame good = live.until(at(0.1)).getFirst();
        MessageFrame.Builder bad = decode(good).toBuilder();
        bad.getSpatFrameBuilder()
                .getIntersectionsBuilder(0)
                .getPhasesBuilder(12)
                .getPhaseStatesBuilder(0)
                .setLight(LightState.LightState_protected_green);
        Frame wrong = new Frame(good.kind(), good.stationId(), good.sendAtUs(), CODEC.encode(bad.build()));

        assertThat(judged(List.of(good))).isEmpty();
        assertThat(judged(List.of(wrong)))
                .contains("conflicting greens: controller=c, links=5 and 12, at_s=0.0")
                .allMatch(fault -> fault.startsWith("conflicting greens: controller=c") && fault.contains("12"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            controller: c,                | controller: nowhere,              | no such controller: controller=nowhere
            host: bus,                    | host: nobody,                     | no such actor, or not equipped: host=nobody
            lane: -rc2_3>rc6_3, from_s: 2 | lane: -rc2_3, from_s: 2           | no lane with a signal that runs: lane=-rc2_3, runs=[c]
            lane: -rc2_3>rc6_3, shows     | lane: rc0_3>ri0_3, shows          | no lane with a signal that runs: lane=rc0_3>ri0_3, runs=[c]
            shows: green                  | shows: blue                       | blue
            ends: complete                | ends: never                       | never
            """)
    void aScenarioThatSaysSomethingElseIsRefused(String good, String bad, String reason) {
        String text = TEXT.replace(good.strip(), bad.strip());
        assertThat(text).isNotEqualTo(TEXT);

        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read("some.yaml", text.getBytes(StandardCharsets.UTF_8), ZONE))
                .withMessageContaining(reason.strip());
    }
}
