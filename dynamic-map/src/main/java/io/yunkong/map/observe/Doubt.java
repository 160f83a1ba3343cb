package io.yunkong.map.observe;

/**
 * Why a station may not be what it says, or what its sensors see not so; name in lower case on the metric. Each has a score in [0, 1] that rises
 * with every piece of evidence and decays with time ({@link Trust} says what follows). No single piece of evidence is enough for anything. Of what
 * sensors see there are five, of speed, heading and frozen fields, and {@link #AGE}.
 */
public enum Doubt {
    /** Places farther apart than the time between allows. */
    POSITION_JUMP(0.3, 1),
    /** Reported speed and way covered disagree. */
    SPEED_CONTRADICTS_DISPLACEMENT(0.35, 1),
    /** It moves in another direction than it says it heads for. */
    HEADING_CONTRADICTS_COURSE(0.25, 1),
    /** The place stays the same to the last digit while the speed says that it moves. */
    FROZEN_POSITION(0.25, 1),
    /** The speed stays the same to the last digit while the place tells of another. */
    FROZEN_SPEED(0.25, 1),
    /** The heading stays the same to the last digit while the place tells of another. */
    FROZEN_HEADING(0.25, 1),
    /** More messages than a station may send. What is over is refused anyway, so this alone excludes nobody. */
    RATE(0.02, 0.6),
    /** Messages too old or from the future: a bad clock or a bad link, which is no lie, so this alone excludes nobody. */
    AGE(0.05, 0.6),
    /** A motor vehicle drives far from every lane. Maps lack roads as well, so this alone excludes nobody. */
    OFF_ROAD(0.2, 0.6),
    /** A new id with every few messages. */
    ID_CHANGES(0.25, 1),
    /** Latitude and longitude in each other's place. */
    COORDINATES_SWAPPED(0.25, 1),
    /** Off the road, but on it all along when its places are taken for GCJ-02. */
    LOOKS_LIKE_GCJ02(0.25, 1);

    private final double evidence;
    private final double most;

    Doubt(double evidence, double most) {
        this.evidence = evidence;
        this.most = most;
    }

    /** What one piece of evidence takes away of the rest of the trust. */
    double evidence() {
        return evidence;
    }

    /** The score never rises above. */
    double most() {
        return most;
    }
}
