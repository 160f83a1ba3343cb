package io.yunkong.sim.conflict;

import io.yunkong.map.road.Lane;
import io.yunkong.sim.traffic.Cue;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.Stage;
import io.yunkong.sim.traffic.UserKind;
import java.util.ArrayList;
import java.util.List;

/**
 * How each kind of conflict is played: the actors keep constant speeds so that they would touch at a known time; the host brakes as hard
 * as it can in the last second.
 */
final class Playbook {
    private static final double LEAD_S = 10.5;
    private static final double LEAD_MIN_S = 8;
    private static final double LAST_RESORT_S = 0.95;
    private static final double FULL_BRAKE_MPS2 = 8.5;
    private static final double LEAD_BRAKE_MPS2 = 6.5;
    private static final double QUEUE_GAP_M = 30;
    private static final double QUEUE_CRUISE_S = 6.5;
    private static final double WALK_MPS = 1.5;
    private static final double CAR_M = 4.5;

    private final Stage stage;
    private final boolean sweeping;

    /** @param sweeping whether ordinary traffic in the way is taken out of the world */
    Playbook(Stage stage, boolean sweeping) {
        this.stage = stage;
        this.sweeping = sweeping;
    }

    boolean possible(Setting setting) {
        return switch (setting) {
            case Setting.Queue queue -> possible(queue);
            case Setting.Cross cross ->
                possible(cross.host(), true)
                        && possible(cross.runner(), false)
                        && lead(cross.host()) > 0
                        && lead(cross) > 0
                        && lampsFit(cross.host().path(), cross.runner().path(), lead(cross));
            case Setting.Step step ->
                possible(step.host(), true)
                        && !stage.reserved(step.crosswalk())
                        && lead(step.host()) > 0
                        && (sweeping || !stage.occupied(step.crosswalk()))
                        && step.crosswalk().signal() != null
                        && lampsFit(step.host().path(), step.crosswalk(), lead(step.host()));
        };
    }

    Scene start(Setting setting) {
        return switch (setting) {
            case Setting.Queue queue -> start(queue);
            case Setting.Cross cross -> start(cross);
            case Setting.Step step -> start(step);
        };
    }

    private boolean possible(Setting.Queue queue) {
        double from = queueStart(queue) - 35;
        return queueStart(queue) > 14
                && !stage.reserved(queue.lane())
                && (sweeping || stage.clear(queue.lane(), from, queue.standM() + 45));
    }

    private boolean possible(Setting.Way way, boolean host) {
        double lead = host ? lead(way) : LEAD_MIN_S;
        double from = way.meetFromApproachM() - way.speedMps() * Math.max(lead, LEAD_MIN_S) - 45;
        return !stage.reserved(way.approach())
                && !stage.reserved(way.path())
                && exits(way).stream().noneMatch(stage::reserved)
                && (sweeping
                        || (stage.clear(way.approach(), from, way.approach().lengthM())
                                && !stage.occupied(way.path())));
    }

    private List<Lane> exits(Setting.Way way) {
        return way.path().successors().stream().map(stage.map()::lane).toList();
    }

    /** Seconds from the start to the touch that the approach has room for; negative = too short. */
    private static double lead(Setting.Way way) {
        double lead = Math.min(LEAD_S, (way.meetFromApproachM() - 16) / way.speedMps());
        return lead < LEAD_MIN_S ? -1 : lead;
    }

    private static double lead(Setting.Cross cross) {
        double lead = Math.min(lead(cross.host()), lead(cross.runner()));
        return lead < LEAD_MIN_S ? -1 : lead;
    }

    /** The host has green when they meet, the other one has not. */
    private boolean lampsFit(Lane host, Lane other, double lead) {
        double touch = stage.nowS() + lead;
        for (double at = touch - 5; at < touch + 1.5; at += 0.5) {
            char letter = stage.signalAt(host, at);
            if (letter == 'r' || letter == 'y') {
                return false;
            }
        }
        for (double at = touch - 3; at < touch + 1; at += 0.5) {
            char letter = stage.signalAt(other, at);
            if (letter != 'r' && letter != '-') {
                return false;
            }
        }
        return true;
    }

    private static double queueSpeed(Setting.Queue queue) {
        return Math.min(13, 0.95 * queue.lane().speedLimitMps());
    }

