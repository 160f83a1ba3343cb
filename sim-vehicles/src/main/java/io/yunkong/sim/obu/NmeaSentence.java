package io.yunkong.sim.obu;

/**
 * One checked sentence of NMEA 0183: {@code $ttsss,field,…*hh}, where hh is the exclusive or of the characters between $ and *, in hex.
 *
 * @param talker the first two letters, such as GP, GN, BD, GB; P of a proprietary sentence
 * @param type the next three, such as RMC
 * @param fields all fields, the first one being the address
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NmeaSentence(String talker, String type, String[] fields) {
    /** The standard allows 82 characters; receivers with high precision send some more. */
    static final int CHARACTERS_MAX = 256;

    static NmeaSentence parse(String line) throws BadLineException {
        if (line.length() > CHARACTERS_MAX) {
            throw new BadLineException(
                    LineDefect.TOO_LONG,
                    "sentence too long: characters=" + line.length() + ", limit=" + CHARACTERS_MAX);
        }
        if (!line.startsWith("$") && !line.startsWith("!")) {
            throw new BadLineException(LineDefect.NOT_A_SENTENCE, "not a sentence: it does not begin with $");
        }
        int star = line.lastIndexOf('*');
        if (star < 0 || star != line.length() - 3) {
            throw new BadLineException(
                    LineDefect.CHECKSUM_MISSING, "no checksum: expected * and two hex digits at the end");
        }
        checkSum(line, star);
        String[] fields = line.substring(1, star).split(",", -1);
        String address = fields[0];
        boolean proprietary = address.startsWith("P") || address.length() != 5;
        return proprietary
                ? new NmeaSentence("P", "", fields)
                : new NmeaSentence(address.substring(0, 2), address.substring(2), fields);
    }

    private static void checkSum(String line, int star) throws BadLineException {
        int sum = 0;
        for (int i = 1; i < star; i++) {
            sum ^= line.charAt(i);
        }
        int told;
        try {
            told = Integer.parseInt(line, star + 1, star + 3, 16);
        } catch (NumberFormatException e) {
            throw new BadLineException(
                    LineDefect.CHECKSUM_MISSING, "no checksum: the two characters after * are no hex digits");
        }
        if (told != sum) {
            throw new BadLineException(
                    LineDefect.CHECKSUM_WRONG, String.format("checksum wrong: told=%02X, counted=%02X", told, sum));
        }
    }

    /** The text of a field, empty when the sentence ends before. */
    String text(int index) {
        return index < fields.length ? fields[index] : "";
    }

    /** The number in a field, NaN when it is empty. */
    double number(int index, String name) throws BadLineException {
        String text = text(index);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        if (!text.matches("[-+]?\\d{1,12}(\\.\\d{0,12})?|\\.\\d{1,12}")) {
            throw bad(name, "a number");
        }
        return Double.parseDouble(text);
    }

    /** Degrees from a field of the form dddmm.mmmm and the hemisphere after it. */
    double degrees(int index, int degreeDigits, String name) throws BadLineException {
        String text = text(index);
        String hemisphere = text(index + 1);
        if (text.isEmpty() || hemisphere.isEmpty()) {
            throw new BadLineException(LineDefect.FIELD_MISSING, "field missing: name=" + name + ", sentence=" + type);
        }
        if (!text.matches("\\d{" + (degreeDigits + 2) + "}(\\.\\d{0,12})?")) {
            throw bad(name, "degrees and minutes");
        }
        double minutes = Double.parseDouble(text.substring(degreeDigits));
        double degrees = Integer.parseInt(text, 0, degreeDigits, 10) + minutes / 60;
        double limit = degreeDigits == 2 ? 90 : 180;
        if (minutes >= 60 || degrees > limit) {
            throw new BadLineException(
                    LineDefect.OUT_OF_RANGE, name + " out of range: degrees=" + degrees + ", limit=" + limit);
        }
        return switch (hemisphere) {
            case "N", "E" -> degrees;
            case "S", "W" -> -degrees;
            default -> throw bad(name, "a hemisphere N, S, E or W");
        };
    }

    BadLineException bad(String name, String expected) {
        return new BadLineException(
                LineDefect.FIELD_BAD,
                "field not of its form: name=" + name + ", sentence=" + type + ", expected " + expected);
    }
}
