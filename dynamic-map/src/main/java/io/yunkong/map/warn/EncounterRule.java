package io.yunkong.map.warn;

import java.util.Optional;

/** An application that judges whether a host is in danger from another road user whom its way meets. Pure: no clock, no I/O, no state. */
interface EncounterRule {
    Application application();

    /** @param warned whether the host is under this warning of that road user now: its end needs more than its beginning */
    Optional<Finding> evaluate(Encounter encounter, boolean warned);
}
