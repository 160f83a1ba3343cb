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
    private boolean readingLength = true;
    private boolean dead;

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
            if (readingLength) {
                int length = FrameHeader.checkLength(record.getUnsignedShort(0), FrameHeader.LINK_FRAME_BYTES_MAX);
                parser.fixedSizeMode(length);
                readingLength = false;
            } else {
                parser.fixedSizeMode(FrameHeader.LENGTH_BYTES);
                readingLength = true;
                message(record.getBytes());
            }
        } catch (FrameException e) {
            fail("frame_" + e.reason().name().toLowerCase(Locale.ROOT));
        } catch (InvalidProtocolBufferException _) {
            fail("message_malformed");
        }
    }

    private void message(byte[] frame) throws FrameException, InvalidProtocolBufferException {
        if (FrameType.of(frame[0]) != FrameType.LINK) {
            fail("frame_type_not_link");
            return;
        }
        EdgeToCloud message =
                EdgeToCloud.parser().parseFrom(frame, FrameHeader.TYPE_BYTES, frame.length - FrameHeader.TYPE_BYTES);
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
