package io.yunkong.edge.link.profile;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.VerticalOffset;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message of {@link OpenV2xJson} as maps, lists, strings, numbers and truth values. Places that the message gives relative to a reference
 * position become absolute. Keeps that position: one for each message.
 */
final class OpenV2xWriter {
    private static final Charset GB2312 = Charset.forName("GB2312");

    private Position3D reference = Position3D.getDefaultInstance();

    Map<String, Object> message(Type.Sequence type, Message message) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Member member : type.root()) {
            FieldDescriptor field = member.field();
            boolean absent = field.isRepeated()
                    ? member.optional() && message.getRepeatedFieldCount(field) == 0
                    : field.hasPresence() && !message.hasField(field);
            if (!absent) {
                Object value = message.getField(field);
                if (value instanceof Position3D position && isReference(member.name())) {
                    reference = position; // what is relative comes after it
                }
                out.put(name(member.name()), value(member.type(), value));
            }
        }
        return out;
    }

    private static boolean isReference(String name) {
        return name.equals("refPos") || name.equals("sensorPos");
    }

    private static String name(String name) {
        return switch (name) {
            case "long" -> "lon";
            case "elevation" -> "ele";
            default -> name;
        };
    }

    private Object value(Type type, Object value) {
        return switch (type) {
            case Type.Whole _, Type.Bool _, Type.Text _ -> value;
            case Type.Enumerated enumerated -> identifier(enumerated, (EnumValueDescriptor) value);
            case Type.Bits bits -> bits(bits, value);
            case Type.Octets _ -> HexFormat.of().withUpperCase().formatHex(((ByteString) value).toByteArray());
            case Type.Sequence _ when value instanceof PositionOffsetLLV place -> place(place);
            case Type.Sequence sequence -> message(sequence, (Message) value);
            case Type.Choice _ when value instanceof Description text -> description(text);
            case Type.Choice choice -> choice(choice, (Message) value);
            case Type.ListOf list -> {
                List<Object> items = new ArrayList<>();
                ((List<?>) value).forEach(item -> items.add(value(list.element(), item)));
                yield items;
            }
            case Type.OwnList own ->
                value(own.list().type(), ((Message) value).getField(own.list().field()));
            case Type.Numbered _ -> throw new IllegalStateException("message inside a message: type=" + type);
        };
    }

    private Map<String, Object> choice(Type.Choice type, Message value) {
        for (Member alternative : type.root()) {
            if (value.hasField(alternative.field())) {
                return Map.of(alternative.name(), value(alternative.type(), value.getField(alternative.field())));
            }
        }
        return Map.of();
    }

    /** A number that a newer standard knows stays a number. */
    private static Object identifier(Type.Enumerated type, EnumValueDescriptor value) {
        int index = value.getNumber();
        return index < type.identifiers().size() ? type.identifiers().get(index) : (Object) index;
    }

    private static String bits(Type.Bits type, Object value) {
        long set = value instanceof BitString string ? string.getBits() : (Integer) value;
        int length = value instanceof BitString string && string.hasLength()
                ? Math.min(string.getLength(), Long.SIZE)
                : type.size().max();
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < length; bit++) {
            text.append((set >>> bit & 1) != 0 ? '1' : '0');
        }
        return text.toString();
    }

    private static String description(Description text) {
        return switch (text.getAlternativeCase()) {
            case TEXTSTRING -> text.getTextString();
            case TEXTGB2312 -> text.getTextGB2312().toString(GB2312);
            case ALTERNATIVE_NOT_SET -> "";
        };
    }

    private Map<String, Object> place(PositionOffsetLLV place) {
        Map<String, Object> out = new LinkedHashMap<>();
        PositionOffsetLL at = place.getOffsetLL();
        switch (at.getAlternativeCase()) {
            case POSITION_LL1 ->
                near(out, at.getPositionLL1().getLon(), at.getPositionLL1().getLat());
            case POSITION_LL2 ->
                near(out, at.getPositionLL2().getLon(), at.getPositionLL2().getLat());
            case POSITION_LL3 ->
                near(out, at.getPositionLL3().getLon(), at.getPositionLL3().getLat());
            case POSITION_LL4 ->
                near(out, at.getPositionLL4().getLon(), at.getPositionLL4().getLat());
            case POSITION_LL5 ->
                near(out, at.getPositionLL5().getLon(), at.getPositionLL5().getLat());
            case POSITION_LL6 ->
                near(out, at.getPositionLL6().getLon(), at.getPositionLL6().getLat());
            case POSITION_LATLON -> {
                out.put("lat", at.getPositionLatLon().getLat());
                out.put("lon", at.getPositionLatLon().getLon());
            }
            case ALTERNATIVE_NOT_SET -> {}
        }
        Integer elevation = place.hasOffsetV() ? elevation(place.getOffsetV()) : null;
        if (elevation != null) {
            out.put("ele", elevation);
        }
        return out;
    }

    private void near(Map<String, Object> out, int longitude, int latitude) {
        out.put("lat", reference.getLat() + latitude);
        out.put("lon", reference.getLong() + longitude);
    }

    private @Nullable Integer elevation(VerticalOffset offset) {
        return switch (offset.getAlternativeCase()) {
            case ELEVATION -> offset.getElevation();
            case OFFSET1 -> above(offset.getOffset1());
            case OFFSET2 -> above(offset.getOffset2());
            case OFFSET3 -> above(offset.getOffset3());
            case OFFSET4 -> above(offset.getOffset4());
            case OFFSET5 -> above(offset.getOffset5());
            case OFFSET6 -> above(offset.getOffset6());
            case ALTERNATIVE_NOT_SET -> null;
        };
    }

    private @Nullable Integer above(int offset) {
        return reference.hasElevation() ? reference.getElevation() + offset : null;
    }
}
