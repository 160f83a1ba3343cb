package io.yunkong.wire.uper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Identifiers of the ENUMERATED types of T/CSAE 53-2020 in the order of their indices, as the golden files write them. */
final class Identifiers {
    static final List<String> TRANSMISSION =
            list("neutral park forwardGears reverseGears reserved1 reserved2 reserved3 unavailable");
    static final List<String> POSITION =
            list("unavailable a500m a200m a100m a50m a20m a10m a5m a2m a1m a50cm a20cm a10cm a5cm a2cm a1cm");
    static final List<String> ELEVATION = list("unavailable elev-500-00 elev-200-00 elev-100-00 elev-050-00 elev-020-00"
            + " elev-010-00 elev-005-00 elev-002-00 elev-001-00 elev-000-50 elev-000-20 elev-000-10 elev-000-05"
            + " elev-000-02 elev-000-01");
    static final List<String> SPEED =
            list("unavailable prec100ms prec10ms prec5ms prec1ms prec0-1ms prec0-05ms prec0-01ms");
    static final List<String> HEADING =
            list("unavailable prec10deg prec05deg prec01deg prec0-1deg prec0-05deg prec0-01deg prec0-0125deg");
    static final List<String> STEERING = list("unavailable prec2deg prec1deg prec0-02deg");
    static final List<String> BRAKE = list("unavailable off on engaged");
    static final List<String> AUXILIARY_BRAKE = list("unavailable off on reserved");
    static final List<String> RESPONSE =
            list("notInUseOrNotEquipped emergency nonEmergency pursuit stationary slowMoving stopAndGoMovement");
    static final List<String> SIREN = list("unavailable notInUse inUse reserved");
    static final List<String> LIGHT_BAR = list("unavailable notInUse inUse yellowCautionLights schooldBusLights"
            + " arrowSignsActive slowMovingVehicle freqStops");
    static final List<String> PARTICIPANT = list("unknown motor non-motor pedestrian rsu");
    static final List<String> SOURCE = list("unknown selfinfo v2x video microwaveRadar loop lidar integrated");
    static final List<String> TIME = times();

    private Identifiers() {}

    private static List<String> list(String identifiers) {
        return Arrays.asList(identifiers.split(" ", -1));
    }

    /** From 100 s down to 1 ms as listed, then 5, 2, 1 in each further decimal place down to 1 ps. */
    private static List<String> times() {
        List<String> times = new ArrayList<>(list("unavailable time-100-000 time-050-000 time-020-000 time-010-000"
                + " time-002-000 time-001-000 time-000-500 time-000-200 time-000-100 time-000-050 time-000-020"
                + " time-000-010 time-000-005 time-000-002 time-000-001"));
        for (String group : List.of("time-000-000-", "time-000-000-000-", "time-000-000-000-000-")) {
            for (String zeros : List.of("", "0", "00")) {
                if (times.size() == 40) {
                    break;
                }
                for (String digit : List.of("5", "2", "1")) {
                    times.add(group + zeros + digit);
                }
            }
        }
        return List.copyOf(times.subList(0, 40));
    }
}
