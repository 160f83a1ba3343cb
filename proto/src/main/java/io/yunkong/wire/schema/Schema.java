package io.yunkong.wire.schema;

import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.yunkong.wire.csae.BitString;
import io.yunkong.wire.csae.CodecSchema;
import io.yunkong.wire.csae.Constraint;
import io.yunkong.wire.csae.DataElement;
import io.yunkong.wire.csae.ElementsSchema;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.SchemaEdition;
import io.yunkong.wire.csae.UnknownAlternative;
import io.yunkong.wire.schema.Type.Member;
import io.yunkong.wire.schema.Type.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the types of one edition from the protobuf descriptors and the options of {@code csae/codec.proto}, where the rules of the notation
 * are written down. A schema that breaks them ends in an {@link IllegalStateException} that names the field.
 */
public final class Schema {
    private static final String ALTERNATIVE = "alternative";

    private final Edition edition;
    private final Map<Descriptor, Type> types = new HashMap<>();

    private Schema(Edition edition) {
        this.edition = edition;
    }

    /** The type MessageFrame of an edition: what every encoding starts with. */
    public static Type.Choice frame(Edition edition) {
        return (Type.Choice) type(edition, MessageFrame.getDescriptor());
    }

    /** The type that a message of {@code io.yunkong.wire.csae} stands for. */
    public static Type type(Edition edition, Descriptor message) {
        return new Schema(edition).message(message);
    }

    private Type message(Descriptor message) {
        Type known = types.get(message);
        if (known != null) {
            return known;
        }
        Type type = read(message);
        types.put(message, type);
        return type;
    }

    private Type read(Descriptor message) {
        boolean extensible = message.getOptions().getExtension(CodecSchema.extensible);
        if (message.getOptions().getExtension(CodecSchema.listOnly)) {
            return new Type.OwnList(message, member(message.getFields().getFirst()));
        }
        if (message.getOptions().getExtension(CodecSchema.openType)) {
            return numbered(message, extensible);
        }
        List<Member> root = new ArrayList<>();
        List<Member> additions = new ArrayList<>();
        FieldDescriptor unknown = null;
        for (FieldDescriptor field : inOrder(message.getFields())) {
            if (isUnknownAlternative(field)) {
                unknown = field;
            } else if (isInEdition(field)) {
                (option(field, CodecSchema.addition) ? additions : root).add(member(field));
            }
        }
        List<OneofDescriptor> oneofs = message.getRealOneofs();
        if (oneofs.isEmpty()) {
            check(extensible || additions.isEmpty(), message, "additions need the option extensible");
            return new Type.Sequence(message, extensible, List.copyOf(root), List.copyOf(additions));
        }
        check(oneofs.size() == 1 && oneofs.getFirst().getName().equals(ALTERNATIVE), message, "oneof");
        check(
                extensible == (unknown != null),
                message,
                "an extensible CHOICE has an UnknownAlternative, others have none");
        return new Type.Choice(message, List.copyOf(root), List.copyOf(additions), unknown);
    }

