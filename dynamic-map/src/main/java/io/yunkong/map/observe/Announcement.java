package io.yunkong.map.observe;

/**
 * What a road user says of itself besides its motion. Immutable.
 *
 * @param eventFlags VehicleEventFlags, bit n of the standard in bit n (7 = hard braking)
 * @param exteriorLights ExteriorLights, bit n of the standard in bit n (2 left, 3 right turn signal)
 * @param emergencyRun whether it is on an emergency run: siren or light bar in use, or a response of that kind
 */
public record Announcement(int eventFlags, int exteriorLights, boolean emergencyRun) {
    /** Nothing. */
    public static final Announcement NONE = new Announcement(0, 0, false);

    private static final int LEFT_SIGNAL = 1 << 2;
    private static final int RIGHT_SIGNAL = 1 << 3;
    private static final int HAZARD_SIGNAL = 1 << 4;

    Announcement withoutEmergencyRun() {
        return eventFlags == 0 && exteriorLights == 0 ? NONE : new Announcement(eventFlags, exteriorLights, false);
    }

    public boolean says(VehicleEvent event) {
        return (eventFlags & 1 << event.bit()) != 0;
    }

    /** -1 left, 1 right, 0 none, or both at once, which is a hazard signal. */
    public int turnSignal() {
        boolean left = (exteriorLights & LEFT_SIGNAL) != 0;
        boolean right = (exteriorLights & RIGHT_SIGNAL) != 0;
        return left == right ? 0 : left ? -1 : 1;
    }

    /** Whether its hazard lights flash, by either way of saying so. */
    public boolean hazardLights() {
        return (exteriorLights & HAZARD_SIGNAL) != 0 || says(VehicleEvent.HAZARD_LIGHTS);
    }
}
