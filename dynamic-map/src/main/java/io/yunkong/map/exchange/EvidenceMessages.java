package io.yunkong.map.exchange;

import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.warn.Evidence;
import io.yunkong.map.warn.RejectedInput;
import io.yunkong.map.warn.Subject;
import io.yunkong.map.warn.Trajectory;
import io.yunkong.map.warn.Warning;
import io.yunkong.wire.ArrivalWindow;
import io.yunkong.wire.ConflictArea;
import io.yunkong.wire.InputUse;
import io.yunkong.wire.LatencyStamps;
import io.yunkong.wire.Measure;
import io.yunkong.wire.PredictedPath;
import io.yunkong.wire.SourceKind;
import io.yunkong.wire.SourceRef;

/** The evidence of warnings to its generated protobuf message. Immutable, thread-safe. */
final class EvidenceMessages {
    private final WireUnits places;

    EvidenceMessages(WireUnits places) {
        this.places = places;
    }

    io.yunkong.wire.Evidence toWire(Warning warning, LatencyStamps stamps) {
        Evidence evidence = warning.evidence();
        io.yunkong.wire.Evidence.Builder wire = io.yunkong.wire.Evidence.newBuilder()
                .setHostPath(toWire(evidence.hostPath()))
                .setMeasure(Measure.newBuilder()
                        .setName(evidence.measureName())
                        .setValue(evidence.measureValue())
                        .setThreshold(evidence.measureThreshold())
                        .setUnit(evidence.measureUnit()))
                .setRule(evidence.rule())
                .putAllParameters(evidence.parameters())
                .setZoneVersion(evidence.zoneVersion())
                .setStamps(stamps);
        evidence.counterpartPath().ifPresent(path -> wire.setCounterpartPath(toWire(path)));
        evidence.conflict().ifPresent(place -> wire.setConflictArea(toWire(place)));
        evidence.hostRejected().forEach(input -> wire.addHostRejected(toWire(input, warning.updatedAtUs())));
        evidence.counterpartRejected()
                .forEach(input -> wire.addCounterpartRejected(toWire(input, warning.updatedAtUs())));
        for (int i = 0; i < warning.host().sourceCount(); i++) {
            wire.addHostInputs(source(warning.host(), i, warning.updatedAtUs()));
        }
        warning.counterpart().ifPresent(other -> {
            for (int i = 0; i < other.sourceCount(); i++) {
                wire.addCounterpartInputs(source(other, i, warning.updatedAtUs()));
            }
        });
        if (warning.subject() instanceof Subject.Place place) {
            place.teller().ifPresent(by -> wire.addPlaceInputs(toWire(by, warning.updatedAtUs())));
        }
        return wire.build();
    }

    private static SourceRef toWire(Subject.Teller by, long nowUs) {
        return SourceRef.newBuilder()
                .setSource(SourceKind.SOURCE_KIND_ROADSIDE_INFORMATION)
                .setStationId(by.stationId())
                .setObjectId(by.localId())
                .setGeneratedAtUs(by.toldAtUs())
                .setAgeMs(WireUnits.ageMs(nowUs, by.toldAtUs()))
                .build();
    }

    private static io.yunkong.wire.RejectedInput toWire(RejectedInput input, long nowUs) {
        return io.yunkong.wire.RejectedInput.newBuilder()
                .setSource(
                        input.selfReport() ? SourceKind.SOURCE_KIND_SELF_REPORT : SourceKind.SOURCE_KIND_SENSOR_REPORT)
                .setStationId(input.stationId())
                .setUse(
                        switch (input.use()) {
                            case DISCOUNTED -> InputUse.INPUT_USE_DISCOUNTED;
                            case EXCLUDED -> InputUse.INPUT_USE_EXCLUDED;
                            case REFUSED -> InputUse.INPUT_USE_REFUSED;
                        })
                .setReason(input.reason())
                .setCount(input.count())
                .setAgeMs(WireUnits.ageMs(nowUs, input.lastAtUs()))
                .build();
    }

    private ConflictArea toWire(Evidence.Place place) {
        ConflictArea.Builder wire = ConflictArea.newBuilder()
                .setLatitudeE7(places.latitudeE7(place.eastM(), place.northM()))
                .setLongitudeE7(places.longitudeE7(place.eastM(), place.northM()))
                .setHostLaneId(place.hostLaneId())
                .setCounterpartLaneId(place.counterpartLaneId())
                .setHost(toWire(place.host()))
                .setCounterpart(toWire(place.counterpart()));
        for (int i = 0; i < place.outlineEastM().size(); i++) {
            double east = place.outlineEastM().get(i);
            double north = place.outlineNorthM().get(i);
            wire.addOutlineLatitudeE7(places.latitudeE7(east, north))
                    .addOutlineLongitudeE7(places.longitudeE7(east, north));
        }
        return wire.build();
    }

    private static ArrivalWindow toWire(io.yunkong.map.road.ArrivalWindow window) {
        ArrivalWindow.Builder wire = ArrivalWindow.newBuilder();
        if (Double.isFinite(window.entryS())) {
            wire.setEntryMs(WireUnits.milli(window.entryS()));
        }
        if (Double.isFinite(window.exitS())) {
            wire.setExitMs(WireUnits.milli(window.exitS())).setSigmaMs(WireUnits.milli(window.sigmaS()));
        }
        return wire.build();
    }

    private PredictedPath toWire(Evidence.Path path) {
        PredictedPath.Builder wire =
                PredictedPath.newBuilder().addAllLaneIds(path.laneIds()).setProbability(path.probability());
        Trajectory trajectory = path.trajectory();
        for (int i = 0; i < trajectory.size(); i++) {
            double east = trajectory.eastM(i);
            double north = trajectory.northM(i);
            wire.addLatitudeE7(places.latitudeE7(east, north))
                    .addLongitudeE7(places.longitudeE7(east, north))
                    .addTimeMs(WireUnits.milli(trajectory.timeS(i)));
        }
        return wire.build();
    }

    static SourceRef source(RoadUserState track, int source, long nowUs) {
        boolean self = track.selfReport(source);
        return SourceRef.newBuilder()
                .setSource(self ? SourceKind.SOURCE_KIND_SELF_REPORT : SourceKind.SOURCE_KIND_SENSOR_REPORT)
                .setStationId(track.sourceStationId(source))
                .setObjectId(self ? 0 : track.sourceObjectId(source))
                .setGeneratedAtUs(track.sourceGeneratedAtUs(source))
                .setAgeMs(WireUnits.ageMs(nowUs, track.sourceGeneratedAtUs(source)))
                .setPositionAccuracyCm(WireUnits.centi(track.sourceSigmaM(source)))
                .build();
    }
}
