package io.yunkong.sim.replay;

import io.yunkong.sim.traffic.UserKind;
import java.util.List;

/** One line of a recorded observation set; times are seconds from the start of the recording. */
sealed interface Recorded {
    /** When it arrived in the recording. */
    double arrivedS();

    /** When it was measured. */
    double measuredS();

    /**
     * What a line says of one road user.
     *
     * @param number object number of the sensor; 0 in a BSM
     * @param accelerationMps2 NaN = not in the line
     */
    record State(
            int number,
            double latitudeDeg,
            double longitudeDeg,
            double headingDeg,
            double speedMps,
            double accelerationMps2,
            double lengthM,
            double widthM,
            UserKind kind) {}

    /** @param id 1 to 16 hex digits */
    record Bsm(double arrivedS, double measuredS, String id, int count, State state) implements Recorded {
        /** The id padded with zeros on the left to 8 octets. */
        long stationId() {
            return Long.parseUnsignedLong(id, 16);
        }
    }

    /** @param unit name of the roadside unit in the recording */
    record Rsm(double arrivedS, double measuredS, String unit, List<State> objects) implements Recorded {
        public Rsm {
            objects = List.copyOf(objects);
        }
    }
}
