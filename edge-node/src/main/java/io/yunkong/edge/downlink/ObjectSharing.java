package io.yunkong.edge.downlink;

import com.google.protobuf.ByteString;
import io.yunkong.edge.statistics.StandardCounters;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.track.TrackSnapshot;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.EquipmentType;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.SensorSharingMsg;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.RsmWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells stations of the road users around them, as the edge's map knows them: ten times a second in RSMs of up to 16, or five times a second
 * in one SSM to those that understand it and speak an edition that has it. Nobody is told of himself, of what was not measured lately, or of
 * more than the nearest {@value #OBJECTS_MAX}. The work is done in small slices, so that no warning waits for it; in a slice, looking at the
 * map and converting is done once for each neighbourhood, a square of {@value #NEIGHBOURHOOD_M} m. Not thread-safe: owned by the map thread.
 */
final class ObjectSharing {
    static final double RADIUS_M = 150;
    static final long AGE_MAX_US = 300_000;
    static final int OBJECTS_MAX = 64;

    /** Stations served in one slice, which takes about a millisecond then; who is left out comes first in the next. */
    static final int MESSAGES_PER_SLICE_MAX = 32;

    /** A station that is told by SSM counts as this many, because the general codec takes its time. */
    private static final int SSM_COSTS = 2;

    private static final double NEIGHBOURHOOD_M = 100;
    /** A slice that comes a little early is in time. */
    private static final long RSM_INTERVAL_US = 95_000;

    private static final long SSM_INTERVAL_US = 195_000;

    private record Place(long column, long row) {}

    /** The road users that any station of a neighbourhood may be told of. */
    private record Neighbourhood(Position3D reference, List<SharedObject> objects) {}

    private final long id;
    private final LocalPlane plane;
    private final FrameEncoder encoder;
    private final StandardCounters counters;
    private final TrackNumbers numbers = new TrackNumbers();
    private final RsmWriter rsm = new RsmWriter();
    private final byte[] buffer = new byte[RsmWriter.BYTES_MAX];

    /** @param id of the edge's messages */
    ObjectSharing(long id, LocalPlane plane, FrameEncoder encoder, StandardCounters counters) {
        this.id = id;
        this.plane = plane;
        this.encoder = encoder;
        this.counters = counters;
    }

    /** Lets time pass. */
    void tick(long nowUs) {
        numbers.forget(nowUs);
    }

    /** One slice: tells the stations that are due, those of the neighbourhood whose turn is most overdue first. */
    void share(Audience audience, CooperativeWarner map, long nowUs) {
        List<Listener> due = new ArrayList<>();
        for (Listener listener : audience.listeners()) {
            if (isDue(listener, nowUs)) {
                due.add(listener);
            }
        }
        due.sort(Comparator.comparingLong(Listener::sharedAtUs));
        Map<Place, List<Listener>> byPlace = new LinkedHashMap<>();
        due.forEach(listener -> byPlace.computeIfAbsent(placeOf(listener), _ -> new ArrayList<>())
                .add(listener));
        int messages = 0;
        int served = 0;
        for (Map.Entry<Place, List<Listener>> place : byPlace.entrySet()) {
            if (messages >= MESSAGES_PER_SLICE_MAX) {
                break;
            }
            Neighbourhood around = look(place.getKey(), map, nowUs);
            for (Listener listener : place.getValue()) {
                if (messages >= MESSAGES_PER_SLICE_MAX) {
                    break;
                }
                listener.shared(nowUs);
                tell(listener, around);
                messages += readsSsm(listener) ? SSM_COSTS : 1;
                served++;
            }
        }
        counters.deferred += due.size() - served;
    }

    private static boolean readsSsm(Listener listener) {
        return listener.shared() == DownlinkMessage.DOWNLINK_MESSAGE_SSM;
    }

    private static boolean isDue(Listener listener, long nowUs) {
        long intervalUs = readsSsm(listener) ? SSM_INTERVAL_US : RSM_INTERVAL_US;
        return listener.shared() != null && nowUs - listener.sharedAtUs() >= intervalUs;
    }

    private static Place placeOf(Listener listener) {
        return new Place((long) Math.floor(listener.eastM() / NEIGHBOURHOOD_M), (long)
                Math.floor(listener.northM() / NEIGHBOURHOOD_M));
    }

    private Neighbourhood look(Place place, CooperativeWarner map, long nowUs) {
        double east = (place.column() + 0.5) * NEIGHBOURHOOD_M;
        double north = (place.row() + 0.5) * NEIGHBOURHOOD_M;
        double radius = RADIUS_M + NEIGHBOURHOOD_M * Math.sqrt(0.5);
        List<SharedObject> objects = new ArrayList<>();
        for (TrackSnapshot track : map.tracksNear(east, north, radius, AGE_MAX_US, nowUs)) {
            int number = numbers.of(track.trackId(), nowUs);
            if (number == 0) {
                counters.numbersUsedUp++;
            } else {
                objects.add(new SharedObject(track, number, plane));
            }
        }
        return new Neighbourhood(position(east, north), objects);
    }

    private Position3D position(double east, double north) {
        return Position3D.newBuilder()
                .setLat(StandardUnits.rawDegrees(plane.latitudeDeg(east, north)))
                .setLong(StandardUnits.rawDegrees(plane.longitudeDeg(east, north)))
                .build();
    }

    private void tell(Listener listener, Neighbourhood around) {
        List<SharedObject> objects = nearest(listener, around.objects());
        if (objects.isEmpty()) {
            return; // neither message can be empty and mean it
        }
        if (readsSsm(listener)) {
            sendSsm(listener, around.reference(), objects);
        } else {
            sendRsm(listener, objects);
        }
    }

    private List<SharedObject> nearest(Listener listener, List<SharedObject> around) {
        long self = listener.link().stationId();
        List<SharedObject> near = new ArrayList<>(around.size());
        for (SharedObject object : around) {
            object.measure(listener);
            if (object.stationId() != self && object.squareDistanceM() <= RADIUS_M * RADIUS_M) {
                near.add(object);
            }
        }
        near.sort(Comparator.comparingDouble(SharedObject::squareDistanceM));
        if (near.size() > OBJECTS_MAX) {
            counters.objectsLeftOut += near.size() - OBJECTS_MAX;
            return near.subList(0, OBJECTS_MAX);
        }
        return near;
    }

    private void sendRsm(Listener listener, List<SharedObject> objects) {
        int latitude = StandardUnits.rawDegrees(plane.latitudeDeg(listener.eastM(), listener.northM()));
        int longitude = StandardUnits.rawDegrees(plane.longitudeDeg(listener.eastM(), listener.northM()));
        for (int from = 0; from < objects.size(); from += RsmWriter.PARTICIPANTS_MAX) {
            int to = Math.min(objects.size(), from + RsmWriter.PARTICIPANTS_MAX);
            rsm.clear().messageCount(listener.nextCount()).id(id).referencePosition(latitude, longitude);
            objects.subList(from, to).forEach(object -> object.write(rsm.addParticipant()));
            byte[] frame = Arrays.copyOf(buffer, rsm.encode(buffer));
            send(listener, DownlinkMessage.DOWNLINK_MESSAGE_RSM, frame);
        }
    }

    private void sendSsm(Listener listener, Position3D reference, List<SharedObject> objects) {
        SensorSharingMsg.Builder ssm = SensorSharingMsg.newBuilder()
                .setMsgCnt(listener.nextCount())
                .setId(ByteString.copyFrom(MessageId.octets(id)))
                .setEquipmentType(EquipmentType.EquipmentType_rsu) // the edge speaks for the roadside
                .setSecMark(objects.getFirst().secondMark())
                .setSensorPos(reference);
        objects.forEach(object -> ssm.addParticipants(object.detected(reference)));
        MessageFrame frame = MessageFrame.newBuilder()
                .setMsgFrameExt(MessageFrameExt.newBuilder().setSsm(ssm))
                .build();
        byte[] octets = encoder.encode(frame, Edition.E2020);
        if (octets != null) {
            send(listener, DownlinkMessage.DOWNLINK_MESSAGE_SSM, octets);
        }
    }

    private void send(Listener listener, DownlinkMessage message, byte[] frame) {
        if (listener.link().sendFrame(frame)) {
            counters.sent.count(message);
        } else {
            counters.notTaken++;
        }
    }
}
