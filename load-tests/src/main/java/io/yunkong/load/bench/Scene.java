package io.yunkong.load.bench;

/** What happens on the roads. */
enum Scene {
    /** Nobody comes near anybody. */
    FREE,
    /** Vehicles close in on those ahead: {@link ClosingIn}. */
    CLOSING_IN,
    /** Vehicles come near cars that only a roadside unit sees: {@link SeenAhead}. The last vehicle is no vehicle but that unit. */
    ROADSIDE;

    /** What the vehicles drive. */
    Traffic traffic(BenchRoads roads) {
        return switch (this) {
            case FREE, ROADSIDE -> roads;
            case CLOSING_IN -> new ClosingIn(roads);
        };
    }
}
