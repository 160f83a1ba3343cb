package io.yunkong.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/** How far an actor has come and how fast it is at any time: stretches of even acceleration, calculated exactly. Immutable. */
final class Progress {
    /** From a time on, until the next one. */
    private record Stretch(double fromS, double wayM, double speedMps, double accelerationMps2) {
        double wayAt(double atS) {
            double passed = atS - fromS;
            return wayM + speedMps * passed + accelerationMps2 * passed * passed / 2;
        }

        double speedAt(double atS) {
            return Math.max(0, speedMps + accelerationMps2 * (atS - fromS));
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();

    /** @throws IllegalArgumentException if a speed is never reached with the acceleration that is to lead there */
    Progress(double speedMps, List<Action> does) {
        stretches.add(new Stretch(0, 0, speedMps, 0));
        for (Action action : does) {
            if (action instanceof Action.Accelerate change) {
                accelerate(change);
            }
        }
    }

    private void accelerate(Action.Accelerate change) {
        stretches.removeIf(stretch -> stretch.fromS() >= change.atS() && stretch.fromS() > 0);
        double speed = speedAt(change.atS());
        double more = change.toMps() - speed;
        if (more * change.accelerationMps2() < 0 || (more != 0 && change.accelerationMps2() == 0)) {
            throw new IllegalArgumentException("speed never reached: at_s=" + change.atS() + ", speed_mps=" + speed
                    + ", accelerate_mps2=" + change.accelerationMps2() + ", to_mps=" + change.toMps());
        }
        if (more == 0) {
            stretches.add(new Stretch(change.atS(), wayAt(change.atS()), speed, 0));
            return;
        }
        Stretch changing = new Stretch(change.atS(), wayAt(change.atS()), speed, change.accelerationMps2());
        double doneS = change.atS() + more / change.accelerationMps2();
        stretches.add(changing);
        stretches.add(new Stretch(doneS, changing.wayAt(doneS), change.toMps(), 0));
    }

    private Stretch at(double atS) {
        Stretch current = stretches.getFirst();
        for (Stretch stretch : stretches) {
            if (stretch.fromS() <= atS) {
                current = stretch;
            }
        }
        return current;
    }

    /** Metres since second 0. */
    double wayAt(double atS) {
        return at(atS).wayAt(atS);
    }

    double speedAt(double atS) {
        return at(atS).speedAt(atS);
    }

    double accelerationAt(double atS) {
        return at(atS).accelerationMps2();
    }
}
