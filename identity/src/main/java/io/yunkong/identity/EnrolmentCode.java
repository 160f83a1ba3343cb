package io.yunkong.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A one-time code of 128 bits that an operator passes to whoever installs a device: 26 digits of Crockford's base 32 (no I, L, O, U) with
 * dashes. What a person mistypes, the digits 0 and 1 as letters, is forgiven; upper and lower case are the same.
 */
final class EnrolmentCode {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 128;
    private static final int DIGIT_COUNT = (BITS + 4) / 5;
    private static final int GROUP = 5;

    private EnrolmentCode() {}

    static String random(SecureRandom random) {
        BigInteger number = new BigInteger(BITS, random);
        StringBuilder code = new StringBuilder();
        for (int digit = DIGIT_COUNT - 1; digit >= 0; digit--) {
            code.append(DIGITS.charAt(number.shiftRight(5 * digit).intValue() & 31));
            if (digit > 0 && (DIGIT_COUNT - digit) % GROUP == 0) {
                code.append('-');
            }
        }
        return code.toString();
    }

    /** What is kept of a code. Its 128 bits make a slow digest needless. */
    static String sha256(String code) {
        String digits = code.strip()
                .toUpperCase(Locale.ROOT)
                .replace("-", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        try {
            byte[] octets = digits.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no SHA-256 in this JVM", e);
        }
    }
}
