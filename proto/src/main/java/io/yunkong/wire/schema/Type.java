package io.yunkong.wire.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A type of the message set in the terms of ASN.1, of one edition. Immutable. */
public sealed interface Type {
    /**
     * Number of elements, octets, characters or bits.
     *
     * @param max {@link Integer#MAX_VALUE}: no upper bound
     * @param extensible sizes outside are allowed, in the longer form
     */
    record Size(int min, int max, boolean extensible) {
        public boolean holds(int size) {
            return extensible || (size >= min && size <= max);
        }

        @Override
        public String toString() {
            return min + ".." + (max == Integer.MAX_VALUE ? "" : max) + (extensible ? ",..." : "");
        }
    }

    /**
     * INTEGER.
     *
     * @param min {@link Long#MIN_VALUE}: no lower bound
     * @param max {@link Long#MAX_VALUE}: no upper bound
     * @param extensible numbers outside are allowed, in the longer form
     */
    record Whole(long min, long max, boolean extensible) implements Type {
        public boolean holds(long value) {
            return extensible || (value >= min && value <= max);
        }
    }

    /** A type that has a generated class of its own. */
    sealed interface OfMessage extends Type {
        Descriptor message();

        /** All members that lie in fields: those of the root, then those behind the extension marker. */
        List<Member> members();
    }

    /** BOOLEAN. */
    record Bool() implements Type {}

    /**
     * ENUMERATED.
     *
     * @param identifiers by index; value k after the extension marker is number {@code identifiers.size() + k}
     */
    record Enumerated(List<String> identifiers, boolean extensible) implements Type {}

    /** BIT STRING: a number where the size is fixed, else a message BitString. */
    record Bits(Size size) implements Type {}

    /** OCTET STRING. */
    record Octets(Size size) implements Type {}

    /** IA5String. */
    record Text(Size size) implements Type {}

    /** SEQUENCE OF, in a repeated field. */
    record ListOf(Size size, Type element) implements Type {}

    /** SEQUENCE OF, in a message of its own whose only field is the list. */
    record OwnList(Descriptor message, Member list) implements OfMessage {
        @Override
        public List<Member> members() {
            return List.of(list);
        }
    }

    /**
     * SEQUENCE.
     *
     * @param additions what stands behind the extension marker
     */
    record Sequence(Descriptor message, boolean extensible, List<Member> root, List<Member> additions)
            implements OfMessage {
        @Override
        public List<Member> members() {
            return rootThen(root, additions);
        }
    }

    /**
     * CHOICE, in a oneof named "alternative".
     *
     * @param unknown field for an alternative that the schema does not know; absent where there is no extension marker
     */
    record Choice(
            Descriptor message,
            List<Member> root,
            List<Member> additions,
            @Nullable FieldDescriptor unknown) implements OfMessage {
        @Override
        public List<Member> members() {
            return rootThen(root, additions);
        }
    }

    /**
     * SEQUENCE of a number and an open type whose content the number tells.
     *
     * @param contents by number
     * @param unknown field for the octets of a content that the schema does not know
     */
    record Numbered(
            Descriptor message,
            boolean extensible,
            Member number,
            SortedMap<Integer, Member> contents,
            FieldDescriptor unknown)
            implements OfMessage {
        /** The contents in the order of their numbers. */
        @Override
        public List<Member> members() {
            return List.copyOf(contents.values());
        }
    }

    private static List<Member> rootThen(List<Member> root, List<Member> additions) {
        return Stream.concat(root.stream(), additions.stream()).toList();
    }

    /**
     * A member of a SEQUENCE or alternative of a CHOICE.
     *
     * @param name in the spelling of the standard's edition
     * @param optional may be left out
     */
    record Member(FieldDescriptor field, String name, Type type, boolean optional) {}
}
