package io.yunkong.map.warn;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.road.Pose;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what a warning rests on. Not thread-safe: it asks its owner's rejected inputs. */
final class EvidenceWriter {
    private static final double STEP_S = 0.25;
    private static final double BEYOND_S = 0.5;
    /** Of a longer way, places farther apart are told. */
    private static final int STEPS_MAX = 40;

    private static final double LOOKAHEAD_MAX_S = 20;

    private final Zone zone;
    private final RejectedInputs rejected;

    EvidenceWriter(Zone zone, RejectedInputs rejected) {
        this.zone = zone;
        this.rejected = rejected;
    }

    /** @param trigger the measurement that brought the finding about */
    Evidence write(Finding finding, Observation trigger) {
        return switch (finding.situation()) {
            case Encounter encounter ->
                write(
                        finding,
                        path(encounter.host(), encounter.hostCourse(), encounter),
                        Optional.of(path(encounter.counterpart(), encounter.counterpartCourse(), encounter)),
                        Conflict.of(encounter, zone.lanes()).map(conflict -> place(conflict, encounter)),
                        trigger);
            case Approach approach ->
                write(
                        finding,
                        path(
                                approach.host(),
                                new Course(
                                        approach.path(), approach.host().state().speedMps()),
                                approach),
                        approach.counterpart()
                                .map(other -> path(other, other.courses().getFirst(), approach)),
                        Optional.empty(),
                        trigger);
        };
    }

    private Evidence write(
            Finding finding,
            Evidence.Path host,
            Optional<Evidence.Path> counterpart,
            Optional<Evidence.Place> conflict,
            Observation trigger) {
        Situation situation = finding.situation();
        return new Evidence(
                host,
                counterpart,
                conflict,
                rejected.about(situation.host().state(), situation.atUs()),
                switch (situation.subject()) {
                    case Subject.RoadUser other -> rejected.about(other.state(), situation.atUs());
                    case Subject.Place _ -> List.of();
                },
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
        List<Double> outlineEast = new ArrayList<>();
        List<Double> outlineNorth = new ArrayList<>();
        conflict.area().outline(zone.lanes()).ifPresent(corners -> {
            for (int i = 0; i < corners.size(); i++) {
                outlineEast.add(corners.eastM(i));
                outlineNorth.add(corners.northM(i));
            }
        });
        return new Evidence.Place(
                pose.eastM,
                pose.northM,
                outlineEast,
                outlineNorth,
                zone.lanes().lane(conflict.area().laneA()).id(),
                zone.lanes().lane(conflict.area().laneB()).id(),
                conflict.host(),
                conflict.counterpart());
    }

    private Evidence.Path path(Forecast forecast, Course course, Situation situation) {
        double lead = forecast.secondsTo(situation.atUs());
        double speed = forecast.state().speedMps();
        double lasts = Math.min(situation.timeS(), LOOKAHEAD_MAX_S) + BEYOND_S;
        double step = Math.max(STEP_S, lasts / STEPS_MAX);
        Trajectory.Writer trajectory = new Trajectory.Writer(STEPS_MAX + 2);
        Pose pose = new Pose();
        for (double t = 0; t <= lasts; t += step) {
            double way = speed * (lead + t);
            course.poseAt(way, pose);
            trajectory.add(t, pose.eastM, pose.northM);
        }
        List<String> lanes = new ArrayList<>();
        for (int lane : course.lanes()) {
            lanes.add(zone.lanes().lane(lane).id());
        }
        return new Evidence.Path(trajectory.written(), lanes, course.probability());
    }
}
