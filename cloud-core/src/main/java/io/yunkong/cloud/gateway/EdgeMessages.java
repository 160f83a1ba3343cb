package io.yunkong.cloud.gateway;

import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted edge must not tell: messages that can be parsed and cannot be meant, before they reach the directory or the journal.
 * Measurements are not looked at here: each of them is checked by its tile. Pure, thread-safe.
 */
final class EdgeMessages {
    private static final int DEVICE_ID_LENGTH_MAX = 64;
    private static final int ID_LENGTH_MAX = 128;

    private EdgeMessages() {}

    /**
     * Why a message is of no use; empty = it is.
     *
     * @param zone the zone of the link
     * @return a counted reason
     */
    static Optional<String> findFault(EdgeToCloud message, String zone) {
        return Optional.ofNullable(
                switch (message.getBodyCase()) {
                    case STATION -> fault(message.getStation());
                    case EDGE_WARNING -> fault(message.getEdgeWarning(), zone);
                    case DELIVERY -> fault(message.getDelivery());
                    case ADVICE_REPORT -> fault(message.getAdviceReport());
                    case HELLO, BATCH, HEARTBEAT, BODY_NOT_SET -> null;
                });
    }

    private static @Nullable String fault(StationEvent event) {
        if (event.getStationId() == 0) {
            return "station_id_zero";
        }
        return event.getDeviceId().length() > DEVICE_ID_LENGTH_MAX ? "device_id" : null;
    }

    private static @Nullable String fault(Warning warning, String zone) {
        if (!usable(warning.getWarningId())) {
            return "warning_id";
        }
        if (!warning.getZone().equals(zone)) {
            return "warning_zone";
        }
        if (warning.getOrigin() != WarningOrigin.WARNING_ORIGIN_EDGE) {
            return "warning_origin";
        }
        boolean application = warning.getApplication() == WarningApplication.WARNING_APPLICATION_UNSPECIFIED
                || warning.getApplication() == WarningApplication.UNRECOGNIZED;
        boolean phase = warning.getPhase() == WarningPhase.WARNING_PHASE_UNSPECIFIED
                || warning.getPhase() == WarningPhase.UNRECOGNIZED;
        return application || phase ? "warning_unknown" : null;
    }

    private static @Nullable String fault(DeliveryReport report) {
        if (!usable(report.getWarningId())) {
            return "warning_id";
        }
        return isKnown(report.getOutcome()) ? null : "delivery_unknown";
    }

    private static @Nullable String fault(AdviceReport report) {
        if (!usable(report.getAdviceId())) {
            return "advice_id";
        }
        return isKnown(report.getOutcome()) ? null : "delivery_unknown";
    }

    private static boolean isKnown(DeliveryOutcome outcome) {
        return outcome != DeliveryOutcome.DELIVERY_OUTCOME_UNSPECIFIED && outcome != DeliveryOutcome.UNRECOGNIZED;
    }

    private static boolean usable(String id) {
        return !id.isEmpty() && id.length() <= ID_LENGTH_MAX;
    }
}
