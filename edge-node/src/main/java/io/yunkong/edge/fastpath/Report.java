package io.yunkong.edge.fastpath;

import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.PlannedPath;
import java.util.List;
import java.util.Optional;

/** One message frame, decoded, on its way to the map thread. Immutable. */
public sealed interface Report {
    long stationId();

    ShedClass kind();

    /**
     * Reports of one kind of one station about the same: the newer one makes the older one useless.
     *
     * @param subject what a roadside unit speaks of, in its own numbers; empty = the kind says it all
     */
    record Key(long stationId, ShedClass kind, List<Integer> subject) {}

    default Key key() {
        return new Key(stationId(), kind(), List.of());
    }

    /**
     * What a station told about itself, or what its sensors saw.
     *
     * @param observations one for a self report, up to 576 for a sensor report
     */
    record Observed(long stationId, ShedClass kind, List<Observation> observations) implements Report {
        public Observed {
            observations = List.copyOf(observations);
        }
    }

    /**
     * What a vehicle says that it is about to do, and asks for.
     *
     * @param path the way it is going to take
     * @param request for priority at signals
     */
    record Intended(long stationId, Optional<PlannedPath> path, Optional<RequestFrame> request) implements Report {
        @Override
        public ShedClass kind() {
            return ShedClass.INTENTION;
        }
    }

    /** What a roadside unit says to everybody around it. */
    record Relayed(RoadsideFrame frame) implements Report {
        @Override
        public long stationId() {
            return frame.stationId();
        }

        @Override
        public ShedClass kind() {
            return frame.shedClass();
        }

        @Override
        public Key key() {
            return new Key(stationId(), kind(), frame.subject());
        }
    }
}