    /** Where the follower's front begins. */
    private static double queueStart(Setting.Queue queue) {
        return leadStart(queue) - CAR_M - QUEUE_GAP_M;
    }

    private static double leadStart(Setting.Queue queue) {
        double speed = queueSpeed(queue);
        return queue.standM() - speed * speed / (2 * LEAD_BRAKE_MPS2) - speed * QUEUE_CRUISE_S;
    }

    private Scene start(Setting.Queue queue) {
        Lane lane = queue.lane();
        double speed = queueSpeed(queue);
        stage.sweep(lane, queueStart(queue) - 35, queue.standM() + 45);
        RoadUser lead = stage.enter(UserKind.CAR, true, lane, false, leadStart(queue), speed);
        RoadUser host =
                stage.enter(UserKind.CAR, true, lane, false, leadStart(queue) - lead.lengthM() - QUEUE_GAP_M, speed);
        double brakeS = stage.nowS() + QUEUE_CRUISE_S;
        double stoppedS = brakeS + speed / LEAD_BRAKE_MPS2;
        double gapM = QUEUE_GAP_M - speed * speed / (2 * LEAD_BRAKE_MPS2);
        double touchS = stoppedS + gapM / speed;
        stage.direct(lead, now -> now < brakeS ? 0 : now < touchS + 2.5 ? -LEAD_BRAKE_MPS2 : Double.NaN);
        stage.direct(host, lastResort(touchS, touchS + 3));
        return new Scene(ConflictKind.REAR_END, host, lead, List.of(lane), touchS);
    }

    private Scene start(Setting.Cross cross) {
        double lead = lead(cross);
        double touchS = stage.nowS() + lead;
        RoadUser runner = enter(cross.runner(), lead, CAR_M / 2);
        // the runner's side is a good metre before the crossing of the centre lines
        RoadUser host = enter(cross.host(), lead, -1.2);
        stage.direct(runner, now -> now < touchS + 1.5 ? 0 : Double.NaN);
        stage.direct(host, lastResort(touchS, touchS + 2));
        return new Scene(
                ConflictKind.CROSSING,
                host,
                runner,
                lanes(cross.host(), cross.runner().approach(), cross.runner().path()),
                touchS);
    }

    private Scene start(Setting.Step step) {
        double lead = lead(step.host());
        double touchS = stage.nowS() + lead;
        RoadUser walker = stage.enter(UserKind.PEDESTRIAN, false, step.crosswalk(), step.backwards(), 0.5, 0);
        RoadUser host = enter(step.host(), lead, -0.4);
        double goS = touchS - (step.walkM() - 0.25) / WALK_MPS - 0.25;
        double acrossS = touchS + (step.crosswalk().lengthM() - step.walkM()) / WALK_MPS;
        stage.direct(
                walker,
                now -> now < goS
                        ? 0
                        : walker.speedMps() < WALK_MPS - 0.01
                                ? (WALK_MPS - walker.speedMps()) / 0.5
                                : now < acrossS ? 0 : Double.NaN);
        stage.direct(host, lastResort(touchS, touchS + 2.5));
        return new Scene(ConflictKind.PEDESTRIAN, host, walker, lanes(step.host(), step.crosswalk()), touchS);
    }

    /** An equipped car whose front is {@code beyondM} past the meeting point after {@code lead} seconds. */
    private RoadUser enter(Setting.Way way, double lead, double beyondM) {
        double start = way.meetFromApproachM() + beyondM - lead * way.speedMps();
        stage.sweep(way.approach(), start - 35, way.approach().lengthM());
        return stage.enter(
                UserKind.CAR,
                true,
                way.approach(),
                false,
                start,
                way.speedMps(),
                way.path().index());
    }

    private static List<Lane> lanes(Setting.Way way, Lane... others) {
        List<Lane> lanes = new ArrayList<>(List.of(others));
        lanes.add(way.approach());
        lanes.add(way.path());
        return lanes;
    }

    /** Keeps the speed until the last moment, then brakes fully and stays until it is over. */
    private static Cue lastResort(double touchS, double untilS) {
        return now -> now < touchS - LAST_RESORT_S ? 0 : now < untilS ? -FULL_BRAKE_MPS2 : Double.NaN;
    }
}
