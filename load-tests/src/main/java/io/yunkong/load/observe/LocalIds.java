package io.yunkong.load.observe;

/**
 * How long a roadside unit calls a road user by one number. Immutable.
 *
 * @param lifeS mean time until it is given another for no reason, seconds, [0.1, 1e6]
 * @param forgottenAfterS given another when unseen for longer, seconds, [0, 1e6]
 */
public record LocalIds(double lifeS, double forgottenAfterS) {
    public LocalIds {
        Check.inRange("id_life_s", lifeS, 0.1, 1e6);
        Check.inRange("id_forgotten_after_s", forgottenAfterS, 0, 1e6);
    }
}