    private Type numbered(Descriptor message, boolean extensible) {
        SortedMap<Integer, Member> contents = new TreeMap<>();
        FieldDescriptor unknown = null;
        for (FieldDescriptor field : message.getRealOneofs().getFirst().getFields()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING) {
                unknown = field;
            } else {
                contents.put(option(field, CodecSchema.messageId), member(field));
            }
        }
        if (unknown == null) {
            throw new IllegalStateException(
                    "schema broken: message=" + message.getName() + ", no field for the unknown");
        }
        Member number = member(message.findFieldByNumber(1));
        return new Type.Numbered(message, extensible, number, contents, unknown);
    }

    private Member member(FieldDescriptor field) {
        Type type = field.isRepeated() ? new Type.ListOf(listSize(field), value(field)) : value(field);
        boolean optional = field.isRepeated()
                ? option(field, CodecSchema.optionalList)
                : field.toProto().getProto3Optional() && !mandatory(field);
        String oldName = option(field, CodecSchema.name2019);
        String name = edition == Edition.E2019 && !oldName.isEmpty() ? oldName : field.getJsonName();
        return new Member(field, name, type, optional);
    }

    private Type value(FieldDescriptor field) {
        Constraint constraint = constraint(field);
        return switch (field.getJavaType()) {
            case INT, LONG ->
                constraint.getBitsCount() > 0
                        ? new Type.Bits(size(constraint.getSize()))
                        : new Type.Whole(
                                constraint.hasMin() ? constraint.getMin() : Long.MIN_VALUE,
                                constraint.hasMax() ? constraint.getMax() : Long.MAX_VALUE,
                                constraint.getExtensible());
            case BOOLEAN -> new Type.Bool();
            case ENUM -> enumerated(field.getEnumType());
            case BYTE_STRING -> new Type.Octets(size(constraint.getSize()));
            case STRING -> new Type.Text(size(constraint.getSize()));
            case MESSAGE ->
                field.getMessageType().equals(BitString.getDescriptor())
                        ? new Type.Bits(size(constraint.getSize()))
                        : message(field.getMessageType());
            case FLOAT, DOUBLE -> throw new IllegalStateException("schema broken: field=" + field.getFullName());
        };
    }

    private Constraint constraint(FieldDescriptor field) {
        DataElement element = option(field, ElementsSchema.is);
        Constraint constraint = element == DataElement.None
                ? option(field, CodecSchema.constraint)
                : element.getValueDescriptor().getOptions().getExtension(CodecSchema.element);
        return edition == Edition.E2019 && constraint.hasIn2019() ? constraint.getIn2019() : constraint;
    }

    private Size listSize(FieldDescriptor field) {
        boolean differs = edition == Edition.E2019 && field.getOptions().hasExtension(CodecSchema.list2019);
        return size(option(field, differs ? CodecSchema.list2019 : CodecSchema.list));
    }

    private static Size size(io.yunkong.wire.csae.Size size) {
        return new Size(size.getMin(), size.hasMax() ? size.getMax() : Integer.MAX_VALUE, size.getExtensible());
    }

    private static Type enumerated(EnumDescriptor type) {
        List<String> identifiers = new ArrayList<>();
        for (EnumValueDescriptor value : type.getValues()) {
            check(value.getNumber() == identifiers.size(), type.getContainingType(), value.getName());
            String given = value.getOptions().getExtension(CodecSchema.identifier);
            String spelt =
                    value.getName().substring(type.getName().length() + 1).replace('_', '-');
            identifiers.add(given.isEmpty() ? spelt : given);
        }
        return new Type.Enumerated(
                List.copyOf(identifiers), type.getOptions().getExtension(CodecSchema.extensibleEnum));
    }

    private boolean isInEdition(FieldDescriptor field) {
        SchemaEdition only = option(field, CodecSchema.only);
        return only == SchemaEdition.EDITION_UNSPECIFIED || only == edition.inSchema();
    }

    private boolean mandatory(FieldDescriptor field) {
        SchemaEdition since = option(field, CodecSchema.mandatorySince);
        return since != SchemaEdition.EDITION_UNSPECIFIED && edition.inSchema().getNumber() >= since.getNumber();
    }

    private static boolean isUnknownAlternative(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(UnknownAlternative.getDescriptor());
    }

    private static List<FieldDescriptor> inOrder(List<FieldDescriptor> fields) {
        return fields.stream()
                .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                .toList();
    }

    private static <T> T option(FieldDescriptor field, com.google.protobuf.Extension<FieldOptions, T> option) {
        return field.getOptions().getExtension(option);
    }

    private static void check(boolean holds, @Nullable Descriptor message, String rule) {
        if (!holds) {
            throw new IllegalStateException(
                    "schema broken: message=" + (message == null ? "" : message.getName()) + ", rule=" + rule);
        }
    }
}
