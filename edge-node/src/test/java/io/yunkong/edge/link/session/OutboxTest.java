package io.yunkong.edge.link.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import io.yunkong.edge.link.DeviceEvents;
import io.yunkong.edge.link.ResumeLimits;
import io.yunkong.edge.statistics.ResumeCounters;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a session keeps of its warnings, and what goes down when its device comes back. */
final class OutboxTest {
    private static final long CLEAR_HOLDS_US = 15_000_000;

    private final List<String> fates = new ArrayList<>();
    private final ResumeCounters counters = new ResumeCounters();
    private final Link first = new Link();
    private long nowUs = 1_000_000_000;

    private final Outbox outbox = new Outbox(
            new ResumeLimits(Duration.ofSeconds(10), 1, 4), CLEAR_HOLDS_US, counters, new Events(), () -> nowUs);

    private final class Events implements DeviceEvents {
        @Override
        public void acknowledged(Acknowledgement received, Predicate<StationLink> from) {}

        @Override
        public void waited(Notice notice, Notice.Fate fate) {
            fates.add(notice.toldId() + " " + fate);
        }

        @Override
        public byte[] zoneStatusMessage() {
            return new byte[0];
        }
    }

    /** Takes what it has room for. */
    private static final class Link implements Outbox.Way {
        private final List<String> read = new ArrayList<>();
        private Runnable onceWritten = () -> {};
        private int room = 100;

        @Override
        public boolean send(byte[] message, long sequence) {
            if (room == 0) {
                return false;
            }
            room--;
            try {
                Warning warning = EdgeMessage.parseFrom(message).getWarning();
                read.add(sequence + " " + warning.getWarningId() + " "
                        + warning.getPhase().name().replace("WARNING_PHASE_", ""));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
            onceWritten.run();
            return true;
        }
    }

    private Notice.Handed hand(String danger, WarningPhase phase, long validUs) {
        Warning warning = Warning.newBuilder()
                .setWarningId(danger)
                .setPhase(phase)
                .setValidUntilUs(nowUs + validUs)
                .build();
        byte[] message = EdgeMessage.newBuilder().setWarning(warning).build().toByteArray();
        return outbox.hand(new Notice(warning, danger, message));
    }

    private Notice.Handed raise(String danger) {
        return hand(danger, WarningPhase.WARNING_PHASE_RAISED, 5_000_000);
    }

    private Notice.Handed update(String danger) {
        return hand(danger, WarningPhase.WARNING_PHASE_UPDATED, 5_000_000);
    }

    private Notice.Handed clear(String danger) {
        return hand(danger, WarningPhase.WARNING_PHASE_CLEARED, 0);
    }

    private List<String> resume(long lastRead) {
        outbox.detach(first);
        Link next = new Link();
        outbox.attach(next, lastRead);
        return next.read;
    }

    @Test
    void numbersWhatGoesDown() {
        outbox.attach(first, 0);
        assertThat(raise("a")).isEqualTo(Notice.Handed.SENT);
        update("a");
        raise("b");
        clear("a");
        assertThat(first.read).containsExactly("1 a RAISED", "2 a UPDATED", "3 b RAISED", "4 a CLEARED");
        assertThat(fates).isEmpty();
    }

    @Test
    void sendsAgainWhatTheDeviceHasNotReadAndNothingElse() {
        outbox.attach(first, 0);
        raise("a");
        raise("b");
        raise("c");
        assertThat(resume(2)).containsExactly("3 c RAISED");
        assertThat(counters.replayed.sum()).isEqualTo(1);
        assertThat(fates).isEmpty();
    }

    @Test
    void ofADangerOnlyTheNewestStateAndToWhoHasNotReadTheRaiseAsARaise() {
        outbox.attach(first, 0);
        raise("a");
        raise("b");
        update("a");
        update("b");
        assertThat(resume(1)).containsExactly("3 a UPDATED", "4 b RAISED");
    }

    @Test
    void whatWasClearedMeanwhileIsCleared() {
        outbox.attach(first, 0);
        raise("a");
        outbox.detach(first);
        assertThat(clear("a")).isEqualTo(Notice.Handed.KEPT);
        nowUs += CLEAR_HOLDS_US - 1;
        assertThat(resume(1)).containsExactly("2 a CLEARED");
    }

    @Test
    void whatNoLongerHoldsIsNotSent() {
        outbox.attach(first, 0);
        raise("a");
        outbox.detach(first);
        raise("b");
        nowUs += 5_000_001;
        assertThat(resume(0)).isEmpty();
        assertThat(fates).containsExactly("b LAPSED");
    }

    @Test
    void aWarningRaisedWhileTheConnectionIsDownWaits() {
        assertThat(raise("a")).isEqualTo(Notice.Handed.KEPT);
        assertThat(raise("a")).isEqualTo(Notice.Handed.KEPT);
        assertThat(resume(0)).containsExactly("2 a RAISED");
        assertThat(fates).containsExactly("a SUPERSEDED", "a SENT");
    }

    @Test
    void aWarningThatCameAndWentUnreadLapsesAndIsCleared() {
        raise("a");
        clear("a");
        assertThat(fates).containsExactly("a LAPSED");
        assertThat(resume(0)).containsExactly("2 a CLEARED");
    }

    @Test
    void aDeviceThatDoesNotReadGetsTheRestInOrderOnceItReads() {
        outbox.attach(first, 0);
        first.room = 1;
        raise("a");
        assertThat(raise("b")).isEqualTo(Notice.Handed.KEPT);
        assertThat(raise("c")).isEqualTo(Notice.Handed.KEPT);
        first.room = 10;
        assertThat(raise("d")).isEqualTo(Notice.Handed.SENT);
        assertThat(first.read).containsExactly("1 a RAISED", "2 b RAISED", "3 c RAISED", "4 d RAISED");
        assertThat(fates).containsExactly("b SENT", "c SENT");
    }

    @Test
    void aLinkThatSaysWhileItIsWrittenToThatItHasRoomIsSentNothingTwice() {
        raise("a");
        raise("b");
        raise("c");
        nowUs += 1_000_000;
        first.onceWritten = () -> {
            nowUs += 3_000_000; // the first to be sent is over before the next
            outbox.refresh();
        };
        outbox.attach(first, 0);
        assertThat(first.read).containsExactly("1 a RAISED", "2 b RAISED", "3 c RAISED");
    }

    @Test
    void anUpdateOfADangerToldLongAgoStaysAnUpdate() {
        outbox.attach(first, 0);
        update("a");
        assertThat(first.read).containsExactly("1 a UPDATED");
    }

    @Test
    void theOldestMakesRoomAndIsCounted() {
        for (String danger : List.of("a", "b", "c", "d", "e")) {
            raise(danger);
        }
        assertThat(fates).containsExactly("a LAPSED");
        assertThat(counters.messagesForgotten.sum()).isEqualTo(1);
        assertThat(resume(0)).containsExactly("2 b RAISED", "3 c RAISED", "4 d RAISED", "5 e RAISED");
    }

    @Test
    void theEndIsToldAndAfterItNothingIsTaken() {
        raise("a");
        outbox.end();
        assertThat(fates).containsExactly("a LAPSED");
        assertThat(raise("b")).isEqualTo(Notice.Handed.REFUSED);
        assertThat(outbox.reached(0)).isFalse();
    }

    @Test
    void nobodyHasReadMoreThanWasSent() {
        raise("a");
        assertThat(outbox.reached(1)).isTrue();
        assertThat(outbox.reached(2)).isFalse();
        assertThat(outbox.reached(-1)).isFalse();
    }
}
