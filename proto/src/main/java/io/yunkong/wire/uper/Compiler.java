package io.yunkong.wire.uper;

import com.google.protobuf.Descriptors.Descriptor;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the codec of each type of one edition, one for each message. Thread-safe. */
final class Compiler {
    private final Map<Descriptor, Value> messages = new HashMap<>();

    synchronized Value value(Type type) {
        return switch (type) {
            case Type.Whole whole -> isInt(whole) ? new Slot.IntValue(intCode(whole)) : new NumberValue(whole);
            case Type.Bool ignored -> new BooleanValue();
            case Type.Enumerated enumerated -> new Slot.IntValue(intCode(enumerated));
            case Type.Bits bits ->
                bits.size().extensible() ? new BitStringValue(bits.size()) : new Slot.IntValue(intCode(bits));
            case Type.Octets octets -> new OctetsValue(new Count(octets.size()));
            case Type.Text text -> new TextValue(new Count(text.size()));
            case Type.ListOf list ->
                throw new IllegalStateException("schema broken: a list has no message around it: " + list.size());
            case Type.OwnList list -> message(list.message(), () -> new OwnListValue(list, this));
            case Type.Sequence sequence -> message(sequence.message(), () -> new SequenceValue(sequence, this));
            case Type.Choice choice -> message(choice.message(), () -> new ChoiceValue(choice, this));
            case Type.Numbered numbered -> message(numbered.message(), () -> new NumberedValue(numbered, this));
        };
    }

    private Value message(Descriptor descriptor, Supplier<Value> make) {
        Value known = messages.get(descriptor);
        if (known == null) {
            known = make.get();
            messages.put(descriptor, known);
        }
        return known;
    }

    synchronized Slot[] slots(List<Member> members) {
        return members.stream().map(this::slot).toArray(Slot[]::new);
    }

    synchronized Slot slot(Member member) {
        return switch (member.type()) {
            case Type.ListOf list -> new Slot.OfList(member, new Count(list.size()), value(list.element()));
            case Type.Whole whole when isInt(whole) -> new Slot.OfInt(member, intCode(whole));
            case Type.Enumerated enumerated -> new Slot.OfInt(member, intCode(enumerated));
            case Type.Bits bits when !bits.size().extensible() -> new Slot.OfInt(member, intCode(bits));
            case Type.Whole whole -> new Slot.OfObject(member, value(whole));
            case Type.Bool bool -> new Slot.OfObject(member, value(bool));
            case Type.Bits bits -> new Slot.OfObject(member, value(bits));
            case Type.Octets octets -> new Slot.OfObject(member, value(octets));
            case Type.Text text -> new Slot.OfObject(member, value(text));
            case Type.OwnList list -> new Slot.OfObject(member, value(list));
            case Type.Sequence sequence -> new Slot.OfObject(member, value(sequence));
            case Type.Choice choice -> new Slot.OfObject(member, value(choice));
            case Type.Numbered numbered -> new Slot.OfObject(member, value(numbered));
        };
    }

    /** Whether the generated classes hold the number as an int: the schema has int64 for extensible and wide ones. */
    private static boolean isInt(Type.Whole whole) {
        return !whole.extensible() && whole.min() >= Integer.MIN_VALUE && whole.max() <= Integer.MAX_VALUE;
    }

    static IntCode intCode(Type type) {
        return switch (type) {
            case Type.Whole whole -> new IntCode.Constrained((int) whole.min(), (int) whole.max());
            case Type.Enumerated enumerated ->
                enumerated.extensible()
                        ? new IntCode.ExtensibleEnumerated(
                                enumerated.identifiers().size())
                        : new IntCode.Constrained(0, enumerated.identifiers().size() - 1);
            case Type.Bits bits -> new IntCode.FixedBits(bits.size());
            default -> throw new IllegalStateException("schema broken: not a number: " + type);
        };
    }
}
