package io.yunkong.load.budget;

import java.util.Locale;

/** How constants are named on the command line and in reports. */
public final class Names {
    private Names() {}

    /** Such as {@code rogue-devices} for {@code ROGUE_DEVICES}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
