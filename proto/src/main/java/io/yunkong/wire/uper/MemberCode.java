package io.yunkong.wire.uper;

import io.yunkong.wire.schema.Type;
import io.yunkong.wire.schema.Type.Member;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Writes the class that joins a {@link MessageValue} to the protobuf class of its type: calls of that class's accessors one after another,
 * with the codec of each member as a constant. Nothing is looked up while a frame is read, and the just-in-time compiler sees through all
 * of it. A constant is made when it is met for the first time, and with it the class of a nested type: most links speak a few of the
 * messages only.
 */
final class MemberCode {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassDesc READER = desc(BitReader.class);
    private static final ClassDesc WRITER = desc(BitWriter.class);
    private static final ClassDesc MESSAGE_VALUE = desc(MessageValue.class);
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc LONG = ConstantDescs.CD_long;
    private static final ClassDesc BOOLEAN = ConstantDescs.CD_boolean;
    private static final ClassDesc VOID = ConstantDescs.CD_void;
    private static final int THIS = 0;

    private static final DirectMethodHandleDesc CODE = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            desc(MemberCode.class),
            "code",
            MethodTypeDesc.of(
                    OBJECT,
                    ConstantDescs.CD_MethodHandles_Lookup,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_Class,
                    INT));

    private final Type.OfMessage type;
    private final Class<? extends MessageValue> superclass;
    private final List<Member> members;

    private MemberCode(Type.OfMessage type) {
        this.type = type;
        this.superclass = switch (type) {
            case Type.Sequence ignored -> SequenceValue.class;
            case Type.Choice ignored -> ChoiceValue.class;
            case Type.Numbered ignored -> NumberedValue.class;
            case Type.OwnList ignored -> OwnListValue.class;
        };
        this.members = type.members();
    }

    private record Constants(List<Member> members, Compiler compiler) {}

    static MessageValue of(Type.OfMessage type, Compiler compiler) {
        MemberCode code = new MemberCode(type);
        String name = type.message().getName();
        byte[] octets = ClassFile.of().build(ClassDesc.of(code.superclass.getName() + "_" + name), code::define);
        try {
            MethodHandles.Lookup made =
                    LOOKUP.defineHiddenClassWithClassData(octets, new Constants(code.members, compiler), true);
            return (MessageValue)
                    made.findConstructor(made.lookupClass(), MethodType.methodType(void.class, type.getClass()))
                            .invoke(type);
        } catch (VirtualMachineError e) {
            throw e; // such as no memory at the moment: the constant is tried again with the next frame
        } catch (Throwable e) {
            throw new IllegalStateException("schema and generated classes differ: name=" + name, e);
        }
    }

    /** The codec of a member: the bootstrap method of the constants. */
    @SuppressWarnings("unused") // by CODE
    static Object code(MethodHandles.Lookup caller, String name, Class<?> kind, int member)
            throws IllegalAccessException {
        Constants constants = MethodHandles.classData(caller, ConstantDescs.DEFAULT_NAME, Constants.class);
        Type type = constants.members.get(member).type();
        return Compiler.isInt(type) ? Compiler.intCode(type) : constants.compiler.value(type);
    }

    private void define(ClassBuilder out) {
        out.withFlags(ClassFile.ACC_FINAL).withSuperclass(desc(superclass));
        ClassDesc kind = desc(type.getClass());
        method(
                out,
                ConstantDescs.INIT_NAME,
                MethodTypeDesc.of(VOID, kind),
                code -> code.aload(THIS)
                        .aload(code.parameterSlot(0))
                        .invokespecial(desc(superclass), ConstantDescs.INIT_NAME, MethodTypeDesc.of(VOID, kind))
                        .return_());
        method(out, "readMember", MethodTypeDesc.of(VOID, INT, READER, OBJECT), this::readMember);
        method(out, "writeMember", MethodTypeDesc.of(VOID, INT, OBJECT, WRITER), this::writeMember);
        method(out, "hasMember", MethodTypeDesc.of(BOOLEAN, INT, OBJECT), this::hasMember);
        if (type instanceof Type.Sequence) {
            method(out, "readRoot", MethodTypeDesc.of(OBJECT, READER, LONG, BOOLEAN), this::readRoot);
            method(out, "presence", MethodTypeDesc.of(LONG, OBJECT), this::presence);
            method(out, "writeRoot", MethodTypeDesc.of(VOID, OBJECT, LONG, WRITER), this::writeRoot);
        } else if (type instanceof Type.Choice) {
            method(out, "alternative", MethodTypeDesc.of(INT, OBJECT), this::alternative);
        }
    }

    private static void method(ClassBuilder out, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
        out.withMethodBody(name, type, 0, body);
    }

    private void readRoot(CodeBuilder code) {
        ClassDesc message = Accessor.message(type.message());
        ClassDesc builder = Accessor.builder(type.message());
        int in = code.parameterSlot(0);
        int made = code.allocateLocal(TypeKind.REFERENCE);
        code.invokestatic(message, "newBuilder", MethodTypeDesc.of(builder)).astore(made);
        eachOfRoot(code, code.parameterSlot(1), desc(UperException.class), (block, i) -> {
            block.aload(made);
            read(block, i, in);
        });
        code.iload(code.parameterSlot(2))
                .ifThen(block -> block.aload(THIS)
                        .aload(in)
                        .aload(made)
                        .invokevirtual(desc(superclass), "readAdditions", MethodTypeDesc.of(VOID, READER, OBJECT)));
        code.aload(made)
                .invokevirtual(builder, "buildPartial", MethodTypeDesc.of(message))
                .areturn();
    }

    private void writeRoot(CodeBuilder code) {
        int message = cast(code, code.parameterSlot(0), Accessor.message(type.message()));
        int out = code.parameterSlot(2);
        eachOfRoot(
                code, code.parameterSlot(1), desc(ValueException.class), (block, i) -> write(block, i, message, out));
        code.return_();
    }

    /** The members that are there in their order; a refusal names the one it came from. */
    private void eachOfRoot(CodeBuilder code, int presence, ClassDesc refusal, ObjIntConsumer<CodeBuilder> one) {
        if (rootSize() == 0) {
            return;
        }
        int at = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(at);
        code.trying(
                block -> {
                    long bit = 1L << optionals().count();
                    for (int i = 0; i < rootSize(); i++) {
                        int member = i;
                        block.loadConstant(i).istore(at);
                        if (members.get(i).optional()) {
                            bit >>>= 1;
                            block.lload(presence)
                                    .loadConstant(bit)
                                    .land()
                                    .lconst_0()
                                    .lcmp();
                            block.ifThen(Opcode.IFNE, present -> one.accept(present, member));
                        } else {
                            one.accept(block, i);
                        }
                    }
                },
                catches -> catches.catching(refusal, caught -> {
                    int given = caught.allocateLocal(TypeKind.REFERENCE);
                    caught.astore(given).aload(THIS).iload(at).aload(given);
                    caught.invokevirtual(MESSAGE_VALUE, "within", MethodTypeDesc.of(refusal, INT, refusal))
                            .athrow();
                }));
    }

    private void presence(CodeBuilder code) {
        int message = cast(code, code.parameterSlot(0), Accessor.message(type.message()));
        code.lconst_0();
        optionals().forEach(i -> {
            code.iconst_1().lshl().aload(message);
            accessor(i).has(code);
            code.i2l().lor();
        });
        code.lreturn();
    }

    private void readMember(CodeBuilder code) {
        switchOver(code, i -> {
            code.aload(code.parameterSlot(2)).checkcast(Accessor.builder(type.message()));
            read(code, i, code.parameterSlot(1));
            code.return_();
        });
    }

    private void writeMember(CodeBuilder code) {
        int message = cast(code, code.parameterSlot(1), Accessor.message(type.message()));
        switchOver(code, i -> {
            write(code, i, message, code.parameterSlot(2));
            code.return_();
        });
    }

    private void hasMember(CodeBuilder code) {
        int message = cast(code, code.parameterSlot(1), Accessor.message(type.message()));
        switchOver(code, i -> {
            if (accessor(i).hasPresence()) {
                code.aload(message);
                accessor(i).has(code);
            } else {
                code.iconst_1();
            }
            code.ireturn();
        });
    }

    private void alternative(CodeBuilder code) {
        ClassDesc message = Accessor.message(type.message());
        ClassDesc alternatives = message.nested("AlternativeCase");
        code.aload(code.parameterSlot(0))
                .checkcast(message)
                .invokevirtual(message, "getAlternativeCase", MethodTypeDesc.of(alternatives))
                .invokevirtual(alternatives, "getNumber", MethodTypeDesc.of(INT))
                .ireturn();
    }

    /** Those that are met one by one, by the first parameter: all but the root of a SEQUENCE. */
    private void switchOver(CodeBuilder code, IntConsumer one) {
        int first = type instanceof Type.Sequence ? rootSize() : 0;
        Label none = code.newLabel();
        List<SwitchCase> cases = IntStream.range(first, members.size())
                .mapToObj(i -> SwitchCase.of(i, code.newLabel()))
                .toList();
        code.iload(code.parameterSlot(0)).lookupswitch(none, cases);
        for (SwitchCase each : cases) {
            code.labelBinding(each.target());
            one.accept(each.caseValue());
        }
        code.labelBinding(none)
                .iload(code.parameterSlot(0))
                .invokestatic(MESSAGE_VALUE, "noMember", MethodTypeDesc.of(desc(IllegalStateException.class), INT))
                .athrow();
    }

    /** Takes the builder from the stack. */
    private void read(CodeBuilder code, int member, int in) {
        ClassDesc codec = loadCodec(code, member);
        code.aload(in);
        if (isInt(member)) {
            code.invokeinterface(codec, "read", MethodTypeDesc.of(INT, READER));
        } else {
            code.invokeinterface(codec, "read", MethodTypeDesc.of(OBJECT, READER));
            accessor(member).unbox(code);
        }
        accessor(member).set(code);
    }

    private void write(CodeBuilder code, int member, int message, int out) {
        if (!members.get(member).optional() && members.get(member).field().hasPresence()) {
            code.aload(message);
            accessor(member).has(code);
            code.invokestatic(MESSAGE_VALUE, "mandatory", MethodTypeDesc.of(VOID, BOOLEAN));
        }
        ClassDesc codec = loadCodec(code, member);
        code.aload(message);
        accessor(member).get(code);
        if (!isInt(member)) {
            accessor(member).box(code);
        }
        code.aload(out).invokeinterface(codec, "write", MethodTypeDesc.of(VOID, isInt(member) ? INT : OBJECT, WRITER));
    }

    private ClassDesc loadCodec(CodeBuilder code, int member) {
        ClassDesc codec = desc(isInt(member) ? IntCode.class : Value.class);
        code.loadConstant(DynamicConstantDesc.ofNamed(CODE, ConstantDescs.DEFAULT_NAME, codec, member));
        return codec;
    }

    private boolean isInt(int member) {
        return Compiler.isInt(members.get(member).type());
    }

    private Accessor accessor(int member) {
        return new Accessor(members.get(member).field());
    }

    private int rootSize() {
        return type instanceof Type.Sequence sequence ? sequence.root().size() : members.size();
    }

    private IntStream optionals() {
        return IntStream.range(0, rootSize()).filter(i -> members.get(i).optional());
    }

    /** A new local variable of that class. */
    private static int cast(CodeBuilder code, int slot, ClassDesc to) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(slot).checkcast(to).astore(local);
        return local;
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
