package io.yunkong.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkFramesTest {
    private final List<EdgeToCloud> messages = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<EdgeToCloud> failed = new ArrayList<>();
    private final LinkFrames frames = frames(messages::add);

    private LinkFrames frames(Consumer<EdgeToCloud> to) {
        return new LinkFrames(to, (message, _) -> failed.add(message), reasons::add);
    }

    @Test
    void aMessageThatItsReceiverFailsAtCostsNoOther() {
        LinkFrames failing = frames(message -> {
            if (message.equals(heartbeat(2))) {
                throw new IllegalStateException("as told");
            }
            messages.add(message);
        });
        Buffer three = frame(heartbeat(1)).appendBuffer(frame(heartbeat(2))).appendBuffer(frame(heartbeat(3)));
        failing.handle(three.getBuffer(0, three.length() - 1));
        failing.handle(three.getBuffer(three.length() - 1, three.length()));
        assertThat(messages).containsExactly(heartbeat(1), heartbeat(3));
        assertThat(failed).containsExactly(heartbeat(2));
        assertThat(reasons).isEmpty();
    }

    @Test
    void readsAFrameSplitAtEveryByte() {
        Buffer two = frame(heartbeat(1)).appendBuffer(frame(heartbeat(2)));
        for (int i = 0; i < two.length(); i++) {
            frames.handle(two.getBuffer(i, i + 1));
        }
        assertThat(messages).extracting(m -> m.getHeartbeat().getSentAtUs()).containsExactly(1L, 2L);
        assertThat(reasons).isEmpty();
    }

    @Test
    void readsManyFramesInOneSegment() {
        Buffer many = Buffer.buffer();
        for (int i = 0; i < 1000; i++) {
            many.appendBuffer(frame(heartbeat(i)));
        }
        frames.handle(many);
        assertThat(messages).hasSize(1000);
    }

    @Test
    void readsLongFramesAfterShortOnesAndTheOtherWayRoundWhereverTheyAreSplit() {
        List<EdgeToCloud> sent = List.of(heartbeat(1), batch(1), batch(900), heartbeat(2), batch(400), heartbeat(3));
        Buffer all = Buffer.buffer();
        sent.forEach(message -> all.appendBuffer(frame(message)));
        for (int piece : new int[] {all.length(), 4_095, 1_000, 7}) {
            messages.clear();
            LinkFrames inPieces = frames(messages::add);
            for (int at = 0; at < all.length(); at += piece) {
                inPieces.handle(all.getBuffer(at, Math.min(all.length(), at + piece)));
            }
            assertThat(messages).as("pieces of %d octets", piece).isEqualTo(sent);
        }
        assertThat(reasons).isEmpty();
    }

    private static EdgeToCloud batch(int observations) {
        ObservationBatch.Builder batch = ObservationBatch.newBuilder();
        for (int i = 0; i < observations; i++) {
            batch.addObservations(Observation.newBuilder().setStationId(i).setLatitudeE7(348_000_000 + i));
        }
        return EdgeToCloud.newBuilder().setBatch(batch).build();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0000, frame_too_short",
        "0001, frame_too_short",
        "474554, frame_unknown_type",
        "ffff02, frame_type_not_link",
        "000209ff, frame_unknown_type",
        "000201ff, frame_type_not_link",
        "0003030aff, message_malformed",
        "00030a0000, frame_unknown_type",
        "000503f2010100, message_empty",
    })
    void stopsForACountedReason(String hex, String reason) {
        frames.handle(Buffer.buffer(java.util.HexFormat.of().parseHex(hex)));
        frames.handle(frame(heartbeat(1)));
        assertThat(reasons).containsExactly(reason);
        assertThat(messages).isEmpty();
    }

    @RepeatedTest(50)
    void randomBytesNeverThrowAndNeverBecomeAMessageAfterAFailure(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        byte[] noise = new byte[70_000];
        new Random(seed).nextBytes(noise);
        frames.handle(Buffer.buffer(noise));
        int before = messages.size();
        frames.handle(frame(heartbeat(1)));
        assertThat(reasons).as("seed=%d", seed).hasSize(1);
        assertThat(messages).hasSize(before);
    }

    private static EdgeToCloud heartbeat(long at) {
        return EdgeToCloud.newBuilder()
                .setHeartbeat(LinkHeartbeat.newBuilder().setSentAtUs(at))
                .build();
    }

    private static Buffer frame(EdgeToCloud message) {
        byte[] payload = message.toByteArray();
        return Buffer.buffer()
                .appendUnsignedShort(payload.length + 1)
                .appendByte((byte) 3)
                .appendBytes(payload);
    }
}
