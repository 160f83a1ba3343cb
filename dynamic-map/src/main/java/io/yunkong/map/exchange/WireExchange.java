package io.yunkong.map.exchange;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.signal.Light;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.warn.Subject;
import io.yunkong.map.warn.Warning;
import io.yunkong.map.warn.WarningEvent;
import io.yunkong.wire.ClearReason;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.LimitOrigin;
import io.yunkong.wire.PlaceKind;
import io.yunkong.wire.SignalLight;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.WarnedPlace;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import io.yunkong.wire.WarningSeverity;

/** Domain values to and from the generated protobuf messages of one zone. Immutable, thread-safe. */
public final class WireExchange {
    private static final double HEADING_UNIT_RAD = Math.toRadians(0.0125);
    private static final int HEADING_UNITS = 28_800;
    private static final double YAW_RATE_UNIT_RADPS = Math.toRadians(0.01);

    private final Zone zone;
    private final WireUnits places;
    private final EvidenceMessages evidence;

    public WireExchange(Zone zone) {
        this.zone = zone;
        this.places = new WireUnits(zone.plane());
        this.evidence = new EvidenceMessages(places);
    }

    public Zone zone() {
        return zone;
    }

    /** A measurement for the link to the cloud. */
    public io.yunkong.wire.Observation toWire(Observation o) {
        io.yunkong.wire.Observation.Builder wire = io.yunkong.wire.Observation.newBuilder()
                .setStationId(o.stationId())
                .setGeneratedAtUs(o.generatedAtUs())
                .setReceivedAtUs(o.receivedAtUs())
                .setLatitudeE7(places.latitudeE7(o.eastM(), o.northM()))
                .setLongitudeE7(places.longitudeE7(o.eastM(), o.northM()))
                .setLengthCm(WireUnits.centi(o.lengthM()))
                .setWidthCm(WireUnits.centi(o.widthM()))
                .setRoadUserClass(toWire(o.roadUserClass()));
        if (!Double.isNaN(o.speedMps())) {
            wire.setSpeedCmps(WireUnits.centi(o.speedMps()));
        }
        if (!Double.isNaN(o.headingRad())) {
            wire.setHeadingUnits(headingUnits(o.headingRad()));
        }
        if (!Double.isNaN(o.accelerationMps2())) {
            wire.setAccelerationCmps2(WireUnits.centi(o.accelerationMps2()));
        }
        if (!Double.isNaN(o.yawRateRadps())) {
            wire.setYawRateCdegps((int) Math.round(o.yawRateRadps() / YAW_RATE_UNIT_RADPS));
        }
        if (!Double.isNaN(o.positionSigmaM())) {
            wire.setPositionAccuracyCm(Math.max(1, WireUnits.centi(o.positionSigmaM())));
        }
        return switch (o) {
            case SelfReport self ->
                wire.setSource(SourceKind.SOURCE_KIND_SELF_REPORT)
                        .setEventFlags(self.announcement().eventFlags())
                        .setExteriorLights(self.announcement().exteriorLights())
                        .setEmergencyRun(self.announcement().emergencyRun())
                        .setMessageCount(self.messageCount())
                        .build();
            case SensorReport sensed ->
                wire.setSource(SourceKind.SOURCE_KIND_SENSOR_REPORT)
                        .setObjectId(sensed.objectId())
                        .build();
        };
    }

