package io.yunkong.edge.downlink;

import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningSeverity;
import java.nio.charset.Charset;

/**
 * How a warning is told as an event of roadside information (RTE): its code of GB/T 29100 and a text of GB 2312 characters. The one place
 * for both.
 *
 * <p>The code says what is there, not what may come of it. A collision warning is about somebody who is, or will be, in the host's way, so
 * all of them are 401, obstacle on the road: the one code of that group we have seen warning devices act on. 101 (traffic accident) would
 * tell an accident that has not happened. What kind of danger it is, a driver reads in the text.
 */
enum Hazard {
    FORWARD_COLLISION(401, "前向碰撞预警"),
    INTERSECTION_COLLISION(401, "交叉路口碰撞预警"),
    VULNERABLE_ROAD_USER(401, "弱势交通参与者碰撞预警"),
    /** An application that a newer node knows. */
    OTHER(401, "碰撞预警");

    private static final Charset GB2312 = Charset.forName("GB2312");

    private final int eventType;
    private final String text;

    Hazard(int eventType, String text) {
        this.eventType = eventType;
        this.text = text;
    }

    static Hazard of(WarningApplication application) {
        return switch (application) {
            case WARNING_APPLICATION_FCW -> FORWARD_COLLISION;
            case WARNING_APPLICATION_ICW -> INTERSECTION_COLLISION;
            case WARNING_APPLICATION_VRUCW -> VULNERABLE_ROAD_USER;
            case WARNING_APPLICATION_UNSPECIFIED, UNRECOGNIZED -> OTHER;
        };
    }

    /** EventType. */
    int eventType() {
        return eventType;
    }

    /** Octets of the text. */
    byte[] text() {
        return text.getBytes(GB2312);
    }

    /** RSIPriority: the level in the top three bits, 0 lowest. */
    static byte priority(WarningSeverity severity) {
        int level = switch (severity) {
            case WARNING_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> 0;
            case WARNING_SEVERITY_INFORMATION -> 1;
            case WARNING_SEVERITY_CAUTION -> 3;
            case WARNING_SEVERITY_WARNING -> 5;
            case WARNING_SEVERITY_IMMINENT -> 7;
        };
        return (byte) (level << 5);
    }
}
