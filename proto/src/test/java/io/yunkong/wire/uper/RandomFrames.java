package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.schema.Schema;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Makes any frame that the schema allows; large ones stay small by leaving out what is optional once there is enough. */
final class RandomFrames {
    private final Type.Choice frame;
    private final Random random;
    private final boolean newerPeer;
    private int left;

    /**
     * @param newerPeer also make what the schema does not know
     */
    RandomFrames(Edition edition, Random random, boolean newerPeer) {
        this.frame = Schema.frame(edition);
        this.random = random;
        this.newerPeer = newerPeer;
    }

    MessageFrame next() {
        left = 1 << random.nextInt(12);
        return (MessageFrame) message(frame, MessageFrame.getDefaultInstance());
    }

    /** A frame with this alternative. */
    MessageFrame next(String alternative) {
        left = 1 << random.nextInt(12);
        MessageFrame.Builder builder = MessageFrame.newBuilder();
        fill(
                frame.root().stream()
                        .filter(m -> m.name().equals(alternative))
                        .findFirst()
                        .orElseThrow(),
                builder);
        return builder.build();
    }

    private Message message(Type type, Message prototype) {
        left--;
        Message.Builder builder = prototype.newBuilderForType();
        switch (type) {
            case Type.Sequence sequence -> {
                for (Member member : sequence.root()) {
                    if (!member.optional() || (left > 0 && random.nextBoolean())) {
                        fill(member, builder);
                    }
                }
                for (Member member : sequence.additions()) {
                    if (left > 0 && random.nextBoolean()) {
                        fill(member, builder);
                    }
                }
            }
            case Type.Choice choice -> choice(choice, builder);
            case Type.Numbered numbered -> numbered(numbered, builder);
            case Type.OwnList list -> fill(list.list(), builder);
            case Type.Bits bits -> bitString(bits, (BitString.Builder) builder);
            default -> throw new IllegalStateException(type.toString());
        }
        return builder.build();
    }

    private void choice(Type.Choice choice, Message.Builder builder) {
        List<Member> all = new ArrayList<>(choice.root());
        all.addAll(choice.additions());
        FieldDescriptor unknown = choice.unknown();
        if (newerPeer && unknown != null && random.nextInt(8) == 0) {
            builder.setField(
                    unknown,
                    UnknownAlternative.newBuilder()
                            .setIndex(choice.additions().size() + random.nextInt(100))
                            .setEncoding(octets(1 + random.nextInt(10)))
                            .build());
        } else {
            fill(all.get(random.nextInt(all.size())), builder);
        }
    }

    private void numbered(Type.Numbered numbered, Message.Builder builder) {
        if (newerPeer && random.nextInt(8) == 0) {
            builder.setField(numbered.number().field(), 100 + random.nextInt(1000));
            builder.setField(numbered.unknown(), octets(1 + random.nextInt(40_000)));
        } else {
            List<Integer> numbers = List.copyOf(numbered.contents().keySet());
            int number = numbers.get(random.nextInt(numbers.size()));
            builder.setField(numbered.number().field(), number);
            fill(Objects.requireNonNull(numbered.contents().get(number)), builder);
        }
    }

    private void bitString(Type.Bits bits, BitString.Builder out) {
        int length = newerPeer && random.nextInt(4) == 0
                ? random.nextInt(150)
                : bits.size().max();
        byte[] beyond = new byte[Math.max(0, length - Long.SIZE + 7) >>> 3];
        random.nextBytes(beyond);
        if ((length & 7) != 0 && beyond.length > 0) {
            beyond[beyond.length - 1] &= (byte) (0xFF << (8 - (length & 7)));
        }
        out.setBits(length == 0 ? 0 : random.nextLong() >>> Math.max(0, Long.SIZE - length));
        out.setBeyond(ByteString.copyFrom(beyond));
        if (length != bits.size().max()) {
            out.setLength(length);
        }
    }

    private void fill(Member member, Message.Builder builder) {
        FieldDescriptor field = member.field();
        if (member.type() instanceof Type.ListOf list) {
            int room = Math.min(list.size().max(), list.size().min() + 40)
                    - list.size().min();
            int size = list.size().min() + (left > 0 ? random.nextInt(room + 1) : 0);
            for (int i = 0; i < Math.max(size, member.optional() ? 1 : 0); i++) {
                builder.addRepeatedField(field, any(list.element(), field, builder));
            }
        } else {
            builder.setField(field, any(member.type(), field, builder));
        }
    }

    private Object any(Type type, FieldDescriptor field, Message.Builder parent) {
        return switch (type) {
            case Type.Whole whole -> {
                long value = number(whole);
                yield field.getJavaType() == FieldDescriptor.JavaType.LONG ? (Object) value : (Object) (int) value;
            }
            case Type.Bool ignored -> random.nextBoolean();
            case Type.Enumerated enumerated -> {
                int known = enumerated.identifiers().size();
                boolean unknown = newerPeer && enumerated.extensible() && random.nextInt(8) == 0;
                int index = unknown ? known + random.nextInt(200) : random.nextInt(known);
                yield field.getEnumType().findValueByNumberCreatingIfUnknown(index);
            }
            case Type.Bits bits
            when !bits.size().extensible() -> random.nextInt(1 << bits.size().max());
            case Type.Octets octets -> octets(size(octets.size()));
            case Type.Text text -> {
                StringBuilder out = new StringBuilder();
                int length = size(text.size());
                for (int i = 0; i < length; i++) {
                    out.append((char) random.nextInt(128));
                }
                yield out.toString();
            }
            default -> message(type, parent.newBuilderForField(field).buildPartial());
        };
    }

    private long number(Type.Whole whole) {
        if (newerPeer && whole.extensible() && random.nextInt(4) == 0) {
            return random.nextLong() >> random.nextInt(Long.SIZE);
        }
        return switch (random.nextInt(6)) {
            case 0 -> whole.min();
            case 1 -> whole.max();
            default -> whole.min() + (long) (random.nextDouble() * (whole.max() - whole.min() + 1));
        };
    }

    private int size(Type.Size size) {
        if (newerPeer && size.extensible() && random.nextInt(4) == 0) {
            return random.nextInt(300);
        }
        return switch (random.nextInt(6)) {
            case 0 -> size.min();
            case 1 -> Math.min(size.max(), size.min() + 600);
            default -> size.min() + random.nextInt(Math.min(size.max() - size.min(), 30) + 1);
        };
    }

    private ByteString octets(int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return ByteString.copyFrom(octets);
    }
}