    /**
     * A measurement from the link.
     *
     * @param self is written over and returned when a road user tells of itself: to be worked off before the next one
     * @throws IllegalArgumentException if it tells no source this node knows
     */
    public Observation toObservation(io.yunkong.wire.Observation wire, SelfReport self) {
        double latitude = wire.getLatitudeE7() / 1e7;
        double longitude = wire.getLongitudeE7() / 1e7;
        double east = zone.plane().eastM(latitude, longitude);
        double north = zone.plane().northM(latitude, longitude);
        double speed = wire.hasSpeedCmps() ? wire.getSpeedCmps() / 100.0 : Double.NaN;
        double heading = wire.hasHeadingUnits() ? wire.getHeadingUnits() * HEADING_UNIT_RAD : Double.NaN;
        double acceleration = wire.hasAccelerationCmps2() ? wire.getAccelerationCmps2() / 100.0 : Double.NaN;
        double yawRate = wire.hasYawRateCdegps() ? wire.getYawRateCdegps() * YAW_RATE_UNIT_RADPS : Double.NaN;
        double sigma = wire.getPositionAccuracyCm() == 0 ? Double.NaN : wire.getPositionAccuracyCm() / 100.0;
        RoadUserClass roadUserClass = toRoadUserClass(wire.getRoadUserClass());
        return switch (wire.getSource()) {
            case SOURCE_KIND_SELF_REPORT -> {
                self.write(
                        wire.getStationId(),
                        wire.getGeneratedAtUs(),
                        wire.getReceivedAtUs(),
                        east,
                        north,
                        speed,
                        heading,
                        acceleration,
                        yawRate,
                        wire.getLengthCm() / 100.0,
                        wire.getWidthCm() / 100.0,
                        roadUserClass,
                        sigma,
                        toAnnouncement(wire),
                        wire.getMessageCount());
                yield self;
            }
            case SOURCE_KIND_SENSOR_REPORT ->
                new SensorReport(
                        wire.getStationId(),
                        wire.getObjectId(),
                        wire.getGeneratedAtUs(),
                        wire.getReceivedAtUs(),
                        east,
                        north,
                        speed,
                        heading,
                        acceleration,
                        yawRate,
                        wire.getLengthCm() / 100.0,
                        wire.getWidthCm() / 100.0,
                        roadUserClass,
                        sigma);
            case SOURCE_KIND_ROADSIDE_INFORMATION, SOURCE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "unknown source of a measurement: source=" + wire.getSourceValue() + ", limit=1..2; refused");
        };
    }

    private static Announcement toAnnouncement(io.yunkong.wire.Observation wire) {
        return wire.getEventFlags() == 0 && wire.getExteriorLights() == 0 && !wire.getEmergencyRun()
                ? Announcement.NONE
                : new Announcement(wire.getEventFlags(), wire.getExteriorLights(), wire.getEmergencyRun());
    }

    /** The state of a track; ages count to {@code nowUs}. */
    public TrackState toWire(RoadUserState track, long nowUs) {
        TrackState.Builder wire = TrackState.newBuilder()
                .setTrackId(track.trackId())
                .setRoadUserClass(toWire(track.roadUserClass()))
                .setLatitudeE7(places.latitudeE7(track.eastM(), track.northM()))
                .setLongitudeE7(places.longitudeE7(track.eastM(), track.northM()))
                .setSpeedCmps(WireUnits.centi(track.speedMps()))
                .setHeadingUnits(headingUnits(track.headingRad()))
                .setLengthCm(WireUnits.centi(track.lengthM()))
                .setWidthCm(WireUnits.centi(track.widthM()))
                .setAgeMs(WireUnits.ageMs(nowUs, track.measuredAtUs()))
                .setPositionAccuracyCm(WireUnits.centi(track.positionSigmaM()));
        if (track.equipped()) {
            wire.setStationId(track.stationId());
        }
        if (track.laneIndex() >= 0) {
            wire.setLaneId(zone.lanes().lane(track.laneIndex()).id());
        }
        for (int i = 0; i < track.sourceCount(); i++) {
            wire.addSources(EvidenceMessages.source(track, i, nowUs));
        }
        return wire.build();
    }

    /**
     * A step in a warning's life. {@code degraded} is left unset: only the sender knows.
     *
     * @param source who raised it
     * @param stamps of the way so far
     */
    public io.yunkong.wire.Warning toWire(WarningEvent event, WarningSource source, LatencyStamps stamps) {
        Warning warning = event.warning();
        io.yunkong.wire.Warning.Builder wire = io.yunkong.wire.Warning.newBuilder()
                .setWarningId(warning.id())
                .setApplication(
                        switch (warning.application()) {
                            case FCW -> WarningApplication.WARNING_APPLICATION_FCW;
                            case ICW -> WarningApplication.WARNING_APPLICATION_ICW;
                            case LTA -> WarningApplication.WARNING_APPLICATION_LTA;
                            case BSW_LCW -> WarningApplication.WARNING_APPLICATION_BSW_LCW;
                            case DNPW -> WarningApplication.WARNING_APPLICATION_DNPW;
                            case EBW -> WarningApplication.WARNING_APPLICATION_EBW;
                            case AVW -> WarningApplication.WARNING_APPLICATION_AVW;
                            case CLW -> WarningApplication.WARNING_APPLICATION_CLW;
                            case HLW -> WarningApplication.WARNING_APPLICATION_HLW;
                            case SLW -> WarningApplication.WARNING_APPLICATION_SLW;
                            case RLVW -> WarningApplication.WARNING_APPLICATION_RLVW;
                            case VRUCW -> WarningApplication.WARNING_APPLICATION_VRUCW;
                            case IVS -> WarningApplication.WARNING_APPLICATION_IVS;
                            case TJW -> WarningApplication.WARNING_APPLICATION_TJW;
                            case EVW -> WarningApplication.WARNING_APPLICATION_EVW;
                        })
                .setSeverity(
                        switch (warning.severity()) {
                            case INFORMATION -> WarningSeverity.WARNING_SEVERITY_INFORMATION;
                            case CAUTION -> WarningSeverity.WARNING_SEVERITY_CAUTION;
                            case WARNING -> WarningSeverity.WARNING_SEVERITY_WARNING;
                            case IMMINENT -> WarningSeverity.WARNING_SEVERITY_IMMINENT;
                        })
                .setPhase(
                        switch (event) {
                            case WarningEvent.Raised _ -> WarningPhase.WARNING_PHASE_RAISED;
                            case WarningEvent.Updated _ -> WarningPhase.WARNING_PHASE_UPDATED;
                            case WarningEvent.Cleared _ -> WarningPhase.WARNING_PHASE_CLEARED;
                        })
                .setZone(zone.name())
                .setHostStationId(warning.host().stationId())
                .setHost(toWire(warning.host(), warning.updatedAtUs()))
                .setTimeToCollisionMs(WireUnits.milli(warning.timeToCollisionS()))
                .setConflictLatitudeE7(places.latitudeE7(warning.conflictEastM(), warning.conflictNorthM()))
                .setConflictLongitudeE7(places.longitudeE7(warning.conflictEastM(), warning.conflictNorthM()))
                .setRaisedAtUs(warning.raisedAtUs())
                .setUpdatedAtUs(warning.updatedAtUs())
                .setValidUntilUs(warning.validUntilUs())
                .setOrigin(source.epoch() == 0 ? WarningOrigin.WARNING_ORIGIN_EDGE : WarningOrigin.WARNING_ORIGIN_CLOUD)
                .setNode(source.node())
                .setWarner(source.warner())
                .setEpoch(source.epoch())
                .setEvidence(evidence.toWire(warning, stamps));
        if (event instanceof WarningEvent.Cleared cleared) {
            wire.setClearReason(
                    switch (cleared.reason()) {
                        case PASSED -> ClearReason.CLEAR_REASON_PASSED;
                        case HOST_GONE -> ClearReason.CLEAR_REASON_HOST_GONE;
                        case COUNTERPART_GONE -> ClearReason.CLEAR_REASON_COUNTERPART_GONE;
                        case SUPERSEDED -> ClearReason.CLEAR_REASON_SUPERSEDED;
                    });
        }
        return switch (warning.subject()) {
            case Subject.RoadUser other ->
                wire.setCounterpart(toWire(other.state(), warning.updatedAtUs()))
                        .build();
            case Subject.Place place -> wire.setPlace(toWire(place)).build();
        };
    }

    private WarnedPlace toWire(Subject.Place place) {
        WarnedPlace.Builder wire = WarnedPlace.newBuilder()
                .setId(place.spot().id())
                .setLatitudeE7(places.latitudeE7(place.eastM(), place.northM()))
                .setLongitudeE7(places.longitudeE7(place.eastM(), place.northM()))
                .setLaneId(place.spot().laneId());
        switch (place) {
            case Subject.StopLine line -> {
                wire.setKind(PlaceKind.PLACE_KIND_STOP_LINE).setLight(toWire(line.light()));
                line.untilUs().ifPresent(wire::setLightUntilUs);
            }
            case Subject.SpeedLimit limit -> {
                wire.setKind(PlaceKind.PLACE_KIND_SPEED_LIMIT)
                        .setSpeedLimitCmps(WireUnits.centi(limit.limitMps()))
                        .setLimitOrigin(
                                limit.sign().isPresent()
                                        ? LimitOrigin.LIMIT_ORIGIN_SIGN
                                        : LimitOrigin.LIMIT_ORIGIN_MAP);
                limit.mapMps().ifPresent(mps -> wire.setMapLimitCmps(WireUnits.centi(mps)));
                limit.sign().ifPresent(sign -> wire.setCode(sign.signType()).setText(sign.text()));
            }
            case Subject.Queue queue -> wire.setKind(PlaceKind.PLACE_KIND_QUEUE).setVehicles(queue.vehicles());
            case Subject.Hazard hazard ->
                wire.setKind(PlaceKind.PLACE_KIND_HAZARD)
                        .setCode(hazard.eventType())
                        .setText(hazard.text());
            case Subject.Sign sign ->
                wire.setKind(PlaceKind.PLACE_KIND_SIGN).setCode(sign.signType()).setText(sign.text());
        }
        return wire.build();
    }

    private static SignalLight toWire(Light light) {
        return switch (light) {
            case UNAVAILABLE -> SignalLight.SIGNAL_LIGHT_UNSPECIFIED;
            case DARK -> SignalLight.SIGNAL_LIGHT_DARK;
            case RED -> SignalLight.SIGNAL_LIGHT_RED;
            case YELLOW -> SignalLight.SIGNAL_LIGHT_YELLOW;
            case PERMISSIVE_GREEN -> SignalLight.SIGNAL_LIGHT_PERMISSIVE_GREEN;
            case PROTECTED_GREEN -> SignalLight.SIGNAL_LIGHT_PROTECTED_GREEN;
            case FLASHING_RED -> SignalLight.SIGNAL_LIGHT_FLASHING_RED;
            case FLASHING_YELLOW -> SignalLight.SIGNAL_LIGHT_FLASHING_YELLOW;
            case FLASHING_GREEN -> SignalLight.SIGNAL_LIGHT_FLASHING_GREEN;
        };
    }

    private static io.yunkong.wire.RoadUserClass toWire(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case UNKNOWN -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_UNSPECIFIED;
            case CAR -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_CAR;
            case TRUCK -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_TRUCK;
            case BUS -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_BUS;
            case EMERGENCY -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_EMERGENCY;
            case MOTORCYCLE -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_MOTORCYCLE;
            case BICYCLE -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_BICYCLE;
            case PEDESTRIAN -> io.yunkong.wire.RoadUserClass.ROAD_USER_CLASS_PEDESTRIAN;
        };
    }

    private static RoadUserClass toRoadUserClass(io.yunkong.wire.RoadUserClass wire) {
        return switch (wire) {
            case ROAD_USER_CLASS_UNSPECIFIED, UNRECOGNIZED -> RoadUserClass.UNKNOWN;
            case ROAD_USER_CLASS_CAR -> RoadUserClass.CAR;
            case ROAD_USER_CLASS_TRUCK -> RoadUserClass.TRUCK;
            case ROAD_USER_CLASS_BUS -> RoadUserClass.BUS;
            case ROAD_USER_CLASS_EMERGENCY -> RoadUserClass.EMERGENCY;
            case ROAD_USER_CLASS_MOTORCYCLE -> RoadUserClass.MOTORCYCLE;
            case ROAD_USER_CLASS_BICYCLE -> RoadUserClass.BICYCLE;
            case ROAD_USER_CLASS_PEDESTRIAN -> RoadUserClass.PEDESTRIAN;
        };
    }

    private static int headingUnits(double rad) {
        return Math.floorMod((int) Math.round(rad / HEADING_UNIT_RAD), HEADING_UNITS);
    }
}
