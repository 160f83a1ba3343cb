package io.yunkong.map.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Mapbox Vector Tiles 2.1 by the text of the specification, without protobuf and strictly: what it forbids is an error. */
final class VectorTileReader {
    record Feature(long id, int type, Map<String, Object> properties, List<int[]> parts) {}

    record Layer(String name, int version, int extent, List<Feature> features) {}

    private final byte[] bytes;
    private int at;
    private final int end;

    private VectorTileReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    static Map<String, Layer> read(byte[] tile) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        VectorTileReader in = new VectorTileReader(tile, 0, tile.length);
        while (in.more()) {
            demand(in.varint() == (3 << 3 | 2), "a tile has layers only");
            Layer layer = in.part().layer();
            demand(layers.put(layer.name(), layer) == null, "layer told twice: " + layer.name());
        }
        return layers;
    }

    private Layer layer() {
        String name = "";
        int version = 0;
        int extent = 0;
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        List<VectorTileReader> features = new ArrayList<>();
        demand((bytes[at] & 0xff) >> 3 == 15, "the version comes first");
        while (more()) {
            switch ((int) varint()) {
                case 15 << 3 -> version = (int) varint();
                case 1 << 3 | 2 -> name = text();
                case 2 << 3 | 2 -> features.add(part());
                case 3 << 3 | 2 -> keys.add(text());
                case 4 << 3 | 2 -> values.add(part().value());
                case 5 << 3 -> extent = (int) varint();
                default -> throw new IllegalStateException("field of a layer");
            }
        }
        demand(keys.stream().distinct().count() == keys.size(), "a key twice");
        demand(values.stream().distinct().count() == values.size(), "a value twice");
        demand(!features.isEmpty(), "a layer without features");
        List<Feature> read =
                features.stream().map(each -> each.feature(keys, values)).toList();
        demand(read.stream().map(Feature::id).distinct().count() == read.size(), "an id twice");
        return new Layer(name, version, extent, read);
    }

    private Feature feature(List<String> keys, List<Object> values) {
        long id = -1;
        int type = 0;
        List<Integer> tags = List.of();
        List<Integer> geometry = List.of();
        while (more()) {
            switch ((int) varint()) {
                case 1 << 3 -> id = varint();
                case 2 << 3 | 2 -> tags = part().packed();
                case 3 << 3 -> type = (int) varint();
                case 4 << 3 | 2 -> geometry = part().packed();
                default -> throw new IllegalStateException("field of a feature");
            }
        }
        demand(tags.size() % 2 == 0, "tags in pairs");
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i += 2) {
            demand(properties.put(keys.get(tags.get(i)), values.get(tags.get(i + 1))) == null, "a tag twice");
        }
        return new Feature(id, type, properties, parts(type, geometry));
    }

    /** 4.3: commands and cursor. */
    static List<int[]> parts(int type, List<Integer> geometry) {
        demand(type == 2 || type == 3, "lines and polygons only");
        List<int[]> parts = new ArrayList<>();
        int cursorX = 0;
        int cursorY = 0;
        int i = 0;
        while (i < geometry.size()) {
            demand(geometry.get(i++) == (1 | 1 << 3), "a part begins with MoveTo of one");
            int lineTo = geometry.get(i + 2);
            demand((lineTo & 7) == 2, "then comes LineTo");
            int count = lineTo >> 3;
            demand(count >= (type == 3 ? 2 : 1), "enough points");
            int[] part = new int[2 * count + 2];
            for (int point = 0; point <= count; point++) {
                int x = zigzag(geometry.get(i++));
                int y = zigzag(geometry.get(i++));
                demand(point == 0 || x != 0 || y != 0, "no empty step");
                cursorX += x;
                cursorY += y;
                part[2 * point] = cursorX;
                part[2 * point + 1] = cursorY;
                if (point == 0) {
                    i++; // LineTo, looked at already
                }
            }
            if (type == 3) {
                demand(geometry.get(i++) == (7 | 1 << 3), "a ring ends with ClosePath");
                demand(part[0] != cursorX || part[1] != cursorY, "a ring does not repeat its first point");
            }
            parts.add(part);
        }
        demand(!parts.isEmpty(), "a geometry");
        return parts;
    }

    private static int zigzag(int number) {
        return number >>> 1 ^ -(number & 1);
    }

    private Object value() {
        Object value = "";
        int fields = 0;
        while (more()) {
            int field = (int) varint();
            demand(field == (1 << 3 | 2) || field == (3 << 3 | 1), "field of a value");
            value = field == (3 << 3 | 1) ? (Object) Double.longBitsToDouble(fixed64()) : text();
            fields++;
        }
        demand(fields == 1, "a value has one field");
        return value;
    }

    private List<Integer> packed() {
        List<Integer> numbers = new ArrayList<>();
        while (more()) {
            numbers.add((int) varint());
        }
        return numbers;
    }

    private boolean more() {
        return at < end;
    }

    private VectorTileReader part() {
        int length = (int) varint();
        VectorTileReader part = new VectorTileReader(bytes, at, at + length);
        at += length;
        demand(at <= end, "a part ends before the whole");
        return part;
    }

    private String text() {
        VectorTileReader part = part();
        return new String(bytes, part.at, part.end - part.at, StandardCharsets.UTF_8);
    }

    private long fixed64() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            number |= (bytes[at++] & 0xffL) << shift;
        }
        return number;
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte octet = bytes[at++];
            number |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return number;
            }
        }
    }

    private static void demand(boolean met, String what) {
        if (!met) {
            throw new IllegalStateException(what);
        }
    }
}
