package io.yunkong.wire.frame;

import java.util.regex.Pattern;

/** What a device may be called: {@code Hello.device_id}, the common name of its certificate, its part of a topic. */
public final class DeviceId {
    /** As a regular expression of the whole name. */
    public static final String FORM = "[A-Za-z0-9._-]{1,64}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private DeviceId() {}

    /** Whether it is of that form: 1 to 64 letters, digits, dots, underscores and dashes of ASCII. */
    public static boolean isUsable(String deviceId) {
        return PATTERN.matcher(deviceId).matches();
    }
}
