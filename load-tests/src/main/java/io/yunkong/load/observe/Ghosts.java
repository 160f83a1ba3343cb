package io.yunkong.load.observe;

/**
 * What a roadside unit sees though nobody is there. Immutable.
 *
 * @param perS new ones of one unit a second, [0, 100]
 * @param lifeMinS seconds, [0, 100]
 * @param lifeMaxS seconds, [lifeMinS, 100]; every life between is as likely
 */
public record Ghosts(double perS, double lifeMinS, double lifeMaxS) {
    public Ghosts {
        Check.inRange("ghosts_per_s", perS, 0, 100);
        Check.inRange("ghost_life_min_s", lifeMinS, 0, 100);
        Check.inRange("ghost_life_max_s", lifeMaxS, lifeMinS, 100);
    }

    /** The same, so many times as many. */
    public Ghosts times(double factor) {
        return new Ghosts(perS * factor, lifeMinS, lifeMaxS);
    }
}
