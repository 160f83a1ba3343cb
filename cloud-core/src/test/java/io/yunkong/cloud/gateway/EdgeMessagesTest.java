package io.yunkong.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.AdviceReport;
import io.yunkong.wire.DeliveryOutcome;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningPhase;
import org.junit.jupiter.api.Test;

class EdgeMessagesTest {
    private static final Warning GOOD = Warning.newBuilder()
            .setWarningId("edge-1-7")
            .setZone("strip")
            .setOrigin(WarningOrigin.WARNING_ORIGIN_EDGE)
            .setApplication(WarningApplication.WARNING_APPLICATION_FCW)
            .setPhase(WarningPhase.WARNING_PHASE_RAISED)
            .build();
    private static final DeliveryReport SENT = DeliveryReport.newBuilder()
            .setWarningId("edge-1-7")
            .setOutcome(DeliveryOutcome.DELIVERY_OUTCOME_SENT)
            .build();

    private static void rejected(String reason, EdgeToCloud.Builder message) {
        assertThat(EdgeMessages.findFault(message.build(), "strip")).contains(reason);
    }

    private static void taken(EdgeToCloud.Builder message) {
        assertThat(EdgeMessages.findFault(message.build(), "strip")).isEmpty();
    }

    private static EdgeToCloud.Builder warning(Warning.Builder warning) {
        return EdgeToCloud.newBuilder().setEdgeWarning(warning);
    }

    @Test
    void takesWhatAnEdgeTells() {
        taken(warning(GOOD.toBuilder()));
        taken(EdgeToCloud.newBuilder().setDelivery(SENT));
        taken(EdgeToCloud.newBuilder()
                .setStation(StationEvent.newBuilder().setStationId(5).setDeviceId("x".repeat(64))));
        taken(EdgeToCloud.newBuilder().setHeartbeat(LinkHeartbeat.getDefaultInstance()));
    }

    @Test
    void rejectsAWarningThatCannotBeMeant() {
        rejected("warning_id", warning(GOOD.toBuilder().clearWarningId()));
        rejected("warning_id", warning(GOOD.toBuilder().setWarningId("x".repeat(129))));
        rejected("warning_zone", warning(GOOD.toBuilder().setZone("elsewhere")));
        rejected("warning_origin", warning(GOOD.toBuilder().setOrigin(WarningOrigin.WARNING_ORIGIN_CLOUD)));
        rejected("warning_unknown", warning(GOOD.toBuilder().clearApplication()));
        rejected("warning_unknown", warning(GOOD.toBuilder().setApplicationValue(99)));
        rejected("warning_unknown", warning(GOOD.toBuilder().setPhaseValue(99)));
    }

    @Test
    void rejectsADeliveryOfNothing() {
        rejected(
                "warning_id",
                EdgeToCloud.newBuilder().setDelivery(SENT.toBuilder().clearWarningId()));
        rejected(
                "delivery_unknown",
                EdgeToCloud.newBuilder().setDelivery(SENT.toBuilder().setOutcomeValue(99)));
    }

    @Test
    void rejectsAReportOfNoAdvice() {
        AdviceReport sent = AdviceReport.newBuilder()
                .setAdviceId("glosa-1")
                .setOutcome(DeliveryOutcome.DELIVERY_OUTCOME_SENT)
                .build();
        taken(EdgeToCloud.newBuilder().setAdviceReport(sent));
        rejected(
                "advice_id",
                EdgeToCloud.newBuilder().setAdviceReport(sent.toBuilder().clearAdviceId()));
        rejected(
                "delivery_unknown",
                EdgeToCloud.newBuilder().setAdviceReport(sent.toBuilder().clearOutcome()));
    }

    @Test
    void rejectsAStationThatIsNone() {
        rejected("station_id_zero", EdgeToCloud.newBuilder().setStation(StationEvent.getDefaultInstance()));
        rejected(
                "device_id",
                EdgeToCloud.newBuilder()
                        .setStation(StationEvent.newBuilder().setStationId(5).setDeviceId("x".repeat(65))));
    }
}
