package io.yunkong.load.jmh;

import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.Plausibility;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.TrackerParameters;
import io.yunkong.map.warn.CooperativeWarner;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import org.jspecify.annotations.Nullable;

/**
 * A warner on the way that messages take through an edge: view, SI units, plausibility, tracks, warnings. It is ticked by the time of what
 * comes in, and must use all of it. Not thread-safe.
 */
final class DrivenWarner {
    private static final long TICK_US = 100_000;

    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final ObservationReader reader;
    private final SelfReport own = SelfReport.blank();
    private final CooperativeWarner warner;
    private long tickAtUs;

    /**
     * @param roadUsersMax there is room for so many
     * @param tickAtUs first tick, microseconds since 1970 UTC
     */
    DrivenWarner(Zone zone, int roadUsersMax, long tickAtUs) {
        this.reader = new ObservationReader(zone.plane());
        this.warner = new CooperativeWarner(zone, "bench", host -> true, parameters(roadUsersMax));
        this.tickAtUs = tickAtUs;
    }

    private static CooperativeWarner.Parameters parameters(int roadUsersMax) {
        Plausibility.Parameters p = Plausibility.Parameters.defaults();
        return new CooperativeWarner.Parameters(
                new Plausibility.Parameters(
                        p.ageMaxMs(),
                        p.futureMaxMs(),
                        p.speedMaxMps(),
                        p.lengthMaxM(),
                        p.widthMaxM(),
                        p.zoneMarginM(),
                        p.jumpMaxM(),
                        p.contradictionMaxM(),
                        p.rangeFactorMax(),
                        p.vehicleSensors(),
                        p.reportsPerSecondMax(),
                        Math.max(p.stationsMax(), roadUsersMax),
                        p.objectsMax()),
                trackerParameters(roadUsersMax),
                true);
    }

    /** The usual ones, with room for so many road users. */
    static TrackerParameters trackerParameters(int roadUsersMax) {
        TrackerParameters t = TrackerParameters.defaults();
        return new TrackerParameters(
                t.selfSilenceMaxMs(),
                t.sensorSilenceMaxMs(),
                t.confirmHits(),
                t.confirmGapMs(),
                t.confirmOddMs(),
                t.gate(),
                t.mergeGate(),
                t.mergeRadiusM(),
                Math.max(t.tracksMax(), roadUsersMax),
                t.without());
    }

    void acceptBsms(Messages messages) throws UperException {
        for (int i = 0; i < messages.count(); i++) {
            bsm.wrap(messages.octets(i), 0, messages.length(i));
            accept(reader.selfReport(bsm, messages.timeUs(i), own) ? own : null, messages.timeUs(i));
        }
    }

    void acceptRsms(Messages messages) throws UperException {
        for (int i = 0; i < messages.count(); i++) {
            rsm.wrap(messages.octets(i), 0, messages.length(i));
            while (rsm.next()) {
                accept(reader.sensorReport(rsm, messages.timeUs(i)), messages.timeUs(i));
            }
        }
    }

    private void accept(@Nullable Observation observation, long nowUs) {
        for (; nowUs >= tickAtUs; tickAtUs += TICK_US) {
            warner.tick(tickAtUs, event -> {});
        }
        RejectReason reason = observation == null ? reader.rejection() : warner.accept(observation, nowUs, event -> {});
        if (reason != null) {
            throw new IllegalStateException("measurement refused: reason=" + reason + ", station="
                    + (observation == null ? "unknown" : observation.stationId()));
        }
    }

    CooperativeWarner.Counters counters() {
        return warner.counters();
    }

    /**
     * Fails when not everybody is on the map and believed, or anybody was left out.
     *
     * @param spare share of the road users that may be confirmed twice, while one roadside unit hands them to the next
     * @param pairsBefore the pairs compared must be more than these
     * @param warned whether somebody must have been warned; else nobody may have been
     */
    void check(int roadUsers, double spare, long pairsBefore, boolean warned) {
        CooperativeWarner.Counters counters = warner.counters();
        int confirmed = warner.trackCount();
        if (confirmed < roadUsers
                || confirmed > roadUsers * (1 + spare)
                || counters.pairsEvaluated() <= pairsBefore
                || counters.raised() > 0 != warned
                || counters.tableFull() != 0
                || !counters.stationsDiscounted().isEmpty()
                || !counters.stationsExcluded().isEmpty()) {
            throw new IllegalStateException("traffic not as it should be: road_users=" + roadUsers + ", confirmed="
                    + confirmed + ", pairs_before=" + pairsBefore + ", " + counters);
        }
    }
}
