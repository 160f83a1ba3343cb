package io.yunkong.edge.downlink;

import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.WarningAck;

/** What a device says it has received. */
public sealed interface Acknowledgement {
    /** The raise of a warning. */
    record OfWarning(WarningAck ack) implements Acknowledgement {}

    /** The first message of an advice. */
    record OfAdvice(AdviceAck ack) implements Acknowledgement {}
}
