package io.yunkong.cli;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of maps that can be imported, told apart by how a file begins, not by its name. */
enum MapFormat {
    SUMO,
    OPEN_DRIVE,
    LANELET2,
    GEO_JSON,
    MAP_LINES,
    MAP_OCTETS,
    NONE;

    /** How much of a file is looked at. */
    static final int HEAD_OCTETS = 1 << 15;

    /** First octet of a UPER message frame with a MAP: no extension, alternative 1 of 5 or 6. */
    private static final int MAP_FRAME = 0x10;

    private static final Pattern ROOT =
            Pattern.compile("\\s*(?:<\\?[^>]*\\?>|<!--(?s:.*?)-->|\\s)*<(?:\\w+:)?([A-Za-z]\\w*)");

    static MapFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        String start = (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading();
        if (start.startsWith("<")) {
            Matcher root = ROOT.matcher(start);
            return root.lookingAt() ? ofRoot(root.group(1)) : NONE;
        }
        if (start.startsWith("{")) {
            return start.contains("\"FeatureCollection\"") || start.contains("\"features\"") ? GEO_JSON : NONE;
        }
        if (isHexLines(start, head.length == HEAD_OCTETS)) {
            return MAP_LINES;
        }
        return head.length > 0 && (head[0] & 0xF0) == MAP_FRAME ? MAP_OCTETS : NONE;
    }

    private static MapFormat ofRoot(String root) {
        return switch (root) {
            case "net" -> SUMO;
            case "OpenDRIVE" -> OPEN_DRIVE;
            case "osm" -> LANELET2;
            default -> NONE;
        };
    }

    /** Lines of hexadecimal digits, empty lines and comments. */
    private static boolean isHexLines(String text, boolean cut) {
        boolean any = false;
        int end = cut ? Math.max(text.lastIndexOf('\n'), 0) : text.length();
        for (String line :
                text.substring(0, end == 0 ? text.length() : end).lines().toList()) {
            String digits = line.strip();
            if (!digits.isEmpty() && !digits.startsWith("#")) {
                if (!digits.matches("(0[xX])?[0-9a-fA-F\\s]+")) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
