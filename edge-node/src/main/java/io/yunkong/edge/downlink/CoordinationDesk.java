package io.yunkong.edge.downlink;

import io.yunkong.edge.statistics.CoordinationDefect;
import io.yunkong.edge.statistics.PriorityCounters;
import io.yunkong.map.exchange.MessageObservations;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.csae.RoadsideCoordination;
import io.yunkong.wire.csae.VehicleCoordination;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What roadside units advise single vehicles (RSC), each as advice for its vehicle and no other. Not thread-safe: owned by the map thread.
 */
final class CoordinationDesk {
    /** Older advice, and more in the future, is worse than none. */
    private static final long AGE_MAX_US = 500_000;

    private static final long FUTURE_MAX_US = 200_000;

    private static final long INTERVAL_US = 100_000;

    /** What is withdrawn, or changes, may follow at once. */
    private static final long EARLY_US = 200_000;

    /** CoordinationInfo of T/CSAE 157: the bit we know. */
    private static final int SIGNAL_PRIORITY = 7;

    private record Way(long unit, long vehicle) {}

    /** The advice of one unit to one vehicle that goes on. */
    private record Current(String adviceId, long validUntilUs) {}

    private final String edgeId;
    private final String zone;
    private final Audience audience;
    private final AdviceDesk advice;
    private final PriorityCounters counters;
    private final int currentMax;
    private final Turns<Way> turns;
    private final SequencedMap<Way, Current> current = new LinkedHashMap<>();

    CoordinationDesk(Downlink.Setup setup, Audience audience, AdviceDesk advice, PriorityCounters counters) {
        this.edgeId = setup.edgeId();
        this.zone = setup.zone().name();
        this.audience = audience;
        this.advice = advice;
        this.counters = counters;
        this.currentMax = setup.ledgerMax();
        this.turns = new Turns<>(currentMax);
    }

    /** Returns why the frame was of no use to anybody; null when it was taken, whatever became of its parts. */
    @Nullable RejectReason take(RoadsideFrame frame, long nowUs) {
        Optional<RoadsideUnit> from = audience.findRoadsideUnit(frame.stationId());
        if (from.isEmpty()) {
            return RejectReason.UNKNOWN_ROADSIDE_UNIT;
        }
        long ageUs = nowUs - frame.generatedAtUs();
        if (ageUs > AGE_MAX_US || -ageUs > FUTURE_MAX_US) {
            return ageUs > 0 ? RejectReason.TOO_OLD : RejectReason.FROM_FUTURE;
        }
        RoadsideCoordination told = frame.frame().getMsgFrameExt().getRsc();
        if (told.getLaneCoordinatesCount() > 0) {
            counters.coordinationRefused.count(CoordinationDefect.FOR_LANES);
        }
        for (VehicleCoordination one : told.getCoordinatesList()) {
            CoordinationDefect defect = take(one, from.get(), frame, nowUs);
            if (defect != null) {
                counters.coordinationRefused.count(defect);
            }
        }
        return null;
    }

    private @Nullable CoordinationDefect take(
            VehicleCoordination one, RoadsideUnit from, RoadsideFrame frame, long nowUs) {
        long vehicle = MessageObservations.stationId(one.getVehId());
        if (vehicle == 0) {
            return CoordinationDefect.NO_VEHICLE;
        }
        Optional<AdvisedManoeuvre> manoeuvre = AdviceMessage.manoeuvre(one.getDriveSuggestion());
        if (manoeuvre.isEmpty()) {
            return CoordinationDefect.NO_MANOEUVRE;
        }
        Way way = new Way(from.stationId(), vehicle);
        if (!turns.take(way, INTERVAL_US, EARLY_US, nowUs)) {
            return CoordinationDefect.OVER_RATE;
        }
        long givenAtUs = frame.generatedAtUs();
        long validUntilUs = AdviceMessage.validUntilUs(one.getDriveSuggestion(), givenAtUs);
        Advice given = Advice.newBuilder()
                .setAdviceId(adviceId(way, givenAtUs, validUntilUs, nowUs))
                .setApplication(application(one))
                .setZone(zone)
                .setStationId(vehicle)
                .setManoeuvre(manoeuvre.get())
                .setReason("roadside coordination: unit=" + from.id())
                .setGivenAtUs(givenAtUs)
                .setValidUntilUs(validUntilUs)
                .setNode(edgeId)
                .build();
        advice.pass(given, AdviceMessage.only(frame, one), nowUs);
        return null;
    }

    private static AdviceApplication application(VehicleCoordination one) {
        return (one.getInfo().getBits() & 1L << SIGNAL_PRIORITY) != 0
                ? AdviceApplication.ADVICE_APPLICATION_SIGNAL_PRIORITY
                : AdviceApplication.ADVICE_APPLICATION_UNSPECIFIED;
    }

    /** The same while what the unit says to the vehicle goes on without a gap. */
    private String adviceId(Way way, long givenAtUs, long validUntilUs, long nowUs) {
        Current before = current.remove(way);
        String id = before != null && before.validUntilUs() >= nowUs
                ? before.adviceId()
                : "rsc-%x-%x-%d".formatted(way.unit(), way.vehicle(), givenAtUs / 1000);
        if (validUntilUs <= givenAtUs) {
            return id; // withdrawn: what is said next is something else
        }
        current.put(way, new Current(id, validUntilUs));
        if (current.size() > currentMax) {
            current.pollFirstEntry();
        }
        return id;
    }
}
