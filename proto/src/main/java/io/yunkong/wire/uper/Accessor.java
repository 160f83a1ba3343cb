package io.yunkong.wire.uper;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes calls of the accessors that protoc generates for a field, in the bytecode of {@link MemberCode}. An enum is its number. */
record Accessor(FieldDescriptor field) {
    private static final ClassDesc LIST = ConstantDescs.CD_List;
    private static final ClassDesc ITERABLE = Iterable.class.describeConstable().orElseThrow();

    /** The generated class's instance without any field set. */
    static Message prototype(Descriptor type) {
        String name = name(type);
        try {
            return (Message) Class.forName(name).getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("schema and generated classes differ: name=" + name, e);
        }
    }

    static ClassDesc message(Descriptor type) {
        return ClassDesc.of(name(type));
    }

    static ClassDesc builder(Descriptor type) {
        return message(type).nested("Builder");
    }

    private static String name(Descriptor type) {
        return type.getFile().getOptions().getJavaPackage() + "." + type.getName();
    }

    /** Takes the message from the stack and puts the field's value there, a list for a repeated one. */
    void get(CodeBuilder code) {
        String method = "get" + suffix() + (field.isRepeated() ? "List" : "");
        code.invokevirtual(message(owner()), method, MethodTypeDesc.of(field.isRepeated() ? LIST : type()));
    }

    /** Takes the builder and the value from the stack. */
    void set(CodeBuilder code) {
        String method = (field.isRepeated() ? "addAll" : "set") + suffix();
        ClassDesc builder = builder(owner());
        code.invokevirtual(builder, method, MethodTypeDesc.of(builder, field.isRepeated() ? ITERABLE : type()))
                .pop();
    }

    /** Whether {@link #has} can tell a field that is not set from one that is; a list is not set when it is empty. */
    boolean hasPresence() {
        return field.hasPresence() || field.isRepeated();
    }

    /** Takes the message from the stack and puts 1 or 0 there. */
    void has(CodeBuilder code) {
        if (field.isRepeated()) {
            code.invokevirtual(
                            message(owner()),
                            "get" + camelCase(field.getName()) + "Count",
                            MethodTypeDesc.of(ConstantDescs.CD_int))
                    .invokestatic(
                            ConstantDescs.CD_Integer,
                            "signum",
                            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
        } else {
            code.invokevirtual(
                    message(owner()), "has" + camelCase(field.getName()), MethodTypeDesc.of(ConstantDescs.CD_boolean));
        }
    }

    /** From the stack as the setter takes it to an object. */
    void box(CodeBuilder code) {
        if (!field.isRepeated() && type().isPrimitive()) {
            ClassDesc box = boxed();
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, type()));
        }
    }

    /** From an object on the stack to what the setter takes. */
    void unbox(CodeBuilder code) {
        if (field.isRepeated()) {
            code.checkcast(ITERABLE);
        } else if (type().isPrimitive()) {
            code.checkcast(boxed()).invokevirtual(boxed(), type().displayName() + "Value", MethodTypeDesc.of(type()));
        } else {
            code.checkcast(type());
        }
    }

    private Descriptor owner() {
        return field.getContainingType();
    }

    private ClassDesc boxed() {
        return switch (field.getJavaType()) {
            case LONG -> ConstantDescs.CD_Long;
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            default -> throw new IllegalStateException("schema broken: field=" + field.getFullName());
        };
    }

    private ClassDesc type() {
        return switch (field.getJavaType()) {
            case INT, ENUM -> ConstantDescs.CD_int;
            case LONG -> ConstantDescs.CD_long;
            case BOOLEAN -> ConstantDescs.CD_boolean;
            case STRING -> ConstantDescs.CD_String;
            case BYTE_STRING -> ByteString.class.describeConstable().orElseThrow();
            case MESSAGE -> message(field.getMessageType());
            case FLOAT, DOUBLE -> throw new IllegalStateException("schema broken: field=" + field.getFullName());
        };
    }

    private String suffix() {
        boolean openEnum = field.getJavaType() == FieldDescriptor.JavaType.ENUM;
        return camelCase(field.getName()) + (openEnum ? "Value" : "");
    }

    /** As protoc does it for Java. */
    private static String camelCase(String field) {
        StringBuilder out = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = Character.isDigit(c);
            }
        }
        return out.toString();
    }
}
