package io.yunkong.sim;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.oracle.Alarm;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.WarningSeverity;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warnings that vehicles of a play received, in terms of its world. The world's thread only. */
final class Alarms {
    /** Older ones are forgotten in runs without end. */
    private static final int ALARMS_MAX = 4000;

    private final Zone zone;
    private final Play play;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final ArrayDeque<Alarm> heard = new ArrayDeque<>();

    Alarms(Zone zone, Play play) {
        this.zone = zone;
        this.play = play;
    }

    /** Whether this equipped vehicle is new. */
    boolean meet(RoadUser user) {
        return numbers.put(user.stationId(), user.number()) == null;
    }

    void forget(long station) {
        numbers.remove(station);
    }

    /**
     * Takes a warning that a station received.
     *
     * @param atS when it arrived, simulated seconds
     * @param stateAtS what time its places are of, simulated seconds
     * @return whether it was counted: newly raised, of a collision, to a vehicle of this play
     */
    boolean note(long station, Warning warning, double atS, double stateAtS) {
        Integer host = numbers.get(station);
        if (host == null || warning.getPhase() != WarningPhase.WARNING_PHASE_RAISED || !ofCollision(warning)) {
            return false;
        }
        String application = warning.getApplication().name().replace("WARNING_APPLICATION_", "");
        if (heard.size() == ALARMS_MAX) {
            heard.removeFirst();
        }
        heard.addLast(new Alarm(host, counterparts(warning, host, stateAtS), application, atS));
        return true;
    }

    /** Whether it tells of a collision ahead, which is what ground truth knows; cautions and places are not judged. */
    private static boolean ofCollision(Warning warning) {
        boolean mild = warning.getSeverity() == WarningSeverity.WARNING_SEVERITY_INFORMATION
                || warning.getSeverity() == WarningSeverity.WARNING_SEVERITY_CAUTION;
        return switch (warning.getApplication()) {
            case WARNING_APPLICATION_FCW,
                    WARNING_APPLICATION_ICW,
                    WARNING_APPLICATION_LTA,
                    WARNING_APPLICATION_BSW_LCW,
                    WARNING_APPLICATION_DNPW,
                    WARNING_APPLICATION_VRUCW -> !mild && !warning.hasPlace();
            case WARNING_APPLICATION_EBW,
                    WARNING_APPLICATION_AVW,
                    WARNING_APPLICATION_CLW,
                    WARNING_APPLICATION_HLW,
                    WARNING_APPLICATION_SLW,
                    WARNING_APPLICATION_RLVW,
                    WARNING_APPLICATION_IVS,
                    WARNING_APPLICATION_TJW,
                    WARNING_APPLICATION_EVW,
                    WARNING_APPLICATION_UNSPECIFIED,
                    UNRECOGNIZED -> false;
        };
    }

    private Set<Integer> counterparts(Warning warning, int host, double stateAtS) {
        TrackState other = warning.getCounterpart();
        Integer named = other.hasStationId() ? numbers.get(other.getStationId()) : null;
        if (named != null) {
            return Set.of(named);
        }
        double latitude = other.getLatitudeE7() / 1e7;
        double longitude = other.getLongitudeE7() / 1e7;
        return play.near(
                zone.plane().eastM(latitude, longitude), zone.plane().northM(latitude, longitude), stateAtS, host);
    }

    List<Alarm> all() {
        return List.copyOf(heard);
    }
}
