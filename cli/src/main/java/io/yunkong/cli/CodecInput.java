package io.yunkong.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/** What the codec commands are given: arguments, lines, or the octets of a file. */
final class CodecInput {
    /** Longest line, characters: a frame of 65,535 octets as JSON fits many times. */
    private static final int LINE_MAX = 1 << 23;

    /** Takes one piece of the input. */
    @FunctionalInterface
    interface Piece {
        /**
         * @param place where it stands, for messages
         */
        void accept(String place, String text);
    }

    private CodecInput() {}

    /** Gives each line that is neither empty nor a comment ({@code #}), whatever its length, without keeping any. */
    static void lines(String name, InputStream source, Piece piece) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            int number = 1;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    line(name + ":" + number, line, piece);
                    line.setLength(0);
                    number++;
                } else if (line.length() == LINE_MAX) {
                    throw new CommandFailure(
                            ExitCode.FAILURE,
                            name + ":" + number + ": line too long: limit=" + LINE_MAX + "; input not read on");
                } else {
                    line.append((char) c);
                }
            }
            line(name + ":" + number, line, piece);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static void line(String place, StringBuilder line, Piece piece) {
        String text = line.toString().strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
            piece.accept(place, text);
        }
    }

    /** Opens a file of the command line. */
    static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** A file's first octets. */
    static byte[] octets(Path file, int max) {
        try (InputStream in = open(file)) {
            return in.readNBytes(max);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static CommandFailure unreadable(String name, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new CommandFailure(ExitCode.USAGE, "no such file: file=" + name);
        }
        boolean folder = Files.isDirectory(Path.of(name));
        return new CommandFailure(
                folder ? ExitCode.USAGE : ExitCode.FAILURE,
                "file not readable: file=" + name + ", reason=" + (folder ? "it is a folder" : "read error"));
    }

    /** Whether octets are the characters of hexadecimal digits and white space, and nothing else. */
    static boolean isHexText(byte[] octets) {
        for (byte octet : octets) {
            if (!HexFormat.isHexDigit(octet) && !Character.isWhitespace(octet)) {
                return false;
            }
        }
        return octets.length > 0;
    }

    /**
     * Octets from hexadecimal digits, between which there may be white space and before which there may be {@code 0x}.
     *
     * @throws CodecFailure if that is not what they are
     */
    static byte[] hex(String text) throws CodecFailure {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = prefix(text); i < text.length(); i++) {
            char c = text.charAt(i);
            if (HexFormat.isHexDigit(c)) {
                digits.append(c);
            } else if (!Character.isWhitespace(c)) {
                throw new CodecFailure(
                        "not hexadecimal: position=%d, character=U+%04X; frame refused".formatted(i + 1, (int) c));
            }
        }
        if (digits.length() % 2 != 0) {
            throw new CodecFailure(
                    "half an octet: digits=" + digits.length() + ", expected an even number; frame refused");
        }
        return HexFormat.of().parseHex(digits);
    }

    /** Characters of the text up to the first that may be a digit. */
    private static int prefix(String text) {
        String start = text.stripLeading();
        int blank = text.length() - start.length();
        return start.startsWith("0x") || start.startsWith("0X") ? blank + 2 : 0;
    }
}
