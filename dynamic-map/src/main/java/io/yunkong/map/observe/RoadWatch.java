package io.yunkong.map.observe;

/** Whether a motor vehicle drives where roads are. Looks at every tenth report only, while it looks for GCJ-02 at a few more. Not thread-safe. */
final class RoadWatch {
    private static final int EVERY = 10;
    private static final int OF_THESE_WHILE_LOOKING = 4;

    /** Places on lanes, taken for GCJ-02, before that is said. */
    private static final int PLACES_MIN = 20;

    private static final int COST_OF_A_MISS = 2;

    /** Who is slower may look for a place to park. */
    private static final double DRIVING_MPS = 4;

    private int reports;
    private boolean looking;
    private int places;

    void restart() {
        reports = 0;
        looking = false;
        places = 0;
    }

    void look(SelfReport self, Roads roads, long nowUs, DoubtScores doubts) {
        if (!(self.speedMps() >= DRIVING_MPS) || !motor(self.roadUserClass())) {
            return;
        }
        int turn = reports++ % EVERY;
        if (turn == 0) {
            looking = !roads.onLane(self.eastM(), self.northM(), self.headingRad());
            if (!looking) {
                places = 0;
            } else if (roads.farFromAll(self.eastM(), self.northM())) {
                doubts.raise(Doubt.OFF_ROAD, nowUs);
            }
        }
        if (looking && turn < (places < PLACES_MIN ? OF_THESE_WHILE_LOOKING : 1)) {
            boolean fits = roads.onLaneIfGcj02(self.eastM(), self.northM(), self.headingRad());
            places = fits ? Math.min(PLACES_MIN, places + 1) : Math.max(0, places - COST_OF_A_MISS);
            if (fits && places == PLACES_MIN) {
                doubts.raise(Doubt.LOOKS_LIKE_GCJ02, nowUs);
            }
        }
    }

    private static boolean motor(RoadUserClass roadUserClass) {
        return switch (roadUserClass) {
            case CAR, TRUCK, BUS, EMERGENCY, MOTORCYCLE -> true;
            case UNKNOWN, BICYCLE, PEDESTRIAN -> false;
        };
    }
}
