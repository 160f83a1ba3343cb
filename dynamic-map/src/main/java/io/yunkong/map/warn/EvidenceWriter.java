package io.yunkong.map.warn;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a warning rests on. Immutable, thread-safe. */
final class EvidenceWriter {
    private static final double STEP_S = 0.25;
    private static final double BEYOND_S = 0.5;

    private final Zone zone;

    EvidenceWriter(Zone zone) {
        this.zone = zone;
    }

    /** @param trigger the measurement that brought the finding about */
    Evidence write(Finding finding, Observation trigger) {
        Encounter encounter = finding.encounter();
        return new Evidence(
                path(encounter.host(), encounter.hostCourse(), encounter),
                path(encounter.counterpart(), encounter.counterpartCourse(), encounter),
                Conflict.of(encounter, zone.lanes()).map(conflict -> place(conflict, encounter)),
                finding.measureName(),
                finding.measureValue(),
                finding.measureThreshold(),
                finding.measureUnit(),
                finding.rule(),
                finding.parameters(),
                zone.version(),
                trigger.generatedAtUs(),
                trigger.receivedAtUs());
    }

    private Evidence.Place place(Conflict conflict, Encounter encounter) {
        Pose pose = new Pose();
        encounter.hostCourse().poseAt(conflict.area().pointAM(), pose);
        return new Evidence.Place(
                pose.eastM,
                pose.northM,
                zone.lanes().lane(conflict.area().laneA()).id(),
                zone.lanes().lane(conflict.area().laneB()).id(),
                conflict.host(),
                conflict.counterpart());
    }

    private Evidence.Path path(Forecast forecast, Course course, Encounter encounter) {
        List<Double> time = new ArrayList<>();
        List<Double> east = new ArrayList<>();
        List<Double> north = new ArrayList<>();
        double lead = forecast.secondsTo(encounter.atUs());
        double speed = forecast.state().speedMps();
        Pose pose = new Pose();
        for (double t = 0; t <= encounter.timeToTouchS() + BEYOND_S; t += STEP_S) {
            double way = speed * (lead + t);
            time.add(t);
            course.poseAt(way, pose);
            east.add(pose.eastM);
            north.add(pose.northM);
        }
        List<String> lanes = new ArrayList<>();
        for (int lane : course.lanes()) {
            lanes.add(zone.lanes().lane(lane).id());
        }
        return new Evidence.Path(time, east, north, lanes, course.probability());
    }
}
