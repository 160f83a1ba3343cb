package io.yunkong.cloud.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import io.yunkong.wire.CloudToEdge;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.frame.FrameException;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Cuts a link's byte stream into frames and those into messages. After the first thing that cannot be right it reads nothing more, since
 * the stream has lost step: it calls {@code broken} once. Not thread-safe: one link.
 */
final class LinkFrames implements Handler<Buffer> {
    private final RecordParser parser = RecordParser.newFixed(FrameHeader.LENGTH_BYTES);
    private final Consumer<EdgeToCloud> messages;
    private final Consumer<String> broken;
    private Part expected = Part.LENGTH;
    private int payloadBytes;
    private boolean dead;

    private enum Part {
        LENGTH,
        TYPE,
        PAYLOAD
    }

    /** @param broken gets the counted reason */
    LinkFrames(Consumer<EdgeToCloud> messages, Consumer<String> broken) {
        this.messages = messages;
        this.broken = broken;
        parser.handler(this::record);
    }

    @Override
    public void handle(Buffer bytes) {
        if (!dead) {
            parser.handle(bytes);
        }
    }

    private void record(Buffer record) {
        if (dead) {
            return;
        }
        try {
            switch (expected) {
                case LENGTH -> {
                    payloadBytes = FrameHeader.checkLength(record.getUnsignedShort(0), FrameHeader.LINK_FRAME_BYTES_MAX)
                            - FrameHeader.TYPE_BYTES;
                    expect(Part.TYPE, FrameHeader.TYPE_BYTES);
                }
                case TYPE -> type(FrameType.of(record.getByte(0))); // a stranger is known before he has sent 64 kB
                case PAYLOAD -> {
                    expect(Part.LENGTH, FrameHeader.LENGTH_BYTES);
                    message(record.getBytes());
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
        parser.fixedSizeMode(bytes);
    }

    private void type(FrameType type) {
        if (type == FrameType.LINK) {
            expect(Part.PAYLOAD, payloadBytes);
        } else {
            fail("frame_type_not_link");
        }
    }

    private void message(byte[] payload) throws InvalidProtocolBufferException {
        EdgeToCloud message = EdgeToCloud.parser().parseFrom(payload);
        if (message.getBodyCase() == EdgeToCloud.BodyCase.BODY_NOT_SET) {
            fail("message_empty");
        } else {
            messages.accept(message);
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
