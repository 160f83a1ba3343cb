package io.yunkong.cloud.api;

import io.yunkong.cloud.journal.JournalRecord;
import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.Warning;
import java.util.List;

/** Kept warnings in the form of the live feed, so that a console has one way to take them in. */
final class WarningTicks {
    /** What a console asks for instead of JSON; the body is one {@link FeedTick} with warnings and deliveries only. */
    static final String MEDIA_TYPE = "application/x-protobuf";

    private WarningTicks() {}

    static FeedTick of(List<JournalRecord> records, boolean withEvidence, long nowUs) {
        FeedTick.Builder tick = FeedTick.newBuilder().setAtUs(nowUs);
        records.forEach(record -> add(tick, record, withEvidence));
        return tick.build();
    }

    /** The state that was raised, which alone holds the evidence, the worst one if it is neither, and the newest; all under the danger's id. */
    static void add(FeedTick.Builder tick, JournalRecord record, boolean withEvidence) {
        Warning.Builder raised = record.raised().toBuilder().setWarningId(record.id());
        Warning.Builder latest = record.latest().toBuilder().setRaisedAtUs(raised.getRaisedAtUs());
        tick.addWarnings(withEvidence ? raised : raised.clearEvidence());
        int severity = record.worst().getSeverityValue();
        if (severity > raised.getSeverityValue() && severity > latest.getSeverityValue()) {
            tick.addWarnings(record.worst().toBuilder()
                    .setWarningId(record.id())
                    .setRaisedAtUs(raised.getRaisedAtUs())
                    .clearEvidence());
        }
        tick.addWarnings(latest.clearEvidence());
        for (DeliveryReport report : record.deliveries()) {
            tick.addDeliveries(report.toBuilder().setWarningId(record.id()));
        }
    }
}
