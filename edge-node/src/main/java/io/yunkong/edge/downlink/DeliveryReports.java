package io.yunkong.edge.downlink;

import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;

/** Who is told what became of warnings and advice. Called on the map thread. */
public interface DeliveryReports {
    /** A warning of this edge, in each phase, for the record; before the report of its delivery. */
    void edgeWarning(Warning warning);

    /** What became of one message of {@code warning}. */
    void delivery(Warning warning, DeliveryReport report);

    /** What became of one message of {@code advice}. */
    void advice(Advice advice, AdviceReport report);
}
