package io.yunkong.edge.link.profile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import io.yunkong.wire.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Message frames between the schema and JSON as OpenV2X writes it. That form has the standard's member names and raw units, but {@code lon}
 * and {@code ele} in positions; places inside a message are absolute; members which the standard demands are often left out. What is
 * wrapped around messages differs: {@code {"content": {"rsms": [...]}}}, {@code {"rsms": [...]}}, {@code {"rsm": {...}}} or the bare message
 * are taken, the first is written.
 *
 * <p>Members that nobody knows are ignored. Without a position, a time, a speed or a heading a message is refused; {@link OpenV2xReader} says
 * what takes the place of other mandatory members. Stateless: safe for use by any thread.
 */
final class OpenV2xJson {
    private static final int MESSAGES_MAX = 32;
    private static final String CONTENT = "content";

    private OpenV2xJson() {}

    /**
     * The messages in a payload.
     *
     * @param tree the payload
     * @param sender completes what they leave out
     */
    static List<MessageFrame> read(Map<String, Object> tree, MessageName name, Sender sender) throws PayloadException {
        List<MessageFrame> frames = new ArrayList<>();
        for (Object item : unwrap(tree, name)) {
            if (frames.size() == MESSAGES_MAX) {
                throw new PayloadException(RejectReason.MALFORMED, "too many messages: limit=" + MESSAGES_MAX);
            }
            frames.add(frame(name, item, sender));
        }
        return frames;
    }

    private static List<?> unwrap(Map<String, Object> tree, MessageName name) {
        Map<?, ?> inner = tree.get(CONTENT) instanceof Map<?, ?> content ? content : tree;
        if (inner.get(name.listKey()) instanceof List<?> list) {
            return list;
        }
        return List.of(inner.get(name.key()) instanceof Map<?, ?> one ? one : inner);
    }

    private static FieldDescriptor field(MessageName name) {
        return (name.isDay2() ? MessageFrameExt.getDescriptor() : MessageFrame.getDescriptor())
                .findFieldByName(name.field());
    }

    private static Type.Sequence type(MessageName name) {
        return Objects.requireNonNull(Types.BY_NAME.get(name));
    }

    private static MessageFrame frame(MessageName name, Object json, Sender sender) throws PayloadException {
        FieldDescriptor field = field(name);
        MessageFrame.Builder frame = MessageFrame.newBuilder();
        Message.Builder holder = name.isDay2() ? frame.getMsgFrameExtBuilder() : frame;
        holder.setField(field, new OpenV2xReader(sender).message(type(name), json, holder.newBuilderForField(field)));
        return frame.build();
    }

    /**
     * A message as it goes down.
     *
     * @param sequence what the device names when it confirms; empty = it does not
     */
    static Map<String, Object> write(MessageFrame frame, MessageName name, Optional<String> sequence) {
        Message holder = name.isDay2() ? frame.getMsgFrameExt() : frame;
        Object written = new OpenV2xWriter().message(type(name), (Message) holder.getField(field(name)));
        Map<String, Object> out = new LinkedHashMap<>();
        sequence.ifPresent(number -> {
            out.put("ack", true);
            out.put("seqNum", number);
        });
        out.put(CONTENT, Map.of(name.listKey(), List.of(written)));
        return out;
    }

    /** Read from the schema on first use. */
    private static final class Types {
        private static final Map<MessageName, Type.Sequence> BY_NAME = types();

        private static Map<MessageName, Type.Sequence> types() {
            Map<MessageName, Type.Sequence> types = new LinkedHashMap<>();
            for (MessageName name : MessageName.values()) {
                if (!name.field().isEmpty()) {
                    types.put(name, (Type.Sequence)
                            Schema.type(Edition.E2020, field(name).getMessageType()));
                }
            }
            return Map.copyOf(types);
        }
    }
}
