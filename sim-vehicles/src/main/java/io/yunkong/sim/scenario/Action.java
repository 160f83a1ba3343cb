package io.yunkong.sim.scenario;

import java.util.Optional;
import java.util.Set;

/** What an actor does at a time, seconds of the scenario. */
public sealed interface Action {
    double atS();

    /** Speeds up or brakes evenly until it has a speed. */
    record Accelerate(double atS, double accelerationMps2, double toMps) implements Action {}

    /** Goes over to the lane beside its own. */
    record ChangeLane(double atS, boolean toLeft, double overS) implements Action {}

    /** Goes to another distance from the centre line of its lane. */
    record Sidestep(double atS, double sidewaysM, double overS) implements Action {}

    /** Has these lights on from now on, and no others. */
    record ShowLights(double atS, Set<Light> lights) implements Action {
        public ShowLights {
            lights = Set.copyOf(lights);
        }
    }

    /** Has this turn signal on from now on, beside its lights; empty = neither. */
    record SignalTurn(double atS, Optional<Light> side) implements Action {}

    /** Reports these events from now on, and no others. */
    record Report(double atS, Set<Event> events) implements Action {
        public Report {
            events = Set.copyOf(events);
        }
    }

    /** Has its light bar in use from now on, as on an emergency run, or no more. */
    record RunEmergency(double atS, boolean on) implements Action {}

    /** Tells this speed from now on, however fast it is. */
    record TellSpeed(double atS, double speedMps) implements Action {}

    /** Stops sending, or sends again; sensors still see it. */
    record FallSilent(double atS, boolean silent) implements Action {}

    /** ExteriorLights of T/CSAE 53: number of the bit. */
    enum Light {
        LOW_BEAM(0),
        HIGH_BEAM(1),
        LEFT_TURN_SIGNAL(2),
        RIGHT_TURN_SIGNAL(3),
        HAZARD_SIGNAL(4),
        AUTOMATIC_LIGHT_CONTROL(5),
        DAYTIME_RUNNING_LIGHTS(6),
        FOG_LIGHT(7),
        PARKING_LIGHTS(8);

        private final int bit;

        Light(int bit) {
            this.bit = bit;
        }

        int bits() {
            return 1 << bit;
        }
    }

    /** VehicleEventFlags of T/CSAE 53: number of the bit. */
    enum Event {
        HAZARD_LIGHTS(0),
        STOP_LINE_VIOLATION(1),
        ABS_ACTIVATED(2),
        TRACTION_CONTROL_LOSS(3),
        STABILITY_CONTROL_ACTIVATED(4),
        HAZARDOUS_MATERIALS(5),
        HARD_BRAKING(7),
        LIGHTS_CHANGED(8),
        WIPERS_CHANGED(9),
        FLAT_TIRE(10),
        DISABLED_VEHICLE(11),
        AIR_BAG_DEPLOYMENT(12);

        private final int bit;

        Event(int bit) {
            this.bit = bit;
        }

        int bits() {
            return 1 << bit;
        }
    }
}
