package io.yunkong.load.observe;

import java.util.random.RandomGenerator;

/** Something that a roadside unit sees though nobody is there: goes straight on at a steady speed until it is gone. One owner. */
final class Ghost {
    private static final double SPEED_MAX_MPS = 8;
    private static final double LENGTH_M = 4.5;
    private static final double WIDTH_M = 1.8;

    private final RandomGenerator random;
    private final int number;
    private final double bornS;
    private final double goneS;
    private final double eastM;
    private final double northM;
    private final double headingDeg;
    private final double speedMps;
    private final String userClass;

    /** @param rangeM of the unit: as likely at every distance up to it */
    Ghost(RandomGenerator random, int number, double bornS, double eastM, double northM, double rangeM, Ghosts model) {
        this.random = random;
        this.number = number;
        this.bornS = bornS;
        this.goneS = bornS + model.lifeMinS() + (model.lifeMaxS() - model.lifeMinS()) * random.nextDouble();
        double distanceM = rangeM * random.nextDouble();
        double direction = 2 * Math.PI * random.nextDouble();
        this.eastM = eastM + distanceM * Math.sin(direction);
        this.northM = northM + distanceM * Math.cos(direction);
        this.headingDeg = 360 * random.nextDouble();
        this.speedMps = SPEED_MAX_MPS * random.nextDouble();
        this.userClass = RoadUser.CLASSES.get(random.nextInt(RoadUser.CLASSES.size()));
    }

    boolean isGone(double atS) {
        return atS >= goneS;
    }

    Sighting.Seen look(double atS, double sigmaM) {
        double wayM = speedMps * (atS - bornS);
        return new Sighting.Seen(
                false,
                number,
                eastM + wayM * Math.sin(Math.toRadians(headingDeg)) + sigmaM * random.nextGaussian(),
                northM + wayM * Math.cos(Math.toRadians(headingDeg)) + sigmaM * random.nextGaussian(),
                headingDeg,
                speedMps,
                LENGTH_M,
                WIDTH_M,
                userClass);
    }
}
