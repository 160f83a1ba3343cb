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
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LLmD_64b;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.csae.RTSData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.csae.RoadSideInformation;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Events and signs that roadside units tell in a play: an RSI for each, twice a second, by the unit nearest to its place. */
final class RoadsideAnnouncements {
    private static final int EVERY_MS = 500;
    private static final int PATH_POINTS_MAX = 32;
    private static final Charset GB2312 = Charset.forName("GB2312");

    private final Play play;
    private final MessageCodec codec = MessageCodec.of(Edition.E2020);

    RoadsideAnnouncements(Play play) {
        this.play = play;
    }

    List<Frame> frames(long startUs) {
        List<Frame> frames = new ArrayList<>();
        for (RoadsideCue cue : play.scenario().roadside()) {
            int count = 0;
            long speaker = speakerOf(cue, play.zone()).stationId();
            for (int atMs = (int) (cue.fromS() * 1000) + Announcements.PHASE_MS;
                    atMs < cue.untilS() * 1000;
                    atMs += EVERY_MS) {
                frames.add(Announcements.frame(
                        codec,
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

    static RoadsideUnit speakerOf(RoadsideCue cue, Zone zone) {
        Way.Point place = place(cue, zone);
        return Announcements.nearest(zone, place.eastM(), place.northM());
    }
}
