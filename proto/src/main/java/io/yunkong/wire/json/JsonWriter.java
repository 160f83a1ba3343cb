package io.yunkong.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Writes values by their type. */
final class JsonWriter {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final JsonGenerator out;

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    void value(Type type, Object value) throws IOException {
        switch (type) {
            case Type.Whole ignored -> out.writeNumber(((Number) value).longValue());
            case Type.Bool ignored -> out.writeBoolean((Boolean) value);
            case Type.Enumerated enumerated ->
                out.writeString(identifier(enumerated, ((EnumValueDescriptor) value).getNumber()));
            case Type.Bits bits -> out.writeString(bits(bits, value));
            case Type.Octets ignored -> out.writeString(HEX.formatHex(((ByteString) value).toByteArray()));
            case Type.Text ignored -> out.writeString((String) value);
            case Type.ListOf list -> {
                out.writeStartArray();
                for (Object element : (List<?>) value) {
                    value(list.element(), element);
                }
                out.writeEndArray();
            }
            case Type.OwnList list ->
                value(list.list().type(), ((Message) value).getField(list.list().field()));
            case Type.Sequence sequence -> sequence(sequence, (Message) value);
            case Type.Choice choice -> choice(choice, (Message) value);
            case Type.Numbered numbered -> numbered(numbered, (Message) value);
        }
    }

    private void sequence(Type.Sequence type, Message message) throws IOException {
        out.writeStartObject();
        for (Member member : type.root()) {
            if (!member.optional() || isPresent(member, message)) {
                member(member, message);
            }
        }
        for (Member member : type.additions()) {
            if (isPresent(member, message)) {
                member(member, message);
            }
        }
        out.writeEndObject();
    }

    private static boolean isPresent(Member member, Message message) {
        FieldDescriptor field = member.field();
        return field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
    }

    private void member(Member member, Message message) throws IOException {
        out.writeFieldName(member.name());
        value(member.type(), message.getField(member.field()));
    }

    private void choice(Type.Choice type, Message message) throws IOException {
        out.writeStartObject();
        for (Member member : type.root()) {
            if (message.hasField(member.field())) {
                member(member, message);
            }
        }
        for (Member member : type.additions()) {
            if (message.hasField(member.field())) {
                member(member, message);
            }
        }
        FieldDescriptor unknown = type.unknown();
        if (unknown != null && message.hasField(unknown)) {
            UnknownAlternative alternative = (UnknownAlternative) message.getField(unknown);
            out.writeStringField(
                    "<unknown extension alternative " + alternative.getIndex() + ">",
                    HEX.formatHex(alternative.getEncoding().toByteArray()));
        }
        out.writeEndObject();
    }

    private void numbered(Type.Numbered type, Message message) throws IOException {
        out.writeStartObject();
        String content = type.unknown().getContainingOneof().getName();
        if (message.hasField(type.unknown())) {
            member(type.number(), message);
            ByteString octets = (ByteString) message.getField(type.unknown());
            out.writeStringField(content, HEX.formatHex(octets.toByteArray()));
        }
        for (var entry : type.contents().entrySet()) {
            FieldDescriptor field = entry.getValue().field();
            if (message.hasField(field)) {
                out.writeNumberField(type.number().name(), entry.getKey());
                out.writeObjectFieldStart(content);
                out.writeFieldName(field.getMessageType().getName());
                value(entry.getValue().type(), message.getField(field));
                out.writeEndObject();
            }
        }
        out.writeEndObject();
    }

    private static String identifier(Type.Enumerated type, int index) {
        int known = type.identifiers().size();
        return index < known ? type.identifiers().get(index) : "<unknown extension value " + (index - known) + ">";
    }

    private static String bits(Type.Bits type, Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof BitString string) {
            int length = string.hasLength() ? string.getLength() : type.size().max();
            for (int bit = 0; bit < length; bit++) {
                text.append(isSet(string, bit) ? '1' : '0');
            }
        } else {
            int set = (Integer) value;
            for (int bit = 0; bit < type.size().max(); bit++) {
                text.append((set >>> bit & 1) != 0 ? '1' : '0');
            }
        }
        return text.toString();
    }

    private static boolean isSet(BitString string, int bit) {
        if (bit < Long.SIZE) {
            return (string.getBits() >>> bit & 1) != 0;
        }
        int beyond = bit - Long.SIZE;
        int octet = beyond >>> 3;
        return octet < string.getBeyond().size() && (string.getBeyond().byteAt(octet) >>> (7 - (beyond & 7)) & 1) != 0;
    }
}
