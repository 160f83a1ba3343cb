package io.yunkong.load.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plain tracker that ours has to beat: a Kalman filter for each road user, nearest neighbours by assignment, ids of the senders as hints; no
 * lanes, no biases, no doubts about anybody. It tells its tracks every 0.1 s, from what has arrived. One owner.
 */
final class PlainTracker {
    private static final double TICK_S = 0.1;
    private static final double GATE_M = 3.5;
    private static final double HINT_GATE_M = 6;
    private static final double FORGOTTEN_S = 1;
    private static final int CONFIRMED = 3;

    private final JsonFactory json = new JsonFactory();
    private final LocalPlane plane;
    private final TrackLines told;
    private final Map<Long, PlainTrack> tracks = new HashMap<>();
    private final Map<String, PlainTrack> hints = new HashMap<>();
    private long last;
    private long nextTick;

    PlainTracker(LocalPlane plane, TrackLines told) {
        this.plane = plane;
        this.told = told;
    }

    void line(String line) throws IOException {
        Heard heard = Heard.read(json, plane, line);
        tellUntil(heard.arrivedS());
        List<Heard.Thing> open = new ArrayList<>();
        List<PlainTrack> taken = new ArrayList<>();
        for (Heard.Thing thing : heard.things()) {
            PlainTrack hinted = hints.get(source(heard, thing));
            if (hinted != null
                    && tracks.containsKey(hinted.number())
                    && distance(hinted, thing, heard.measuredS()) <= HINT_GATE_M
                    && !taken.contains(hinted)) {
                hinted.correct(thing, heard.measuredS(), heard.unit().isEmpty());
                taken.add(hinted);
            } else {
                open.add(thing);
            }
        }
        if (!open.isEmpty()) {
            assign(heard, open, taken);
        }
    }

    private static String source(Heard heard, Heard.Thing thing) {
        return heard.unit() + ':' + thing.id();
    }

    private static double distance(PlainTrack track, Heard.Thing thing, double atS) {
        return Math.hypot(track.eastM(atS) - thing.eastM(), track.northM(atS) - thing.northM());
    }

    private void assign(Heard heard, List<Heard.Thing> open, List<PlainTrack> taken) {
        boolean byStation = heard.unit().isEmpty();
        List<PlainTrack> free = tracks.values().stream()
                .filter(track -> !taken.contains(track) && !(byStation && track.isStation()))
                .toList();
        Matching matching = new Matching(open.size(), free.size());
        for (int i = 0; i < open.size(); i++) {
            for (int j = 0; j < free.size(); j++) {
                matching.offer(i, j, GATE_M - distance(free.get(j), open.get(i), heard.measuredS()));
            }
        }
        int[] trackOf = matching.columnsOfRows();
        for (int i = 0; i < trackOf.length; i++) {
            PlainTrack track;
            if (trackOf[i] < 0) {
                track = new PlainTrack(++last, open.get(i), heard.measuredS(), byStation);
                tracks.put(track.number(), track);
            } else {
                track = free.get(trackOf[i]);
                track.correct(open.get(i), heard.measuredS(), byStation);
            }
            hints.put(source(heard, open.get(i)), track);
        }
    }

    /** Tells the tracks at every tick before a time. */
    void tellUntil(double timeS) {
        for (double tickS = nextTick * TICK_S; tickS < timeS; tickS = nextTick * TICK_S) {
            double nowS = tickS;
            tracks.values().removeIf(track -> nowS - track.atS() > FORGOTTEN_S);
            List<ToldTrack> list = new ArrayList<>();
            for (PlainTrack track : tracks.values()) {
                if (track.updates() >= CONFIRMED) {
                    list.add(told(track, nowS));
                }
            }
            told.put(nextTick++, list);
        }
    }

    private ToldTrack told(PlainTrack track, double atS) {
        double east = track.eastM(atS);
        double north = track.northM(atS);
        double heading = Math.toDegrees(Math.atan2(track.speedEastMps(), track.speedNorthMps()));
        return new ToldTrack(
                Long.toString(track.number()),
                plane.latitudeDeg(east, north),
                plane.longitudeDeg(east, north),
                Math.hypot(track.speedEastMps(), track.speedNorthMps()),
                heading < 0 ? heading + 360 : heading,
                track.userClass());
    }
}
