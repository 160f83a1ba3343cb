package io.yunkong.identity;

import java.util.regex.Pattern;

/** What holds for a refusal whatever was refused: one line that can be shown as it is; else an {@link AssertionError} is thrown. */
final class Refusals {
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,1000}");

    private Refusals() {}

    static void check(Exception refusal) {
        if (!LINE.matcher(String.valueOf(refusal.getMessage())).matches()) {
            throw new AssertionError("refusal without a sentence", refusal);
        }
    }
}
