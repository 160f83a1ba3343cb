package io.yunkong.sim.scenario;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.SignalController;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.HeardFrame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.sim.signal.PriorityAnswer;
import io.yunkong.sim.signal.PriorityController;
import io.yunkong.sim.signal.PriorityLimits;
import io.yunkong.sim.signal.PriorityRequest;
import io.yunkong.sim.signal.ShownLight;
import io.yunkong.wire.csae.DriveRequest;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.ReqStatus;
import io.yunkong.wire.csae.Req_SignalPriority;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.VehIntentionAndRequest;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The controllers of a play that run, and the roadside units that speak for them: unlike all other messages of a play, theirs depend on what they
 * hear. They tell the lights five times a second, now and to come (SPAT), and every 0.6 s how requests stand (RSC). Who plays brings them what
 * they are to hear, and sends what they have to say until a time. Not thread-safe.
 */
public final class LiveSignals {
    private static final long EVERY_US = 200_000;
    private static final long ANSWER_EVERY_US = 600_000;
    private static final long OFFSET_US = 10_000;
    private static final long MINUTE_MS = 60_000;
    /** Of a request that does not say how long it holds. */
    private static final long LIFE_TIME_UNTOLD_US = 5_000_000;
    /** Lights to come that are told of each head. */
    private static final int STATES_MAX = 8;

    private static final int TIME_MARK_MAX = 35_999;
    private static final long TENTH_US = 100_000;

    /** A controller and who speaks for it. */
    private record Post(String id, int node, int links, RoadsideUnit unit, PriorityController controller) {}

    private final SignalNumbers numbers;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final List<Post> posts = new ArrayList<>();
    private final Map<Long, PriorityAnswers> answers = new LinkedHashMap<>();
    private final long endUs;
    private long nextUs;
    private long nowUs;
    private int count;

    LiveSignals(Play play, SignalNumbers numbers, long startUs) {
        this.numbers = numbers;
        endUs = startUs + Math.round(play.scenario().lastsS() * 1e6);
        nextUs = startUs + Announcements.PHASE_MS * 1000L;
        for (PriorityCues.Run run : play.scenario().priority().runs()) {
            SignalController programme = play.zone().signals().stream()
                    .filter(controller -> controller.id().equals(run.controller()))
                    .findFirst()
                    .orElseThrow();
            long anchorUs = startUs - Math.round((run.programmeS() + programme.offsetS()) * 1e6);
            RoadsideUnit unit = SignalAnnouncements.speakerOf(run.controller(), play.zone());
            posts.add(new Post(
                    run.controller(),
                    Announcements.node(numbers, run.controller()),
                    programme.phases().getFirst().state().length(),
                    unit,
                    new PriorityController(programme.anchoredAt(anchorUs), PriorityLimits.USUAL, startUs)));
            answers.computeIfAbsent(unit.stationId(), _ -> new PriorityAnswers(unit, play.zone()));
        }
    }

    /** A roadside unit hears a frame; what is no request to a controller it speaks for it leaves alone. */
    public void hear(HeardFrame heard) {
        if (!answers.containsKey(heard.stationId())) {
            return;
        }
        try {
            MessageFrame frame = codec.decode(heard.uper());
            if (frame.getMsgFrameExt().hasVir()) {
                VehIntentionAndRequest vir = frame.getMsgFrameExt().getVir();
                vir.getIntAndReq().getReqsList().forEach(request -> hear(request, vir, heard));
            }
        } catch (UperException e) {
            throw new IllegalStateException("not readable: station=" + Long.toHexString(heard.stationId()), e);
        }
    }

    private void hear(DriveRequest request, VehIntentionAndRequest vir, HeardFrame heard) {
        Req_SignalPriority asked = request.getInfo().getSignalPriority();
        for (Post post : posts) {
            if (post.unit().stationId() == heard.stationId()
                    && request.getInfo().hasSignalPriority()
                    && post.node() == asked.getIntersectionId().getId()) {
                take(request, vir, post, notBefore(heard.receivedAtUs()));
            }
        }
    }

