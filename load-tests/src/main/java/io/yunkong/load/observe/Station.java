package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** An equipped vehicle that tells of itself. One owner. */
final class Station {
    private static final int COUNT_MODULO = 128;

    private final RoadUser user;
    private final SelfReporting model;
    private final LocalPlane plane;
    private final RandomGenerator random;
    private final String id;
    private int count;
    private double biasEast; // in sigmas
    private double biasNorth;
    private double sentS;
    private double dueS;

    /** @param random this vehicle's own; its first draw has told that it is equipped */
    Station(RoadUser user, SelfReporting model, LocalPlane plane, RandomGenerator random, double seenFirstS) {
        this.user = user;
        this.model = model;
        this.plane = plane;
        this.random = random;
        this.id = String.format(Locale.ROOT, "%08X", random.nextInt());
        this.count = random.nextInt(COUNT_MODULO);
        this.biasEast = random.nextGaussian();
        this.biasNorth = random.nextGaussian();
        this.sentS = seenFirstS;
        this.dueS = seenFirstS + random.nextDouble() / model.rateHz();
    }

    String id() {
        return id;
    }

    /**
     * Sends what is due between two ticks.
     *
     * @param startS start of the recording in the time of the truth
     */
    void send(double fromS, TrueState from, double toS, TrueState to, double startS, ArrivalQueue queue) {
        while (dueS < fromS) { // was away
            plan();
        }
        while (dueS < toS) {
            send(from.towards(to, (dueS - fromS) / (toS - fromS)), startS, queue);
            plan();
        }
    }

    private void plan() {
        double period = 1 / model.rateHz();
        dueS += Math.max(period / 10, period + model.jitterS() * random.nextGaussian());
    }

    /** Always the same number of draws in the same order, whatever the parameters are. */
    private void send(TrueState state, double startS, ArrivalQueue queue) {
        boolean lost = model.transport().isLost(random);
        double latencyS = model.transport().latencyS(random);
        double kept = Math.exp(-(dueS - sentS) / model.gnss().biasMemoryS());
        double fresh = Math.sqrt(1 - kept * kept);
        sentS = dueS;
        biasEast = kept * biasEast + fresh * random.nextGaussian();
        biasNorth = kept * biasNorth + fresh * random.nextGaussian();
        GnssError gnss = model.gnss();
        double east = plane.eastM(state.latitudeDeg(), state.longitudeDeg())
                + gnss.biasSigmaM() * biasEast
                + gnss.whiteSigmaM() * random.nextGaussian();
        double north = plane.northM(state.latitudeDeg(), state.longitudeDeg())
                + gnss.biasSigmaM() * biasNorth
                + gnss.whiteSigmaM() * random.nextGaussian();
        double speed = model.motion().speedMps(state.speedMps(), random);
        double heading = model.motion().headingDeg(state.headingDeg(), state.speedMps(), random);
        double acceleration = model.motion().accelerationMps2(state.accelerationMps2(), random);
        int number = count;
        count = (count + 1) % COUNT_MODULO;
        if (lost) {
            return;
        }
        double measuredS = dueS - startS;
        JsonLine line = new JsonLine()
                .open('{')
                .name("rx")
                .decimal(measuredS + latencyS, 3)
                .name("k")
                .text("bsm")
                .name("t")
                .decimal(measuredS, 3)
                .name("id")
                .text(id)
                .name("n")
                .whole(number);
        Written.place(line, plane, east, north);
        Written.motion(line, heading, speed);
        line.name("acc").decimal(acceleration, 2);
        Written.size(line, user.lengthM(), user.widthM(), 2, user.userClass());
        queue.add(measuredS + latencyS, line.close('}').end());
    }
}
