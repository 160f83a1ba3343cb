package io.yunkong.map.warn;

import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.roadside.RoadsideNotice;
import io.yunkong.map.roadside.RoadsideNotices;
import io.yunkong.map.roadside.SignedLimit;
import io.yunkong.map.track.RoadUserState;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which speed limit applies where a host is: the map's, or that of a sign which a roadside unit tells of, when it is lower. Not thread-safe: one
 * owner; no clock.
 */
final class SpeedLimits {
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
    Optional<Subject.SpeedLimit> brokenBy(RoadUserState host, long nowUs) {
        return wanted ? brokenBy(host, lanes.lane(host.laneIndex()), nowUs) : Optional.empty();
    }

    private Optional<Subject.SpeedLimit> brokenBy(RoadUserState host, Lane lane, long nowUs) {
        // what a junction's lane says comes from the turn's radius as often as from a sign
        double mapMps = lane.insideJunction() ? Double.POSITIVE_INFINITY : lane.speedLimitMps();
        if (host.speedMps() <= Math.min(mapMps, SignedLimit.LOWEST_MPS)) {
            return Optional.empty();
        }
        SignedLimit told =
                notices.limitAt(host.laneIndex(), host.laneS(), nowUs).orElse(null);
        SignedLimit sign = told != null && told.limitMps() < mapMps ? told : null;
        double limitMps = sign == null ? mapMps : sign.limitMps();
        return host.speedMps() > limitMps ? Optional.of(subject(host, lane, limitMps, sign)) : Optional.empty();
    }

    private static Subject.SpeedLimit subject(
            RoadUserState host, Lane lane, double limitMps, @Nullable SignedLimit sign) {
        long kmh = sign == null ? Math.round(limitMps / SignedLimit.MPS_PER_KMH) : sign.kmh();
        return new Subject.SpeedLimit(
                new Subject.Spot("speed limit " + kmh + " km/h", host.eastM(), host.northM(), lane.id()),
                limitMps,
                lane.insideJunction() ? OptionalDouble.empty() : OptionalDouble.of(lane.speedLimitMps()),
                Optional.ofNullable(sign)
                        .map(limit -> new Subject.LimitSign(
                                teller(limit.sign()),
                                limit.sign().code(),
                                limit.sign().text())));
    }

    static Subject.Teller teller(RoadsideNotice notice) {
        return new Subject.Teller(notice.stationId(), notice.localId(), notice.generatedAtUs());
    }
}
