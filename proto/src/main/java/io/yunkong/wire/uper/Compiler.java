package io.yunkong.wire.uper;

import com.google.protobuf.Descriptors.Descriptor;
import io.yunkong.wire.schema.Type;
import java.util.HashMap;
import java.util.Map;

/** Makes the codec of each type of one edition, one for each message. Thread-safe. */
final class Compiler {
    private final Map<Descriptor, Value> messages = new HashMap<>();

    synchronized Value value(Type type) {
        return switch (type) {
            case Type.Whole whole -> isInt(whole) ? new IntValue(intCode(whole)) : new NumberValue(whole);
            case Type.Bool ignored -> new BooleanValue();
            case Type.Enumerated enumerated -> new IntValue(intCode(enumerated));
            case Type.Bits bits ->
                bits.size().extensible() ? new BitStringValue(bits.size()) : new IntValue(intCode(bits));
            case Type.Octets octets -> new OctetsValue(new Count(octets.size()));
            case Type.Text text -> new TextValue(new Count(text.size()));
            case Type.ListOf list -> new ListValue(new Count(list.size()), value(list.element()));
            case Type.OfMessage message -> message(message);
        };
    }

    private Value message(Type.OfMessage type) {
        Value known = messages.get(type.message());
        if (known == null) {
            known = MemberCode.of(type, this);
            messages.put(type.message(), known);
        }
        return known;
    }

    /** Whether the generated classes hold the type as an int, whose code is an {@link IntCode} then. */
    static boolean isInt(Type type) {
        return switch (type) {
            // The schema has int64 for extensible and wide ones.
            case Type.Whole whole ->
                !whole.extensible() && whole.min() >= Integer.MIN_VALUE && whole.max() <= Integer.MAX_VALUE;
            case Type.Enumerated ignored -> true;
            case Type.Bits bits -> !bits.size().extensible();
            case Type.Bool ignored -> false;
            case Type.Octets ignored -> false;
            case Type.Text ignored -> false;
            case Type.ListOf ignored -> false;
            case Type.OfMessage ignored -> false;
        };
    }

    static IntCode intCode(Type type) {
        return switch (type) {
            case Type.Whole whole -> new IntCode.Constrained(new WholeNumber((int) whole.min(), (int) whole.max()));
            case Type.Enumerated enumerated -> {
                WholeNumber root =
                        WholeNumber.enumerated(enumerated.identifiers().size());
                yield enumerated.extensible() ? new IntCode.ExtensibleEnumerated(root) : new IntCode.Constrained(root);
            }
            case Type.Bits bits -> new IntCode.FixedBits(bits.size());
            default -> throw new IllegalStateException("schema broken: not a number: " + type);
        };
    }
}
