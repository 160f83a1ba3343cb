package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.roadside.SignedLimit;
import io.yunkong.map.track.TrackSnapshot;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which speed limit applies where a host is: the map's, or that of a sign which a roadside unit tells of, when it is lower. Not thread-safe: one
 * owner; no clock.
 */
final class SpeedLimits {
    private static final double KMH_PER_MPS = 3.6;

    private final RoadsideNotices notices;
    private final boolean wanted;
    private LaneMap lanes;

    /** @param wanted whether this node warns of them at all */
    SpeedLimits(LaneMap lanes, RoadsideNotices notices, boolean wanted) {
        this.lanes = lanes;
        this.notices = notices;
        this.wanted = wanted;
    }

    /** Goes on with other lanes. */
    void activate(LaneMap next) {
        lanes = next;
    }

    /** The limit that a host on a lane is faster than; empty when it is not. */
    Optional<Subject.SpeedLimit> brokenBy(TrackSnapshot host, long nowUs) {
        return wanted ? at(host, nowUs).filter(limit -> host.speedMps() > limit.limitMps()) : Optional.empty();
    }

    private Optional<Subject.SpeedLimit> at(TrackSnapshot host, long nowUs) {
        Lane lane = lanes.lane(host.laneIndex());
        // what a junction's lane says comes from the turn's radius as often as from a sign
        OptionalDouble map = lane.insideJunction() ? OptionalDouble.empty() : OptionalDouble.of(lane.speedLimitMps());
        Optional<SignedLimit> sign = notices.limitAt(host.laneIndex(), host.laneS(), nowUs)
                .filter(limit -> limit.limitMps() < map.orElse(Double.POSITIVE_INFINITY));
        if (sign.isEmpty() && map.isEmpty()) {
            return Optional.empty();
        }
        double limitMps = sign.map(SignedLimit::limitMps).orElse(map.orElse(0));
        String id = "speed limit " + Math.round(limitMps * KMH_PER_MPS) + " km/h";
        return Optional.of(new Subject.SpeedLimit(
                new Subject.Spot(id, host.eastM(), host.northM(), lane.id()),
                limitMps,
                map,
                sign.map(limit -> new Subject.LimitSign(
                        teller(limit.sign()), limit.sign().code(), limit.sign().text()))));
    }

    static Subject.Teller teller(RoadsideNotice notice) {
        return new Subject.Teller(notice.stationId(), notice.localId(), notice.generatedAtUs());
    }
}
