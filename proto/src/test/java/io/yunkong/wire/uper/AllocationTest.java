package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing, whatever the message holds. */
class AllocationTest {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();

    private interface Work {
        long run() throws UperException;
    }

    /** The least of some rounds: class loading and compilation may allocate in the first ones. */
    private static long bytesAllocated(Work work) throws UperException {
        long least = Long.MAX_VALUE;
        long sink = 0;
        for (int round = 0; round < 20; round++) {
            long before = THREAD.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                sink += work.run();
            }
            least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(sink).isNotNegative();
        return least;
    }

    @Test
    void readingBsmsAllocatesNothing() throws UperException {
        List<byte[]> frames =
                Golden.read("bsm.jsonl").stream().map(Golden::bytes).toList();
        assertThat(bytesAllocated(() -> {
                    long sum = 0;
                    for (int i = 0; i < frames.size(); i++) {
                        byte[] frame = frames.get(i);
                        bsm.wrap(frame, 0, frame.length);
                        sum += bsm.messageCount() + bsm.brakes().wheelBrakes();
                    }
                    return sum;
                }))
                .isZero();
    }

    @Test
    void readingRsmsAllocatesNothing() throws UperException {
        List<byte[]> frames =
                Golden.read("rsm.jsonl").stream().map(Golden::bytes).toList();
        assertThat(bytesAllocated(() -> {
                    long sum = 0;
                    for (int i = 0; i < frames.size(); i++) {
                        byte[] frame = frames.get(i);
                        rsm.wrap(frame, 0, frame.length);
                        while (rsm.next()) {
                            sum += rsm.participant().participantId();
                        }
                    }
                    return sum;
                }))
                .isZero();
    }

    @Test
    void writingAllocatesNothing() throws UperException {
        BsmWriter bsmWriter = new BsmWriter();
        RsmWriter rsmWriter = new RsmWriter();
        byte[] buffer = new byte[RsmWriter.BYTES_MAX];
        assertThat(bytesAllocated(() -> {
                    bsmWriter.clear().position(1, 2).speed(3).brakePedal(1).eventFlags(128);
                    rsmWriter
                            .clear()
                            .referencePosition(1, 2)
                            .addParticipant()
                            .position(3, 4)
                            .vehicleClass(10);
                    return (long) bsmWriter.encode(buffer) + rsmWriter.encode(buffer);
                }))
                .isZero();
    }
}
