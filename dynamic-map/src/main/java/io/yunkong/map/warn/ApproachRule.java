package io.yunkong.map.warn;

import java.util.Optional;

/** An application that judges what a host comes to. Pure: no clock, no I/O, no state. */
interface ApproachRule {
    Application application();

    /**
     * Whether a host is to be warned of this; empty also for every subject that is none of its business.
     *
     * @param warned whether the host is under this warning of that subject now: its end needs more than its beginning
     */
    Optional<Finding> evaluate(Approach approach, boolean warned);
}
