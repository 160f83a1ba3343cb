package io.yunkong.edge.link;

import io.yunkong.map.exchange.MessageObservations;
import io.yunkong.wire.csae.MessageFrameExt;

/** What the kind of a Day 2 message (T/CSAE 157) says before anything in it is looked at. Pure. */
final class DayTwo {
    private DayTwo() {}

    /** Whether somebody here has a use for it. */
    static boolean isTaken(MessageFrameExt message) {
        return switch (message.getValueCase()) {
            case PSM, SSM, VIR, RSC -> true;
            case TEST, RTCM, PAM, CLPMM, VPM, UNKNOWNMESSAGE, VALUE_NOT_SET -> false;
        };
    }

    /** Whether it is what its sender tells of itself; without a value = it could not be read. */
    static boolean isOwnReport(MessageFrameExt message) {
        return switch (message.getValueCase()) {
            case PSM, VALUE_NOT_SET -> true;
            case SSM, VIR, TEST, RTCM, RSC, PAM, CLPMM, VPM, UNKNOWNMESSAGE -> false;
        };
    }

    /** Whose it is; 0 when it is not taken. */
    static long stationId(MessageFrameExt message) {
        return switch (message.getValueCase()) {
            case PSM -> MessageObservations.stationId(message.getPsm().getId());
            case SSM -> MessageObservations.stationId(message.getSsm().getId());
            case VIR -> MessageObservations.stationId(message.getVir().getId());
            case RSC -> MessageObservations.stationId(message.getRsc().getId());
            case TEST, RTCM, PAM, CLPMM, VPM, UNKNOWNMESSAGE, VALUE_NOT_SET -> 0;
        };
    }
}