    /** What was heard and what is to be said come from two clocks' hands. */
    private long notBefore(long atUs) {
        nowUs = Math.max(nowUs, atUs);
        return nowUs;
    }

    private void take(DriveRequest request, VehIntentionAndRequest vir, Post post, long atUs) {
        long vehicle = vir.getId().asReadOnlyByteBuffer().getLong();
        PriorityController controller = post.controller();
        if (request.getStatus() != ReqStatus.ReqStatus_request) {
            boolean _ = controller.withdraw(vehicle, request.getReqID(), atUs);
            return;
        }
        long saidUs = atUs - Math.floorMod(Units.secondMark(atUs) - vir.getSecMark(), MINUTE_MS) * 1000;
        Req_SignalPriority asked = request.getInfo().getSignalPriority();
        long lifeTimeUs = request.hasLifeTime() ? request.getLifeTime() * OFFSET_US : LIFE_TIME_UNTOLD_US;
        PriorityAnswer answer = controller.request(
                new PriorityRequest(
                        vehicle,
                        request.getReqID(),
                        link(post, asked.getRequiredMov().getPhaseId()),
                        saidUs + asked.getEstimatedArrivalTime() * OFFSET_US,
                        saidUs + lifeTimeUs),
                atUs);
        if (!(answer instanceof PriorityAnswer.Refused)) {
            answersOf(post).ask(vehicle, request.getReqID(), controller);
        }
    }

    private PriorityAnswers answersOf(Post post) {
        PriorityAnswers of = answers.get(post.unit().stationId());
        if (of == null) {
            throw new IllegalStateException("nobody speaks: controller=" + post.id());
        }
        return of;
    }

    /** The first head of a phase, as all of them show the same; -1 = none. */
    private int link(Post post, int phase) {
        for (int link = 0; link < post.links(); link++) {
            if (phase != 0 && numbers.phase(post.id(), link) == phase) {
                return link;
            }
        }
        return -1;
    }

    /** What is to be said until then and has not been said yet, in order of time. */
    public List<Frame> until(long untilUs) {
        List<Frame> frames = new ArrayList<>();
        while (!posts.isEmpty() && nextUs <= untilUs && nextUs < endUs) {
            for (Post post : posts) {
                for (SPAT spat : spats(post)) {
                    frames.add(Announcements.frame(
                            codec,
                            Message.Kind.SPAT,
                            post.unit().stationId(),
                            nextUs,
                            MessageFrame.newBuilder().setSpatFrame(spat).build()));
                }
            }
            if (count * EVERY_US % ANSWER_EVERY_US == 0) {
                long atUs = notBefore(nextUs);
                answers.values().forEach(of -> of.tell(atUs).ifPresent(frames::add));
            }
            nextUs += EVERY_US;
            count++;
        }
        return frames;
    }

    private List<SPAT> spats(Post post) {
        Map<Integer, Phase> phases = new LinkedHashMap<>();
        for (int link = 0; link < post.links(); link++) {
            int phase = numbers.phase(post.id(), link);
            if (phase != 0 && !phases.containsKey(phase)) {
                phases.put(phase, phase(phase, post.controller().lights(link, notBefore(nextUs))));
            }
        }
        return SignalAnnouncements.spats(post.node(), List.copyOf(phases.values()), Units.secondMark(nextUs), count);
    }

    private Phase phase(int number, List<ShownLight> lights) {
        Phase.Builder phase = Phase.newBuilder().setId(number);
        for (ShownLight light : lights.subList(0, Math.min(STATES_MAX, lights.size()))) {
            // 0 says that it is shown already
            int fromMark = phase.getPhaseStatesCount() == 0 ? 0 : Math.max(1, mark(light.fromUs()));
            phase.addPhaseStates(SignalAnnouncements.state(light.letter(), fromMark, mark(light.untilUs())));
        }
        return phase.build();
    }

    /** Tenths of a second from now. */
    private int mark(long atUs) {
        return Math.clamp(Math.round((atUs - nextUs) / (double) TENTH_US), 0, TIME_MARK_MAX);
    }
}
