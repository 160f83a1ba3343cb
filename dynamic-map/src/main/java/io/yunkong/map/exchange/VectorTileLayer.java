package io.yunkong.map.exchange;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.yunkong.map.road.WebShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer of a Mapbox Vector Tile 2.1, written by hand: the schema has four small messages, numbered as in the specification's
 * vector_tile.proto. One owner.
 */
final class VectorTileLayer {
    private static final int VERSION = 2;
    private static final int LINES = 2;
    private static final int POLYGON = 3;
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    /** What writes a message's fields. */
    @FunctionalInterface
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private final String name;
    private final List<byte[]> features = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<Object, Integer> values = new LinkedHashMap<>();

    VectorTileLayer(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    /**
     * @param id unique in the layer
     * @param properties texts and numbers (Double)
     * @param parts as {@link WebShape#on} gives them, at least one
     */
    void add(long id, Map<String, Object> properties, boolean area, List<int[]> parts) {
        List<Integer> tags = new ArrayList<>();
        properties.forEach((key, value) -> {
            tags.add(number(keys, key));
            tags.add(number(values, value));
        });
        List<Integer> commands = commands(area, parts);
        features.add(message(
                CodedOutputStream.computeUInt64Size(1, id)
                        + packedSize(tags)
                        + CodedOutputStream.computeEnumSize(3, POLYGON)
                        + packedSize(commands),
                out -> {
                    out.writeUInt64(1, id);
                    packed(out, 2, tags);
                    out.writeEnum(3, area ? POLYGON : LINES);
                    packed(out, 4, commands);
                }));
    }

    /** The layer as one field of the tile. */
    byte[] field() {
        List<byte[]> told = new ArrayList<>();
        values.keySet().forEach(value -> told.add(value(value)));
        int size = CodedOutputStream.computeUInt32Size(15, VERSION)
                + CodedOutputStream.computeStringSize(1, name)
                + sizeOf(features)
                + sizeOf(told)
                + CodedOutputStream.computeUInt32Size(5, WebShape.EXTENT);
        for (String key : keys.keySet()) {
            size += CodedOutputStream.computeStringSize(3, key);
        }
        byte[] layer = message(size, out -> {
            out.writeUInt32(15, VERSION); // readers look at it first
            out.writeString(1, name);
            for (byte[] feature : features) {
                out.writeByteArray(2, feature);
            }
            for (String key : keys.keySet()) {
                out.writeString(3, key);
            }
            for (byte[] value : told) {
                out.writeByteArray(4, value);
            }
            out.writeUInt32(5, WebShape.EXTENT);
        });
        return message(CodedOutputStream.computeByteArraySize(3, layer), out -> out.writeByteArray(3, layer));
    }

    /** Commands and zigzag parameters (specification, 4.3): every step counts from where the last one ended, also across parts. */
    static List<Integer> commands(boolean area, List<int[]> parts) {
        List<Integer> commands = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (int[] part : parts) {
            for (int i = 0; i < part.length; i += 2) {
                if (i == 0) {
                    commands.add(command(MOVE_TO, 1));
                } else if (i == 2) {
                    commands.add(command(LINE_TO, part.length / 2 - 1));
                }
                commands.add(CodedOutputStream.encodeZigZag32(part[i] - x));
                commands.add(CodedOutputStream.encodeZigZag32(part[i + 1] - y));
                x = part[i];
                y = part[i + 1];
            }
            if (area) {
                commands.add(command(CLOSE_PATH, 1));
            }
        }
        return commands;
    }

    private static int command(int id, int count) {
        return id | count << 3;
    }

    private static <T> int number(Map<T, Integer> known, T item) {
        return known.computeIfAbsent(item, _ -> known.size());
    }

    private static byte[] value(Object value) {
        if (value instanceof Double number) {
            return message(CodedOutputStream.computeDoubleSize(3, number), out -> out.writeDouble(3, number));
        }
        String text = value.toString();
        return message(CodedOutputStream.computeStringSize(1, text), out -> out.writeString(1, text));
    }

    private static int sizeOf(List<byte[]> messages) {
        int size = 0;
        for (byte[] message : messages) {
            size += CodedOutputStream.computeByteArraySize(2, message); // the number does not matter below 16
        }
        return size;
    }

    private static int packedSize(List<Integer> numbers) {
        int size = bytes(numbers);
        return numbers.isEmpty() ? 0 : 1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
    }

    private static int bytes(List<Integer> numbers) {
        int size = 0;
        for (int number : numbers) {
            size += CodedOutputStream.computeUInt32SizeNoTag(number);
        }
        return size;
    }

    private static void packed(CodedOutputStream out, int field, List<Integer> numbers) throws IOException {
        if (!numbers.isEmpty()) {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(bytes(numbers));
            for (int number : numbers) {
                out.writeUInt32NoTag(number);
            }
        }
    }

    private static byte[] message(int size, Fields fields) {
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("vector tile longer than counted: bytes=" + size + "; not written", e);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }
}
