package io.yunkong.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers on the command line. */
final class WholeNumber {
    private static final Pattern FORM = Pattern.compile("[+-]?\\d{1,40}");

    private WholeNumber() {}

    /** A number between two bounds, both included. */
    static Long of(String text, long min, long max) {
        String number = text.strip();
        if (!FORM.matcher(number).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        BigInteger value = new BigInteger(number);
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new TypeConversionException("'" + text + "' is out of range, limit=" + min + ".." + max);
        }
        return value.longValue();
    }
}
