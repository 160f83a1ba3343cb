package io.yunkong.edge.fastpath;

import io.yunkong.edge.downlink.RequestFrame;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.edge.statistics.ShedClass;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.PlannedPath;
import io.yunkong.map.observe.SelfReport;
import java.util.List;
import java.util.Optional;

/** One message frame, decoded, on its way to the map thread. It does not change until it has been worked off. */
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
     * What a station told about itself.
     *
     * @param self written over once it has been worked off, see {@link Inlet#spare}
     */
    record Own(SelfReport self) implements Report {
        /** One of nobody, to be written over. */
        public static Own blank() {
            return new Own(SelfReport.blank());
        }

        @Override
        public long stationId() {
            return self.stationId();
        }

        @Override
        public ShedClass kind() {
            return ShedClass.SELF_REPORT;
        }
    }

    /**
     * What a station's sensors saw.
     *
     * @param objects up to 576
     */
    record Sensed(long stationId, List<Observation> objects) implements Report {
        public Sensed {
            objects = List.copyOf(objects);
        }

        @Override
        public ShedClass kind() {
            return ShedClass.SENSOR_REPORT;
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
