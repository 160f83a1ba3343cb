package io.yunkong.sim.conflict;

import io.yunkong.map.road.Lane;

/** A place where a scripted conflict can be played; metres along lanes. */
sealed interface Setting {
    ConflictKind kind();

    /** @param standM where the front of the lead vehicle comes to stand */
    record Queue(Lane lane, double standM) implements Setting {
        @Override
        public ConflictKind kind() {
            return ConflictKind.REAR_END;
        }
    }

    /** A way through a junction: the open lane before it, the path, and where on the path the other's path is met. */
    record Way(Lane approach, Lane path, double meetM) {
        double meetFromApproachM() {
            return approach.lengthM() + meetM;
        }

        double speedMps() {
            return Math.min(13, 0.95 * Math.min(approach.speedLimitMps(), path.speedLimitMps()));
        }
    }

    record Cross(Way host, Way runner) implements Setting {
        @Override
        public ConflictKind kind() {
            return ConflictKind.CROSSING;
        }
    }

    /**
     * @param backwards whether the pedestrian walks against the direction of the crosswalk
     * @param walkM from the kerb to the middle of the host's path
     */
    record Step(Way host, Lane crosswalk, boolean backwards, double walkM) implements Setting {
        @Override
        public ConflictKind kind() {
            return ConflictKind.PEDESTRIAN;
        }
    }
}
