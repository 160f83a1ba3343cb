package io.yunkong.cloud.api;

import com.google.protobuf.CodedOutputStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.yunkong.wire.FeedTick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The console sockets of one zone. A socket has at most one tick under way: while it is not written, ticks are skipped for this socket,
 * and the next one it gets is a snapshot. Not thread-safe: the API's event loop owns it.
 */
final class LiveFeed {
    static final String SUBPROTOCOL = "v2x.v1.protobuf";
    /** A reader that has not taken a tick for this many is gone. */
    private static final int SKIPPED_MAX = 100;

    private static final short CLOSE_TOO_SLOW = 4008;

    private static final class Reader {
        private final ServerWebSocket socket;
        private long sequence;
        private boolean needsSnapshot = true;
        private boolean writing;
        private int skipped;

        Reader(ServerWebSocket socket) {
            this.socket = socket;
        }
    }

    private final List<Reader> readers = new ArrayList<>();
    private long skippedTicks;

    void add(ServerWebSocket socket) {
        Reader reader = new Reader(socket);
        readers.add(reader);
        socket.closeHandler(_ -> readers.remove(reader));
        socket.exceptionHandler(_ -> readers.remove(reader));
        socket.frameHandler(frame -> {
            if (frame.isText() || frame.isBinary()) {
                // The feed has nothing to be told; who sends is not our console.
                var _ = socket.close((short) 1003, "nothing expected");
            }
        });
    }

    int size() {
        return readers.size();
    }

    long skippedTicks() {
        return skippedTicks;
    }

    /** Sends a tick, or the snapshot to those that need one; each is encoded once for all. */
    void send(FeedTick delta, Supplier<FeedTick> snapshots) {
        byte @Nullable [] deltaBytes = null;
        byte @Nullable [] snapshotBytes = null;
        for (Reader reader : List.copyOf(readers)) {
            if (reader.socket.isClosed()) {
                readers.remove(reader); // it is told a moment later
                continue;
            }
            reader.sequence++;
            if (reader.writing || reader.socket.writeQueueFull()) {
                skip(reader);
            } else if (reader.needsSnapshot) {
                snapshotBytes = snapshotBytes == null ? snapshots.get().toByteArray() : snapshotBytes;
                write(reader, snapshotBytes);
            } else {
                deltaBytes = deltaBytes == null ? delta.toByteArray() : deltaBytes;
                write(reader, deltaBytes);
            }
        }
    }

    private void skip(Reader reader) {
        skippedTicks++;
        reader.needsSnapshot = true;
        if (++reader.skipped == SKIPPED_MAX) {
            var _ = reader.socket.close(CLOSE_TOO_SLOW, "too slow");
        }
    }

    private void write(Reader reader, byte[] tick) {
        reader.needsSnapshot = false;
        reader.skipped = 0;
        reader.writing = true;
        var _ = reader.socket
                .writeBinaryMessage(withSequence(reader.sequence, tick))
                .onComplete(_ -> reader.writing = false);
    }

    /** The sequence differs per socket; protobuf fields may stand in any order, so it is put before the shared rest. */
    private static Buffer withSequence(long sequence, byte[] tick) {
        byte[] head = new byte[CodedOutputStream.computeUInt64Size(FeedTick.SEQUENCE_FIELD_NUMBER, sequence)];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(head);
            out.writeUInt64(FeedTick.SEQUENCE_FIELD_NUMBER, sequence);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the array is exactly as long as computed
        }
        return Buffer.buffer(head.length + tick.length).appendBytes(head).appendBytes(tick);
    }

    void close() {
        List.copyOf(readers).forEach(reader -> {
            var _ = reader.socket.close((short) 1001, "node stopped");
        });
    }
}
