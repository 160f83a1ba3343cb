package io.yunkong.edge.link.profile;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.Description;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.PositionOffsetLLV;
import io.yunkong.wire.csae.Position_LLmD_64b;
import io.yunkong.wire.csae.VerticalOffset;
import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import io.yunkong.wire.uper.DataElements;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of {@link OpenV2xJson}, member by member of the schema. An absent mandatory member takes the value that says "not known" where the
 * standard has one; ids of roadside messages and message counts come from the session. Identifiers of enumerations may be numbers instead.
 */
final class OpenV2xReader {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "long", "lon",
            "elevation", "ele",
            "eventPos", "eventPosition",
            "description", "eventDescription",
            "priority", "eventPriority",
            "timeDetails", "eventTimeDetails");
    /** Of mandatory members, by SEQUENCE and member. Nothing stands in for position, time, speed, heading and the ids of vehicles. */
    private static final Map<String, Object> NOT_KNOWN = Map.ofEntries(
            Map.entry("BasicSafetyMessage.transmission", "unavailable"),
            Map.entry("BasicSafetyMessage.accelSet", Map.of("long", 2001L, "lat", 2001L, "vert", -127L, "yaw", 0L)),
            Map.entry("BasicSafetyMessage.brakes", Map.of()),
            Map.entry("BasicSafetyMessage.size", Map.of("width", 0L, "length", 0L)),
            Map.entry("BasicSafetyMessage.vehicleClass", Map.of("classification", 0L)),
            Map.entry("ParticipantData.source", "unknown"),
            Map.entry("ParticipantData.posConfidence", Map.of("pos", "unavailable")),
            Map.entry("ParticipantData.size", Map.of("width", 0L, "length", 0L)),
            Map.entry("PositionConfidenceSet.pos", "unavailable"),
            Map.entry("VehicleClassification.classification", 0L),
            Map.entry("AccelerationSet4Way.long", 2001L),
            Map.entry("AccelerationSet4Way.lat", 2001L),
            Map.entry("AccelerationSet4Way.vert", -127L),
            Map.entry("AccelerationSet4Way.yaw", 0L),
            Map.entry("RTEData.eventSource", "unknown"),
            Map.entry("IntersectionState.status", "0000000000000000"));

    private final Sender sender;

    OpenV2xReader(Sender sender) {
        this.sender = sender;
    }

    /** @param out a builder of the type's message */
    Message message(Type.Sequence type, Object json, Message.Builder out) throws PayloadException {
        Map<?, ?> object = object(json);
        refuseSwapped(object);
        for (Member member : type.root()) {
            Optional<Object> value = find(type, member, object);
            if (value.isPresent()) {
                member(member, value.get(), out);
            } else if (!member.optional()) {
                throw malformed(member, "mandatory member absent");
            }
        }
        for (Member member : type.additions()) {
            Object value = object.get(member.name());
            if (value != null) {
                member(member, value, out);
            }
        }
        return out.build();
    }

    private Optional<Object> find(Type.Sequence type, Member member, Map<?, ?> object) {
        Object value = object.get(member.name());
        if (value == null && OTHER_NAMES.containsKey(member.name())) {
            value = object.get(OTHER_NAMES.get(member.name()));
        }
        if (isStationId(member)) {
            return stationId(member, value);
        }
        if (value == null && member.name().equals("msgCnt")) {
            return Optional.of((long) (sender.messageCount() & 127));
        }
        if (value == null && !member.optional()) {
            value = NOT_KNOWN.get(type.message().getName() + "." + member.name());
        }
        return Optional.ofNullable(value);
    }

    private static boolean isStationId(Member member) {
        return member.type() instanceof Type.Octets octets
                && octets.size().max() == 8
                && member.name().equals("id");
    }

    /** Eight octets, as hexadecimal digits or as readable characters; any other name of a sender is none, and the roadside unit's stands in. */
    private Optional<Object> stationId(Member member, @Nullable Object value) {
        if (value instanceof String text) {
            if (text.matches("[0-9A-Fa-f]{16}")) {
                return Optional.of(text);
            }
            if (text.matches("[!-~]{8}")) {
                return Optional.of(HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        boolean ofVehicle = member.field().getContainingType().getName().equals("BasicSafetyMessage");
        return member.optional() || ofVehicle || sender.stationId() == 0
                ? Optional.empty()
                : Optional.of(HexFormat.of().toHexDigits(sender.stationId()));
    }

    private void member(Member member, Object json, Message.Builder out) throws PayloadException {
        FieldDescriptor field = member.field();
        if (!(member.type() instanceof Type.ListOf list)) {
            out.setField(field, value(member, member.type(), json, out));
            return;
        }
        if (!(json instanceof List<?> items) || !list.size().holds(items.size())) {
            throw malformed(member, "no list, or of another length");
        }
        for (Object item : items) {
            out.addRepeatedField(field, value(member, list.element(), item, out));
        }
    }

    private Object value(Member member, Type type, Object json, Message.Builder parent) throws PayloadException {
        FieldDescriptor field = member.field();
        return switch (type) {
            case Type.Whole whole -> {
                long value = whole(member, json);
                if (!whole.holds(value)) {
                    throw malformed(member, "limit=" + whole.min() + ".." + whole.max());
                }
                yield field.getJavaType() == FieldDescriptor.JavaType.LONG ? (Object) value : (Object) (int) value;
            }
            case Type.Bool _ -> json.equals(true);
            case Type.Enumerated enumerated ->
                field.getEnumType().findValueByNumberCreatingIfUnknown(index(member, enumerated, json));
            case Type.Bits bits -> bits(member, bits, json);
            case Type.Octets octets -> octets(member, octets, json);
            case Type.Text text
            when json instanceof String characters && text.size().holds(characters.length()) -> characters;
            case Type.Text _ -> throw malformed(member, "no text, or too long");
            case Type.Sequence sequence
            when sequence.message().equals(PositionOffsetLLV.getDescriptor()) ->
                place(sequence, object(json), parent.newBuilderForField(field));
            case Type.Sequence sequence -> message(sequence, json, parent.newBuilderForField(field));
            case Type.Choice choice
            when choice.message().equals(Description.getDescriptor()) && json instanceof String text ->
                description(member, text);
            case Type.Choice choice -> choice(member, choice, object(json), parent.newBuilderForField(field));
            case Type.OwnList own -> {
                Message.Builder list = parent.newBuilderForField(field);
                member(own.list(), json, list);
                yield list.build();
            }
            case Type.ListOf _, Type.Numbered _ -> throw malformed(member, "cannot be read from json");
        };
    }

    private Message choice(Member member, Type.Choice type, Map<?, ?> object, Message.Builder out)
            throws PayloadException {
        for (Member alternative : type.root()) {
            Object json = object.get(alternative.name());
            if (json != null) {
                member(alternative, json, out);
                return out.build();
            }
        }
        throw malformed(member, "no alternative");
    }

    /** An absolute place; offsets in the standard's form are taken as well. */
    private Message place(Type.Sequence type, Map<?, ?> object, Message.Builder relative) throws PayloadException {
        Object longitude = object.containsKey("lon") ? object.get("lon") : object.get("long");
        Object latitude = object.get("lat");
        if (longitude == null || latitude == null) {
            return message(type, object, relative);
        }
        refuseSwapped(object);
        Member place = type.root().getFirst();
        PositionOffsetLLV.Builder out = PositionOffsetLLV.newBuilder()
                .setOffsetLL(PositionOffsetLL.newBuilder()
                        .setPositionLatLon(Position_LLmD_64b.newBuilder()
                                .setLon(within(place, longitude, -1_799_999_999, 1_800_000_001))
                                .setLat(within(place, latitude, -900_000_000, 900_000_001))));
        Object elevation = object.containsKey("ele") ? object.get("ele") : object.get("elevation");
        if (elevation != null) {
            out.setOffsetV(VerticalOffset.newBuilder().setElevation(within(place, elevation, -4096, 61_439)));
        }
        return out.build();
    }

    /** No latitude is that great, and as a longitude it would be one. */
    private static void refuseSwapped(Map<?, ?> object) throws PayloadException {
        Object longitude = object.containsKey("lon") ? object.get("lon") : object.get("long");
        if (object.get("lat") instanceof Long latitude
                && Math.abs(latitude) > DataElements.LATITUDE_UNAVAILABLE
                && longitude instanceof Long other
                && Math.abs(other) <= 900_000_000) {
            throw new PayloadException(
                    RejectReason.COORDINATES_SWAPPED, "latitude and longitude in each other's place");
        }
    }

    private static int within(Member member, Object json, int min, int max) throws PayloadException {
        long value = whole(member, json);
        if (value < min || value > max) {
            throw malformed(member, "limit=" + min + ".." + max);
        }
        return (int) value;
    }

    private static long whole(Member member, Object json) throws PayloadException {
        if (json instanceof Long number) {
            return number;
        }
        if (json instanceof String digits && digits.matches("-?[0-9]{1,12}")) {
            return Long.parseLong(digits);
        }
        throw malformed(member, "no number");
    }

    private static int index(Member member, Type.Enumerated type, Object json) throws PayloadException {
        int known = type.identifiers().size();
        int index = json instanceof String identifier && !identifier.matches("[0-9]+")
                ? type.identifiers().indexOf(identifier)
                : Math.clamp(whole(member, json), -1, known);
        if (index < 0 || index >= known) {
            throw malformed(member, "identifier not known");
        }
        return index;
    }

    /** Zeros and ones, bit 0 first. */
    private static Object bits(Member member, Type.Bits type, Object json) throws PayloadException {
        if (!(json instanceof String digits)
                || !digits.matches("[01]{0,64}")
                || !type.size().holds(digits.length())) {
            throw malformed(member, "no string of 0 and 1, or of another length");
        }
        long set = 0;
        for (int bit = 0; bit < digits.length(); bit++) {
            set |= (long) (digits.charAt(bit) - '0') << bit;
        }
        if (!type.size().extensible()) {
            return (int) set;
        }
        BitString.Builder out = BitString.newBuilder().setBits(set);
        return digits.length() == type.size().max()
                ? out.build()
                : out.setLength(digits.length()).build();
    }

    /** Hexadecimal digits; one octet may be a number. */
    private static ByteString octets(Member member, Type.Octets type, Object json) throws PayloadException {
        if (json instanceof Long number && type.size().max() == 1 && number >= 0 && number <= 255) {
            return ByteString.copyFrom(new byte[] {number.byteValue()});
        }
        if (json instanceof String digits
                && digits.matches("([0-9A-Fa-f]{2})*")
                && type.size().holds(digits.length() / 2)) {
            return ByteString.copyFrom(HexFormat.of().parseHex(digits));
        }
        throw malformed(member, "no hexadecimal digits, or of another length");
    }

    /** ASCII, else GB 2312; a character that is in neither becomes a question mark: an event is not lost for the name of a road. */
    private static Message description(Member member, String text) throws PayloadException {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        ByteBuffer octets = (ascii ? StandardCharsets.US_ASCII : GB2312).encode(text);
        if (text.isEmpty() || octets.remaining() > 512) {
            throw malformed(member, "no text, or too long");
        }
        return ascii
                ? Description.newBuilder().setTextString(text).build()
                : Description.newBuilder()
                        .setTextGB2312(ByteString.copyFrom(octets))
                        .build();
    }

    private static Map<?, ?> object(Object json) throws PayloadException {
        if (json instanceof Map<?, ?> object) {
            return object;
        }
        throw new PayloadException(RejectReason.MALFORMED, "an object expected in json");
    }

    private static PayloadException malformed(Member member, String what) {
        return new PayloadException(
                RejectReason.MALFORMED,
                what + ": field=" + member.field().getContainingType().getName() + "." + member.name());
    }
}
