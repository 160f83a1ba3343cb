package io.yunkong.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures binary messages that come over a user's WebSocket unasked. */
public final class SocketMessages {
    private static final String LAST = "lastMessage";
    private static final String MEASURED = "measured";

    /**
     * One message.
     *
     * @param atMs when it came, epoch milliseconds
     * @param octets its content
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Arrived(long atMs, byte[] octets) {}

    /** What is found of messages. */
    @FunctionalInterface
    public interface Measure {
        /**
         * Looks at some.
         *
         * @param before the last one that it has seen before
         * @param messages in the order in which they came
         */
        List<Measured> of(Optional<Arrived> before, List<Arrived> messages);
    }

    private SocketMessages() {}

    /** Logs what is found of the messages that have come since the last time. */
    public static ChainBuilder measure(Measure measure) {
        return exec(ws.processUnmatchedMessages((messages, session) -> {
                    List<Arrived> arrived = new ArrayList<>();
                    for (WsInboundMessage message : messages) {
                        if (message instanceof WsInboundMessage.Binary binary) {
                            arrived.add(new Arrived(binary.timestamp(), binary.message()));
                        }
                    }
                    if (arrived.isEmpty()) {
                        return session.set(MEASURED, List.of());
                    }
                    Optional<Arrived> before = Optional.ofNullable(session.get(LAST));
                    return session.set(MEASURED, measure.of(before, arrived)).set(LAST, arrived.getLast());
                }))
                .exec(ExchangeAction.step("measured", session -> (_, _, recorder) -> {
                    List<Measured> found = new io.gatling.javaapi.core.Session(session).getList(MEASURED);
                    found.forEach(one -> recorder.succeeded(one.name(), one.startMs(), one.endMs()));
                    recorder.done();
                }));
    }
}
