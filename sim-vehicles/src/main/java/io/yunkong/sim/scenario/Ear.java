package io.yunkong.sim.scenario;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.HeardAdvice;
import io.yunkong.sim.client.HeardWarning;
import io.yunkong.wire.Advice;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the actors of a play hear, in terms of the scenario, and the verdict over it. Not thread-safe. */
public final class Ear implements FleetEar {
    /** A counterpart that does not report itself is the actor nearest to where it is told to be. */
    private static final double SAME_M = 6;

    private final Play play;
    private final long startUs;
    private final Map<String, Raised> byId = new LinkedHashMap<>();
    private final Map<String, Advised> adviceById = new LinkedHashMap<>();

    /** @param startUs real time of the play's second 0, microseconds since 1970 UTC */
    public Ear(Play play, long startUs) {
        this.play = play;
        this.startUs = startUs;
    }

    /** Takes a warning of any phase; one to a station of another play is left out. */
    @Override
    public void hear(HeardWarning heard) {
        Optional<Actor> host = play.withStation(heard.stationId());
        Warning warning = heard.warning();
        if (host.isEmpty()) {
            return;
        }
        double atS = (heard.receivedAtUs() - startUs) / 1e6;
        Raised known = byId.get(warning.getWarningId());
        if (known == null && warning.getPhase() != WarningPhase.WARNING_PHASE_RAISED) {
            return; // the end of one that was never told
        }
        Raised first = known == null ? raised(host.get(), warning, heard.receivedAtUs()) : known;
        boolean over = warning.getPhase() == WarningPhase.WARNING_PHASE_CLEARED;
        byId.put(
                warning.getWarningId(),
                new Raised(
                        first.identity(),
                        first.host(),
                        first.counterpart(),
                        Math.max(first.severity(), warning.getSeverityValue()),
                        first.atS(),
                        over ? atS : first.clearedAtS(),
                        over ? Scenario.plain(warning.getClearReason()) : first.clearReason(),
                        first.latencyMs()));
    }

    /** Takes a message of advice; one to a station of another play is left out. */
    @Override
    public void hear(HeardAdvice heard) {
        Advice advice = heard.advice();
        double atS = (heard.receivedAtUs() - startUs) / 1e6;
        boolean over = advice.getValidUntilUs() <= advice.getGivenAtUs();
        play.withStation(heard.stationId()).ifPresent(host -> {
            if (over) {
                adviceById.computeIfPresent(advice.getAdviceId(), (_, first) -> first.ended(atS));
            } else {
                adviceById.compute(
                        advice.getAdviceId(),
                        (_, known) -> known == null
                                ? advised(host, advice, atS)
                                : known.then(Scenario.plain(advice.getManoeuvre())));
            }
        });
    }

    private static Advised advised(Actor host, Advice advice, double atS) {
        return new Advised(
                Scenario.plain(advice.getApplication()),
                host.id(),
                List.of(Scenario.plain(advice.getManoeuvre())),
                advice.hasSpeed() ? advice.getSpeed().getMinCmS() / 100.0 : Double.NaN,
                advice.hasSpeed() ? advice.getSpeed().getMaxCmS() / 100.0 : Double.NaN,
                atS,
                Double.NaN);
    }

    private Raised raised(Actor host, Warning warning, long receivedAtUs) {
        long generatedUs = warning.getEvidence().getStamps().getGeneratedAtUs();
        return new Raised(
                new Raised.Identity(warning.getWarningId(), warning.getApplication(), warning.getOrigin()),
                host.id(),
                counterpart(host, warning),
                warning.getSeverityValue(),
                (receivedAtUs - startUs) / 1e6,
                Double.NaN,
                "",
                generatedUs == 0 ? Double.NaN : (receivedAtUs - generatedUs) / 1e3);
    }

    private String counterpart(Actor host, Warning warning) {
        if (warning.hasPlace()) {
            return Scenario.plain(warning.getPlace().getKind());
        }
        TrackState other = warning.getCounterpart();
        if (other.hasStationId()) {
            return play.withStation(other.getStationId()).map(Actor::id).orElse("");
        }
        LocalPlane plane = play.zone().plane();
        double latitude = other.getLatitudeE7() / 1e7;
        double longitude = other.getLongitudeE7() / 1e7;
        double atS = (warning.getUpdatedAtUs() - startUs) / 1e6;
        return play.near(host, plane.eastM(latitude, longitude), plane.northM(latitude, longitude), atS, SAME_M)
                .map(Actor::id)
                .orElse("");
    }

    /** The judgement; call it last. */
    public Outcome outcome() {
        List<Raised> inOrder = byId.values().stream()
                .sorted(Comparator.comparingDouble(Raised::atS))
                .toList();
        return Outcome.judge(play.scenario(), inOrder, List.copyOf(adviceById.values()));
    }
}
