package io.yunkong.map.warn;

import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.PathPredictor;
import io.yunkong.map.signal.SignalStates;
import io.yunkong.map.track.RoadUserState;
import io.yunkong.map.track.Tracker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Advises hosts before signals (GLOSA), each twice a second: under one id while it comes to one stop line, and tells when advice no longer
 * holds. Not thread-safe: one owner; no clock.
 */
final class SpeedAdviser {
    /** T/CSAE 53 asks for twice a second. */
    private static final long EVERY_US = 500_000;

    private static final int GROUPS = 5;

    private static final int NO_STOP_LINE = -1;

    /** Two messages may be lost. */
    private static final long VALID_US = 1_500_000;

    private record Given(int stopLine, Advice advice) {}

    private final String nodeName;
    private final Tracker tracker;
    private final Forecaster forecaster;
    private final SignalStates signals;
    private final SignalsAhead signalsAhead;
    private final Map<Long, Given> givenTo = new LinkedHashMap<>();
    private final long[] lookedAtUs;
    private LaneMap lanes;
    private PathPredictor predictor;
    private GreenLightSpeedAdvice rule;
    private long begun;

    /**
     * @param nodeName starts every id
     * @param slots of the tracker
     */
    SpeedAdviser(
            String nodeName,
            LaneMap lanes,
            Tracker tracker,
            Forecaster forecaster,
            SignalStates signals,
            int slots,
            GreenLightSpeedAdvice.Parameters parameters) {
        this.nodeName = nodeName;
        this.lanes = lanes;
        this.tracker = tracker;
        this.forecaster = forecaster;
        this.signals = signals;
        this.signalsAhead = new SignalsAhead(lanes, tracker, signals);
        this.lookedAtUs = new long[slots];
        this.predictor = new PathPredictor(lanes);
        this.rule = new GreenLightSpeedAdvice(parameters);
    }

    /** Goes on with other lanes; what was advised on the old ones is advised anew, under another id. */
    void activate(LaneMap next, GreenLightSpeedAdvice.Parameters parameters) {
        lanes = next;
        predictor = new PathPredictor(next);
        signalsAhead.activate(next);
        rule = new GreenLightSpeedAdvice(parameters);
        givenTo.replaceAll((_, given) -> new Given(NO_STOP_LINE, given.advice()));
    }

    /**
     * Advises whoever is due.
     *
     * @param hosts which slots' road users may be advised now
     */
    void advise(long nowUs, IntPredicate hosts, Consumer<Advice> out) {
        if (signals.taken() == 0) {
            return;
        }
        for (int slot = 0; slot < tracker.slotsUsed(); slot++) {
            if (due(slot, nowUs) && hosts.test(slot)) {
                lookedAtUs[slot] = nowUs;
                advise(slot, nowUs, out);
            }
        }
        endWhatIsNotRenewed(nowUs, out);
    }

    /** Half a second is the turn of each slot once, in five groups one after the other: looking ahead for all at once would hold up warnings. */
    private boolean due(int slot, long nowUs) {
        long offsetUs = slot % GROUPS * (EVERY_US / GROUPS);
        return Math.floorDiv(nowUs - offsetUs, EVERY_US) != Math.floorDiv(lookedAtUs[slot] - offsetUs, EVERY_US);
    }

    private void advise(int slot, long nowUs, Consumer<Advice> out) {
        Forecast host = forecaster.forecast(slot, nowUs);
        RoadUserState state = host.state();
        if (state.laneIndex() < 0) {
            return;
        }
        signalsAhead.of(new WaysAhead(host, lanes, predictor), nowUs).ifPresent(ahead -> {
            Optional<Advice.Recommendation> recommended = rule.evaluate(ahead, state.speedMps(), nowUs);
            if (recommended.isPresent()) {
                give(state, ahead, recommended.get(), nowUs, out);
            }
        });
    }

    private void give(
            RoadUserState host, SignalAhead ahead, Advice.Recommendation what, long nowUs, Consumer<Advice> out) {
        @Nullable Given before = givenTo.get(host.trackId());
        boolean renewed = before != null
                && before.stopLine() == ahead.stopLine()
                && before.advice().stationId() == host.stationId();
        if (before != null && !renewed) {
            out.accept(before.advice().ended(nowUs));
        }
        String id = before != null && renewed ? before.advice().id() : nextId(nowUs);
        Advice advice = new Advice(
                id, host.stationId(), Optional.of(what), ahead.eastM(), ahead.northM(), nowUs, nowUs + VALID_US);
        givenTo.put(host.trackId(), new Given(ahead.stopLine(), advice));
        out.accept(advice);
    }

    private String nextId(long nowUs) {
        begun++;
        return nodeName + "-a" + Long.toString(nowUs, 36) + "-" + begun;
    }

    /** Who has passed the line, turned off, or is no longer advised must not go on following. */
    private void endWhatIsNotRenewed(long nowUs, Consumer<Advice> out) {
        givenTo.values().removeIf(given -> {
            boolean over = nowUs - given.advice().givenAtUs() > EVERY_US + EVERY_US / 2;
            if (over) {
                out.accept(given.advice().ended(nowUs));
            }
            return over;
        });
    }
}
