package io.yunkong.load.observe;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How one roadside unit sees one road user. One owner. */
final class Sighting {
    private final RandomGenerator random;
    private int number;
    private double seenS = Double.NEGATIVE_INFINITY;
    private double renamedS;

    Sighting(RandomGenerator random) {
        this.random = random;
    }

    /** What the unit tells of a road user: place in the plane of the recording, metres, without the unit's own bias. */
    record Seen(
            boolean renamed,
            int number,
            double eastM,
            double northM,
            double headingDeg,
            double speedMps,
            double lengthM,
            double widthM,
            String userClass) {}

    /**
     * Looks once: always the same draws, whatever the parameters are.
     *
     * @return null when it was missed
     */
    @Nullable Seen look(double atS, TrueState state, RoadUser user, double eastM, double northM, Sensing model, Numbers numbers) {
        boolean missed = random.nextDouble() < model.missShare();
        double lives = -Math.log(1 - random.nextDouble()) * model.ids().lifeS();
        double east = eastM + model.sigmaM() * random.nextGaussian();
        double north = northM + model.sigmaM() * random.nextGaussian();
        double speed = model.motion().speedMps(state.speedMps(), random);
        double heading = model.motion().headingDeg(state.headingDeg(), state.speedMps(), random);
        double length = size(user.lengthM(), model);
        double width = size(user.widthM(), model);
        boolean confused = random.nextDouble() < model.confusedShare();
        String other = RoadUser.CLASSES.get(random.nextInt(RoadUser.CLASSES.size()));
        if (missed) {
            return null;
        }
        boolean renamed = atS > seenS + model.ids().forgottenAfterS() || atS >= renamedS;
        if (renamed) {
            number = numbers.next();
            renamedS = atS + lives;
        }
        seenS = atS;
        return new Seen(
                renamed, number, east, north, heading, speed, length, width, confused ? other : user.userClass());
    }

    private double size(double trueM, Sensing model) {
        return Math.max(0.1, trueM * (1 + model.sizeSigma() * random.nextGaussian()));
    }

    /** The numbers that a unit gives, one after the other. */
    static final class Numbers {
        private int last;

        int next() {
            return ++last;
        }
    }
}
