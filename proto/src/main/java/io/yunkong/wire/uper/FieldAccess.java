package io.yunkong.wire.uper;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The generated accessors of one protobuf field as functions on messages and builders. They are bound once, to the methods themselves:
 * several times faster than {@code Message.getField}, which looks the field up and boxes its value.
 */
final class FieldAccess {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> message;
    private final Class<?> builder;
    private final String name;
    private final boolean openEnum;

    FieldAccess(FieldDescriptor field) {
        this(
                field.getContainingType(),
                camelCase(field.getName()),
                field.getJavaType() == FieldDescriptor.JavaType.ENUM);
    }

    private FieldAccess(Descriptor type, String name, boolean openEnum) {
        this.message = prototype(type).getClass();
        this.builder = prototype(type).newBuilderForType().getClass();
        this.name = name;
        this.openEnum = openEnum;
    }

    /** The generated class's instance without any field set. */
    static Message prototype(Descriptor type) {
        String name = type.getFile().getOptions().getJavaPackage() + "." + type.getName();
        try {
            return (Message) Class.forName(name).getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw broken(name, e);
        }
    }

    /** Of a oneof: the case that is set. */
    static Function<Object, Object> caseOf(Descriptor type, String oneof) {
        FieldAccess access = new FieldAccess(type, camelCase(oneof), false);
        return access.bind(Function.class, "apply", access.message, "get" + access.name + "Case", List.of());
    }

    Predicate<Object> has() {
        return bind(Predicate.class, "test", message, "has" + name, List.of());
    }

    /** Of a number, or of an enum as its number. */
    ToIntFunction<Object> intGetter() {
        return bind(ToIntFunction.class, "applyAsInt", message, "get" + name + (openEnum ? "Value" : ""), List.of());
    }

    ObjIntConsumer<Object> intSetter() {
        return bind(
                ObjIntConsumer.class, "accept", builder, "set" + name + (openEnum ? "Value" : ""), List.of(int.class));
    }

    Function<Object, Object> getter() {
        return bind(Function.class, "apply", message, "get" + name, List.of());
    }

    BiConsumer<Object, Object> setter(Class<?> value) {
        return bind(BiConsumer.class, "accept", builder, "set" + name, List.of(value));
    }

    Function<Object, Object> listGetter() {
        return bind(Function.class, "apply", message, "get" + name + "List", List.of());
    }

    BiConsumer<Object, Object> listSetter() {
        return bind(BiConsumer.class, "accept", builder, "addAll" + name, List.of(Iterable.class));
    }

    /** Makes a function of a type that takes the receiver first. */
    @SuppressWarnings("unchecked")
    private <T> T bind(
            Class<? super T> function, String call, Class<?> receiver, String method, List<Class<?>> parameters) {
        try {
            MethodHandle target = LOOKUP.unreflect(receiver.getMethod(method, parameters.toArray(Class<?>[]::new)));
            MethodType exact = target.type();
            MethodType erased = exact.changeParameterType(0, Object.class);
            if (function == BiConsumer.class) {
                exact = exact.changeReturnType(void.class).wrap().changeReturnType(void.class);
                erased = MethodType.methodType(void.class, Object.class, Object.class);
            } else if (function == ObjIntConsumer.class) {
                exact = exact.changeReturnType(void.class);
                erased = erased.changeReturnType(void.class);
            } else if (function == Function.class) {
                exact = exact.wrap();
                erased = MethodType.methodType(Object.class, Object.class);
            }
            return (T)
                    LambdaMetafactory.metafactory(LOOKUP, call, MethodType.methodType(function), erased, target, exact)
                            .getTarget()
                            .invoke();
        } catch (Throwable e) {
            throw broken(receiver.getName() + "." + method, e);
        }
    }

    private static IllegalStateException broken(String name, Throwable cause) {
        return new IllegalStateException("schema and generated classes differ: name=" + name, cause);
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
