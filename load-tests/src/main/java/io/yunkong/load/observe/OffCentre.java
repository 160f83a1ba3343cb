package io.yunkong.load.observe;

import io.yunkong.map.geo.LocalPlane;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another truth: simulated vehicles keep to the centre line of their lane, real ones do not. Every motor vehicle goes beside its path by a
 * distance of its own, always the same. Immutable.
 */
public final class OffCentre {
    private final Map<Integer, RoadUser> users;
    private final double sigmaM;
    private final Seed seed;
    private final LocalPlane plane;

    /**
     * @param sigmaM of the distance, metres, [0, 5]
     * @param first any tick of the truth with somebody in it
     */
    public OffCentre(Map<Integer, RoadUser> users, double sigmaM, long seed, Tick first) {
        Check.inRange("off_centre_m", sigmaM, 0, 5);
        TrueState any = first.states().values().iterator().next();
        this.users = users;
        this.sigmaM = sigmaM;
        this.seed = new Seed(seed);
        this.plane = new LocalPlane(any.latitudeDeg(), any.longitudeDeg());
    }

    /** The tick with its motor vehicles moved. */
    public Tick moved(Tick tick) {
        Map<Integer, TrueState> states = new LinkedHashMap<>();
        tick.states().forEach((id, state) -> {
            RoadUser user = users.get(id);
            states.put(id, user != null && user.mayBeEquipped() ? moved(state) : state);
        });
        return new Tick(tick.atS(), states);
    }

    private TrueState moved(TrueState state) {
        double rightM = sigmaM * seed.stream(Seed.Drawer.DRIVER, state.id(), 0).nextGaussian();
        double heading = Math.toRadians(state.headingDeg());
        double east = plane.eastM(state.latitudeDeg(), state.longitudeDeg()) + rightM * Math.cos(heading);
        double north = plane.northM(state.latitudeDeg(), state.longitudeDeg()) - rightM * Math.sin(heading);
        return new TrueState(
                state.id(),
                plane.latitudeDeg(east, north),
                plane.longitudeDeg(east, north),
                state.headingDeg(),
                state.speedMps(),
                state.accelerationMps2());
    }
}
