package io.yunkong.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads values by their type. Each method starts on the first token of its value and ends on the last. */
final class JsonReader {
    private static final Pattern UNKNOWN_VALUE = Pattern.compile("<unknown extension value (\\d{1,5})>");
    private static final Pattern UNKNOWN_ALTERNATIVE = Pattern.compile("<unknown extension alternative (\\d{1,5})>");
    private static final Type.Octets ANY_OCTETS = new Type.Octets(new Type.Size(0, Integer.MAX_VALUE, false));

    private final JsonParser in;

    JsonReader(JsonParser in) {
        this.in = in;
    }

    /**
     * @param prototype for a message: an instance of it
     */
    Message value(Type type, Message prototype) throws IOException, JsonFormException {
        Message.Builder builder = prototype.newBuilderForType();
        switch (type) {
            case Type.Sequence sequence -> sequence(sequence, builder);
            case Type.Choice choice -> choice(choice, builder);
            case Type.Numbered numbered -> numbered(numbered, builder);
            case Type.OwnList list -> member(list.list(), builder);
            case Type.Bits bits -> bitString(bits, (BitString.Builder) builder);
            case Type.Whole t -> throw new IllegalStateException(t.toString());
            case Type.Bool t -> throw new IllegalStateException(t.toString());
            case Type.Enumerated t -> throw new IllegalStateException(t.toString());
            case Type.Octets t -> throw new IllegalStateException(t.toString());
            case Type.Text t -> throw new IllegalStateException(t.toString());
            case Type.ListOf t -> throw new IllegalStateException(t.toString());
        }
        return builder.build();
    }

