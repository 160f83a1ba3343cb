package io.yunkong.sim.scenario;

import com.google.protobuf.ByteString;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.Polyline;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.EventSource;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.LightState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.Phase;
import io.yunkong.wire.csae.PhaseState;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LLmD_64b;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RTSData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.csae.TimeChangeDetails;
import io.yunkong.wire.csae.TimeCountingDown;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What roadside units tell of a play: signal states (SPAT) five times a second, events and signs (RSI) twice; each by the nearest unit. */
final class Announcements {
    private static final int SPAT_EVERY_MS = 200;
    private static final int RSI_EVERY_MS = 500;
    /** So that they do not come together with what the sensors see. */
    private static final int PHASE_MS = 37;

    private static final int PHASES_MAX = 16;
    private static final int PATH_POINTS_MAX = 32;
    private static final int TIME_MARK_UNKNOWN = 36_001;
    private static final Charset GB2312 = Charset.forName("GB2312");

    private final Play play;
    private final SignalNumbers numbers;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    Announcements(Play play, SignalNumbers numbers) {
        this.play = play;
        this.numbers = numbers;
    }

    /** @throws IllegalArgumentException if the zone's MAP messages have no number for a signal */
    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        Set<String> controllers = new LinkedHashSet<>();
        play.scenario().signals().forEach(cue -> controllers.add(cue.controller()));
        for (String controller : controllers) {
            int count = 0;
            for (int atMs = PHASE_MS; atMs < play.scenario().lastsS() * 1000; atMs += SPAT_EVERY_MS) {
                Scenario.SignalCue cue = cueAt(controller, atMs / 1000.0);
                if (cue != null) {
                    long atUs = startUs + atMs * 1000L;
                    long speaker = speakerOf(cue, play.zone()).stationId();
                    for (SPAT spat : spats(cue, atMs / 1000.0, Units.secondMark(atUs), count++)) {
                        frames.add(frame(
                                Message.Kind.SPAT,
                                speaker,
                                atUs,
                                MessageFrame.newBuilder().setSpatFrame(spat).build()));
                    }
                }
            }
        }
        for (RoadsideCue cue : play.scenario().roadside()) {
            int count = 0;
            long speaker = speakerOf(cue, play.zone()).stationId();
            for (int atMs = (int) (cue.fromS() * 1000) + PHASE_MS; atMs < cue.untilS() * 1000; atMs += RSI_EVERY_MS) {
                frames.add(frame(
                        Message.Kind.RSI,
                        speaker,
                        startUs + atMs * 1000L,
                        MessageFrame.newBuilder()
                                .setRsiFrame(information(cue, speaker, count++))
                                .build()));
            }
        }
        return frames;
    }

    private Frame frame(Message.Kind kind, long stationId, long atUs, MessageFrame message) {
        try {
            return new Frame(kind, stationId, atUs, codec.encode(message));
        } catch (ValueException e) {
            throw new IllegalArgumentException(
                    "not encodable: scenario=" + play.scenario().name() + ", message=" + kind + ": " + e.getMessage(),
                    e);
        }
    }

    private Scenario.@Nullable SignalCue cueAt(String controller, double atS) {
        Scenario.SignalCue current = null;
        for (Scenario.SignalCue cue : play.scenario().signals()) {
            if (cue.controller().equals(controller) && cue.atS() <= atS) {
                current = cue;
            }
        }
        return current;
    }

    private List<SPAT> spats(Scenario.SignalCue cue, double atS, int secondMark, int count) {
        int node = numbers.node(cue.controller())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no MAP message tells of the controller: controller=" + cue.controller()));
        List<Phase> phases = phases(cue, atS);
        List<SPAT> spats = new ArrayList<>();
        for (int from = 0; from < phases.size(); from += PHASES_MAX) {
            spats.add(SPAT.newBuilder()
                    .setMsgCnt(count % 128)
                    .setTimeStamp(secondMark)
                    .addIntersections(IntersectionState.newBuilder()
                            .setIntersectionId(NodeReferenceID.newBuilder().setId(node))
                            .setStatus(0)
                            .setTimeStamp(secondMark)
                            .addAllPhases(phases.subList(from, Math.min(phases.size(), from + PHASES_MAX))))
                    .build());
        }
        return spats;
    }

    private List<Phase> phases(Scenario.SignalCue cue, double atS) {
        Map<Integer, Character> shown = new LinkedHashMap<>();
        for (int link = 0; link < cue.letters().length(); link++) {
            int phase = numbers.phase(cue.controller(), link);
            char letter = cue.letters().charAt(link);
            Character other = phase == 0 ? null : shown.putIfAbsent(phase, letter);
            if (other != null && other != letter) {
                throw new IllegalArgumentException("heads of one phase show two lights: controller=" + cue.controller()
                        + ", link=" + link + ", letters=" + other + letter);
            }
        }
        int untilMark = Double.isNaN(cue.untilS())
                ? TIME_MARK_UNKNOWN
                : Math.clamp(Math.round((cue.untilS() - atS) * 10), 0, 35_999);
        List<Phase> phases = new ArrayList<>();
        shown.forEach((phase, letter) -> phases.add(Phase.newBuilder()
                .setId(phase)
                .addPhaseStates(PhaseState.newBuilder()
                        .setLight(light(letter))
                        .setTiming(TimeChangeDetails.newBuilder()
                                .setCounting(TimeCountingDown.newBuilder()
                                        .setStartTime(0)
                                        .setLikelyEndTime(untilMark))))
                .build()));
        return phases;
    }

    /** Letters as in signals.yaml and SUMO. */
    private static LightState light(char letter) {
        return switch (letter) {
            case 'G' -> LightState.LightState_protected_green;
            case 'g' -> LightState.LightState_permissive_green;
            case 'y' -> LightState.LightState_yellow;
            case 'r', 'u' -> LightState.LightState_red;
            case 'o' -> LightState.LightState_flashing_yellow;
            default -> LightState.LightState_dark;
        };
    }

    private RoadSideInformation information(RoadsideCue cue, long speaker, int count) {
        Way.Point place = place(cue, play.zone());
        RoadSideInformation.Builder information = RoadSideInformation.newBuilder()
                .setMsgCnt(count % 128)
                .setId(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putLong(speaker).array()))
                .setRefPos(Position3D.newBuilder()
                        .setLat(latitude(place.eastM(), place.northM()))
                        .setLong(longitude(place.eastM(), place.northM())));
        int id = play.scenario().roadside().indexOf(cue) + 1;
        List<ReferencePath> paths = paths(cue);
        cue.eventType().ifPresent(type -> {
            RTEData.Builder event = RTEData.newBuilder()
                    .setRteId(id)
                    .setEventType(type)
                    .setEventSource(EventSource.EventSource_detection)
                    .setEventPos(position(place.eastM(), place.northM()))
                    .setEventRadius(decimetres(cue))
                    .addAllReferencePaths(paths);
            if (!cue.description().isEmpty()) {
                event.setDescription(text(cue));
            }
            information.addRtes(event);
        });
        cue.signType().ifPresent(type -> {
            RTSData.Builder sign = RTSData.newBuilder()
                    .setRtsId(id)
                    .setSignType(type)
                    .setSignPos(position(place.eastM(), place.northM()))
                    .addAllReferencePaths(paths);
            if (!cue.description().isEmpty()) {
                sign.setDescription(text(cue));
            }
            information.addRtss(sign);
        });
        return information.build();
    }

    private static int decimetres(RoadsideCue cue) {
        return (int) Math.round(cue.radiusM() * 10);
    }

    private static Description text(RoadsideCue cue) {
        boolean ascii = cue.description().chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return ascii
                ? Description.newBuilder().setTextString(cue.description()).build()
                : Description.newBuilder()
                        .setTextGB2312(ByteString.copyFrom(cue.description().getBytes(GB2312)))
                        .build();
    }

    /** The lanes of the path as one line; thinned evenly when they have more points than the message holds. */
    private List<ReferencePath> paths(RoadsideCue cue) {
        List<PositionOffsetLLV> points = new ArrayList<>();
        for (String id : cue.path()) {
            Polyline line = Motion.lane(play.zone().lanes(), id).line();
            for (int i = 0; i < line.size(); i++) {
                points.add(position(line.eastM(i), line.northM(i)));
            }
        }
        if (points.isEmpty()) {
            return List.of();
        }
        int kept = Math.min(points.size(), PATH_POINTS_MAX);
        ReferencePath.Builder path = ReferencePath.newBuilder().setPathRadius(decimetres(cue));
        for (int i = 0; i < kept; i++) {
            path.addActivePath(points.get(i * (points.size() - 1) / (kept - 1)));
        }
        return List.of(path.build());
    }

    private PositionOffsetLLV position(double eastM, double northM) {
        return PositionOffsetLLV.newBuilder()
                .setOffsetLL(PositionOffsetLL.newBuilder()
                        .setPositionLatLon(Position_LLmD_64b.newBuilder()
                                .setLat(latitude(eastM, northM))
                                .setLon(longitude(eastM, northM))))
                .build();
    }

    private int latitude(double eastM, double northM) {
        return Units.degreesE7(plane().latitudeDeg(eastM, northM));
    }

    private int longitude(double eastM, double northM) {
        return Units.degreesE7(plane().longitudeDeg(eastM, northM));
    }

    private LocalPlane plane() {
        return play.zone().plane();
    }

    private static Way.Point place(RoadsideCue cue, Zone zone) {
        Lane lane = Motion.lane(zone.lanes(), cue.place().lane());
        double s = cue.place().sM();
        return new Way.Point(
                lane.line().eastAt(s), lane.line().northAt(s), lane.line().headingAt(s));
    }

    /** The roadside unit nearest to the first lane that the controller governs. */
    static RoadsideUnit speakerOf(Scenario.SignalCue cue, Zone zone) {
        Lane governed = zone.lanes().lanes().stream()
                .filter(lane ->
                        lane.signal() != null && lane.signal().controller().equals(cue.controller()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("governs no lane: controller=" + cue.controller()));
        return nearest(zone, governed.line().eastM(0), governed.line().northM(0));
    }

    static RoadsideUnit speakerOf(RoadsideCue cue, Zone zone) {
        Way.Point place = place(cue, zone);
        return nearest(zone, place.eastM(), place.northM());
    }

    private static RoadsideUnit nearest(Zone zone, double eastM, double northM) {
        return zone.roadsideUnits().stream()
                .min(Comparator.comparingDouble(unit -> Math.hypot(unit.eastM() - eastM, unit.northM() - northM)))
                .orElseThrow(() -> new IllegalArgumentException("no roadside unit in the zone: zone=" + zone.name()));
    }
}
