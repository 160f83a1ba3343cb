package io.yunkong.cloud.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Cuts a link's byte stream into frames and those into messages. After the first thing that cannot be right it reads nothing more, since
 * the stream has lost step: it calls {@code broken} once. A message that its receiver fails at costs no other. Not thread-safe: one link; not to be called
 * by who gets the messages.
 */
final class LinkFrames implements Handler<Buffer> {
    /** What most batches need; a longer payload makes it longer for good, up to that of the longest frame. */
    private static final int OCTETS_AT_FIRST = 4096;

    private final Consumer<EdgeToCloud> messages;
    private final BiConsumer<EdgeToCloud, RuntimeException> failed;
    private final Consumer<String> broken;
    private Part expected = Part.LENGTH;
    private int payloadBytes;
    /** What has come of the part that is expected. */
    private byte[] octets = new byte[OCTETS_AT_FIRST];

    private int come;
    private int wanted = FrameHeader.LENGTH_BYTES;
    private boolean dead;

    private enum Part {
        LENGTH,
        TYPE,
        PAYLOAD
    }

    /**
     * At the beginning of a link.
     *
     * @param failed gets what {@code messages} has thrown, and at which message
     * @param broken gets the counted reason
     */
    LinkFrames(
            Consumer<EdgeToCloud> messages, BiConsumer<EdgeToCloud, RuntimeException> failed, Consumer<String> broken) {
        this.messages = messages;
        this.failed = failed;
        this.broken = broken;
    }

    @Override
    public void handle(Buffer bytes) {
        for (int at = 0; at < bytes.length() && !dead; ) {
            int part = Math.min(wanted - come, bytes.length() - at);
            bytes.getBytes(at, at + part, octets, come);
            at += part;
            come += part;
            if (come == wanted) {
                whole();
            }
        }
    }

    /** A part of a frame is there. */
    private void whole() {
        try {
            switch (expected) {
                case LENGTH -> {
                    int length = Byte.toUnsignedInt(octets[0]) << 8 | Byte.toUnsignedInt(octets[1]);
                    payloadBytes =
                            FrameHeader.checkLength(length, FrameHeader.LINK_FRAME_BYTES_MAX) - FrameHeader.TYPE_BYTES;
                    expect(Part.TYPE, FrameHeader.TYPE_BYTES);
                }
                case TYPE -> type(FrameType.of(octets[0])); // a stranger is known before he has sent 64 kB
                case PAYLOAD -> {
                    expect(Part.LENGTH, FrameHeader.LENGTH_BYTES);
                    message();
                }
            }
        } catch (FrameException e) {
            fail("frame_" + e.reason().name().toLowerCase(Locale.ROOT));
        } catch (InvalidProtocolBufferException _) {
            fail("message_malformed");
        }
    }

    private void expect(Part next, int bytes) {
        expected = next;
        come = 0;
        wanted = bytes;
    }

    private void type(FrameType type) {
        if (type == FrameType.LINK) {
            if (octets.length < payloadBytes) {
                octets = new byte[payloadBytes];
            }
            expect(Part.PAYLOAD, payloadBytes);
        } else {
            fail("frame_type_not_link");
        }
    }

    private void message() throws InvalidProtocolBufferException {
        EdgeToCloud message = EdgeToCloud.parser().parseFrom(octets, 0, payloadBytes);
        if (message.getBodyCase() == EdgeToCloud.BodyCase.BODY_NOT_SET) {
            fail("message_empty");
            return;
        }
        try {
            messages.accept(message);
        } catch (RuntimeException e) {
            failed.accept(message, e);
        }
    }

    private void fail(String reason) {
        dead = true;
        broken.accept(reason);
    }

    /**
     * A message as it goes onto the link.
     *
     * @throws IllegalArgumentException if it is too long for a frame
     */
    static Buffer frame(CloudToEdge message) {
        byte[] payload = message.toByteArray();
        int header = FrameHeader.encode(FrameType.LINK, payload.length, FrameHeader.LINK_FRAME_BYTES_MAX);
        return Buffer.buffer(FrameHeader.BYTES + payload.length)
                .appendMedium(header)
                .appendBytes(payload);
    }
}
