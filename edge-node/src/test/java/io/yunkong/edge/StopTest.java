package io.yunkong.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.RefusalCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How an edge ends. */
final class StopTest {
    private static final long STATION = 0x11;

    @Test
    void aDeviceThatGoesOnSpeakingReadsWhyItsLinkIsClosed() throws Exception {
        EdgeFixture fixture = EdgeFixture.start();
        try (TestDevice device = TestDevice.vehicle(fixture.tcp(), "veh-1", STATION)) {
            byte[] message = fixture.bsm(STATION, 1, 500, 500);
            AtomicBoolean speaks = new AtomicBoolean(true);
            Thread speaker = Thread.ofVirtual().start(() -> {
                try {
                    while (speaks.get()) {
                        device.uper(message);
                    }
                } catch (IOException e) {
                    // the edge has closed the link in the end
                }
            });
            fixture.awaitStatistics(s -> s.received() > 0);
            Thread stopper = Thread.ofVirtual().start(fixture.edge()::close);
            EdgeMessage last = device.awaitMessage(EdgeMessage::hasRefused);
            assertThat(last.getRefused().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_SHUTTING_DOWN);
            device.awaitEnd();
            speaks.set(false);
            speaker.join();
            device.close();
            stopper.join();
        }
        fixture.close();
    }

    @Test
    void theThreadsEndAlsoWhenAnEventLoopFails() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        EdgeConfig config = EdgeConfig.standard("edge-stops", anyPort, Optional.of(anyPort), List.of());
        EdgeNode edge = EdgeNode.start(config, TestZone.create(), () -> {
            if (broken.get()) {
                throw new IllegalStateException("clock broken");
            }
            return Instant.now();
        });
        broken.set(true);
        assertThatIllegalStateException()
                .isThrownBy(edge::close)
                .withMessage("event loop failed: cause=java.lang.IllegalStateException: clock broken; no answer");
        await().atMost(EdgeFixture.PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("edge-stops")));
        edge.close(); // a second time: nothing
    }
}
