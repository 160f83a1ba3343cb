package io.yunkong.sim.scenario;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.uper.DataElements;

/** What an actor is, with its usual size and its numbers in messages (BasicVehicleClass, ParticipantType of T/CSAE 53). */
public enum ActorClass {
    CAR(4.6, 1.8, 10, DataElements.PARTICIPANT_MOTOR),
    TRUCK(9, 2.4, 25, DataElements.PARTICIPANT_MOTOR),
    BUS(11, 2.5, 54, DataElements.PARTICIPANT_MOTOR),
    EMERGENCY(5.5, 2, 60, DataElements.PARTICIPANT_MOTOR),
    MOTORCYCLE(2.2, 0.8, 40, DataElements.PARTICIPANT_MOTOR),
    BICYCLE(1.7, 0.6, 85, DataElements.PARTICIPANT_NON_MOTOR),
    PEDESTRIAN(0.5, 0.5, 80, DataElements.PARTICIPANT_PEDESTRIAN);

    private final double lengthM;
    private final double widthM;
    private final int vehicleClass;
    private final int participantType;

    ActorClass(double lengthM, double widthM, int vehicleClass, int participantType) {
        this.lengthM = lengthM;
        this.widthM = widthM;
        this.vehicleClass = vehicleClass;
        this.participantType = participantType;
    }

    double lengthM() {
        return lengthM;
    }

    double widthM() {
        return widthM;
    }

    int vehicleClass() {
        return vehicleClass;
    }

    /** What the onboard unit of an equipped one is. */
    DeviceKind device() {
        return switch (this) {
            case EMERGENCY -> DeviceKind.DEVICE_KIND_EMERGENCY_VEHICLE;
            case BUS -> DeviceKind.DEVICE_KIND_PUBLIC_TRANSPORT;
            case CAR, TRUCK, MOTORCYCLE, BICYCLE, PEDESTRIAN -> DeviceKind.DEVICE_KIND_ONBOARD_UNIT;
        };
    }

    int participantType() {
        return participantType;
    }
}