    private void sequence(Type.Sequence type, Message.Builder builder) throws IOException, JsonFormException {
        expect(JsonToken.START_OBJECT);
        Map<String, Member> open = new HashMap<>();
        Stream.concat(type.root().stream(), type.additions().stream()).forEach(m -> open.put(m.name(), m));
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            Member member = open.remove(name);
            if (member == null) {
                throw new JsonFormException(name, "the type has no such member");
            }
            in.nextToken();
            member(member, builder);
        }
        for (Member member : type.root()) {
            if (!member.optional() && open.containsKey(member.name())) {
                throw new JsonFormException(member.name(), "the member is absent and mandatory");
            }
        }
    }

    /** A message frame of whose object the first token has been read, and the next. */
    MessageFrame frame(Type.Choice type) throws IOException, JsonFormException {
        MessageFrame.Builder builder = MessageFrame.newBuilder();
        alternative(type, builder);
        return builder.build();
    }

    private void choice(Type.Choice type, Message.Builder builder) throws IOException, JsonFormException {
        expect(JsonToken.START_OBJECT);
        in.nextToken();
        alternative(type, builder);
    }

    private void alternative(Type.Choice type, Message.Builder builder) throws IOException, JsonFormException {
        if (in.currentToken() != JsonToken.FIELD_NAME) {
            throw new JsonFormException("", "no alternative is set");
        }
        String name = in.currentName();
        Matcher unknown = UNKNOWN_ALTERNATIVE.matcher(name);
        in.nextToken();
        if (type.unknown() != null && unknown.matches()) {
            unknownAlternative(type, Integer.parseInt(unknown.group(1)), type.unknown(), builder);
        } else {
            Member member = Stream.concat(type.root().stream(), type.additions().stream())
                    .filter(m -> m.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new JsonFormException(name, "the type has no such alternative"));
            member(member, builder);
        }
        in.nextToken();
        expect(JsonToken.END_OBJECT);
    }

    private void unknownAlternative(Type.Choice type, int index, FieldDescriptor field, Message.Builder builder)
            throws IOException, JsonFormException {
        if (index < type.additions().size()) {
            throw new JsonFormException(type.additions().get(index).name(), "the alternative is known by this name");
        }
        builder.setField(
                field,
                UnknownAlternative.newBuilder()
                        .setIndex(index)
                        .setEncoding(octets(ANY_OCTETS))
                        .build());
    }

    private void numbered(Type.Numbered type, Message.Builder builder) throws IOException, JsonFormException {
        expect(JsonToken.START_OBJECT);
        String content = type.unknown().getContainingOneof().getName();
        in.nextToken();
        expectName(type.number().name());
        in.nextToken();
        int number = Math.toIntExact(whole((Type.Whole) type.number().type()));
        builder.setField(type.number().field(), number);
        in.nextToken();
        expectName(content);
        Member known = type.contents().get(number);
        if (in.nextToken() == JsonToken.VALUE_STRING && known == null) {
            builder.setField(type.unknown(), octets(ANY_OCTETS));
        } else {
            expect(JsonToken.START_OBJECT);
            in.nextToken();
            if (known == null) {
                throw new JsonFormException(content, "number=" + number + " is not known");
            }
            expectName(known.field().getMessageType().getName());
            in.nextToken();
            member(known, builder);
            in.nextToken();
            expect(JsonToken.END_OBJECT);
        }
        in.nextToken();
        expect(JsonToken.END_OBJECT);
    }

    private void member(Member member, Message.Builder builder) throws IOException, JsonFormException {
        FieldDescriptor field = member.field();
        try {
            if (member.type() instanceof Type.ListOf list) {
                list(list, field, builder);
            } else {
                builder.setField(field, any(member.type(), field, builder));
            }
        } catch (JsonFormException e) {
            throw e.within(member.name());
        }
    }

    private void list(Type.ListOf type, FieldDescriptor field, Message.Builder builder)
            throws IOException, JsonFormException {
        expect(JsonToken.START_ARRAY);
        int size = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (size == type.size().max()) {
                throw new JsonFormException("", "size=" + (size + 1) + ", limit=" + type.size());
            }
            try {
                builder.addRepeatedField(field, any(type.element(), field, builder));
            } catch (JsonFormException e) {
                throw e.within("[" + size + "]");
            }
            size++;
        }
        checkSize(type.size(), size);
    }

    private Object any(Type type, FieldDescriptor field, Message.Builder parent) throws IOException, JsonFormException {
        boolean isLong = field.getJavaType() == FieldDescriptor.JavaType.LONG;
        return switch (type) {
            case Type.Whole whole -> isLong ? (Object) whole(whole) : (Object) Math.toIntExact(whole(whole));
            case Type.Bool ignored -> bool();
            case Type.Enumerated enumerated ->
                field.getEnumType().findValueByNumberCreatingIfUnknown(index(enumerated));
            case Type.Bits bits when !bits.size().extensible() -> bitSet(bits);
            case Type.Bits bits -> value(bits, parent.newBuilderForField(field).buildPartial());
            case Type.Octets octets -> octets(octets);
            case Type.Text text -> text(text);
            case Type.OwnList list ->
                value(list, parent.newBuilderForField(field).buildPartial());
            case Type.Sequence sequence ->
                value(sequence, parent.newBuilderForField(field).buildPartial());
            case Type.Choice choice ->
                value(choice, parent.newBuilderForField(field).buildPartial());
            case Type.Numbered numbered ->
                value(numbered, parent.newBuilderForField(field).buildPartial());
            case Type.ListOf list -> throw new IllegalStateException("a list of lists has a message between: " + list);
        };
    }

    private long whole(Type.Whole type) throws IOException, JsonFormException {
        expect(JsonToken.VALUE_NUMBER_INT);
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || !type.holds(in.getLongValue())) {
            throw new JsonFormException("", "value=" + in.getText() + ", limit=" + type.min() + ".." + type.max());
        }
        return in.getLongValue();
    }

    private boolean bool() throws JsonFormException {
        if (in.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE);
        }
        return in.currentToken() == JsonToken.VALUE_TRUE;
    }

    private int index(Type.Enumerated type) throws IOException, JsonFormException {
        String identifier = string();
        int index = type.identifiers().indexOf(identifier);
        if (index >= 0) {
            return index;
        }
        Matcher unknown = UNKNOWN_VALUE.matcher(identifier);
        if (!type.extensible() || !unknown.matches()) {
            throw new JsonFormException("", "identifier=" + identifier + " is not known");
        }
        return type.identifiers().size() + Integer.parseInt(unknown.group(1));
    }

    private ByteString octets(Type.Octets type) throws IOException, JsonFormException {
        String digits = string();
        try {
            byte[] octets = HexFormat.of().parseHex(digits);
            checkSize(type.size(), octets.length);
            return ByteString.copyFrom(octets);
        } catch (IllegalArgumentException e) {
            throw new JsonFormException("", "octets are no hexadecimal digits");
        }
    }

    private String text(Type.Text type) throws IOException, JsonFormException {
        String text = string();
        checkSize(type.size(), text.length());
        return text;
    }

    private int bitSet(Type.Bits type) throws IOException, JsonFormException {
        String digits = bits(type);
        int set = 0;
        for (int bit = 0; bit < digits.length(); bit++) {
            set |= (digits.charAt(bit) - '0') << bit;
        }
        return set;
    }

    private void bitString(Type.Bits type, BitString.Builder out) throws IOException, JsonFormException {
        String digits = bits(type);
        long set = 0;
        byte[] beyond = new byte[Math.max(0, digits.length() - Long.SIZE + 7) >>> 3];
        for (int bit = 0; bit < digits.length(); bit++) {
            long value = Character.digit(digits.charAt(bit), 2);
            if (bit < Long.SIZE) {
                set |= value << bit;
            } else {
                beyond[(bit - Long.SIZE) >>> 3] |= (byte) (value << (7 - (bit & 7)));
            }
        }
        out.setBits(set).setBeyond(ByteString.copyFrom(beyond));
        if (digits.length() != type.size().max()) {
            out.setLength(digits.length());
        }
    }

    private String bits(Type.Bits type) throws IOException, JsonFormException {
        String digits = string();
        if (!digits.chars().allMatch(c -> c == '0' || c == '1')) {
            throw new JsonFormException("", "bits are not 0 and 1");
        }
        checkSize(type.size(), digits.length());
        return digits;
    }

    private String string() throws IOException, JsonFormException {
        expect(JsonToken.VALUE_STRING);
        return in.getText();
    }

    private static void checkSize(Type.Size limit, int size) throws JsonFormException {
        if (!limit.holds(size)) {
            throw new JsonFormException("", "size=" + size + ", limit=" + limit);
        }
    }

    private void expect(JsonToken token) throws JsonFormException {
        if (in.currentToken() != token) {
            throw new JsonFormException(
                    "", "found=" + JsonWords.kind(in.currentToken()) + ", expected " + JsonWords.kind(token));
        }
    }

    private void expectName(String name) throws IOException, JsonFormException {
        if (in.currentToken() != JsonToken.FIELD_NAME || !name.equals(in.currentName())) {
            throw new JsonFormException(name, "found=" + in.getText() + ", expected this member");
        }
    }
}
