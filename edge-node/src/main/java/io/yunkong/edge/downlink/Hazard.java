package io.yunkong.edge.downlink;

import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningSeverity;
import java.nio.charset.Charset;

/**
 * How a warning is told as an event of roadside information (RTE): its code of GB/T 29100 and a text of GB 2312 characters. The one place
 * for both.
 *
 * <p>The code says what is there, not what may come of it. A warning about somebody who is, or will be, in the host's way is 401, obstacle on
 * the road: the one code of that group we have seen warning devices act on; so is what has no code that we know of. 101 (traffic accident)
 * would tell an accident that has not happened. 707 is a jam. What kind of danger it is, a driver reads in the text.
 */
enum Hazard {
    FORWARD_COLLISION(401, "前向碰撞预警"),
    INTERSECTION_COLLISION(401, "交叉路口碰撞预警"),
    LEFT_TURN(401, "左转辅助预警"),
    BLIND_SPOT(401, "盲区变道预警"),
    DO_NOT_PASS(401, "逆向超车预警"),
    EMERGENCY_BRAKE(401, "紧急制动预警"),
    ABNORMAL_VEHICLE(401, "异常车辆提醒"),
    CONTROL_LOSS(401, "车辆失控预警"),
    HAZARDOUS_LOCATION(401, "道路危险状况提示"),
    SPEED_LIMIT(401, "限速预警"),
    RED_LIGHT(401, "闯红灯预警"),
    VULNERABLE_ROAD_USER(401, "弱势交通参与者碰撞预警"),
    SIGN(401, "车内标牌"),
    TRAFFIC_JAM(707, "前方拥堵提醒"),
    EMERGENCY_VEHICLE(401, "紧急车辆提醒"),
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
            case WARNING_APPLICATION_LTA -> LEFT_TURN;
            case WARNING_APPLICATION_BSW_LCW -> BLIND_SPOT;
            case WARNING_APPLICATION_DNPW -> DO_NOT_PASS;
            case WARNING_APPLICATION_EBW -> EMERGENCY_BRAKE;
            case WARNING_APPLICATION_AVW -> ABNORMAL_VEHICLE;
            case WARNING_APPLICATION_CLW -> CONTROL_LOSS;
            case WARNING_APPLICATION_HLW -> HAZARDOUS_LOCATION;
            case WARNING_APPLICATION_SLW -> SPEED_LIMIT;
            case WARNING_APPLICATION_RLVW -> RED_LIGHT;
            case WARNING_APPLICATION_VRUCW -> VULNERABLE_ROAD_USER;
            case WARNING_APPLICATION_IVS -> SIGN;
            case WARNING_APPLICATION_TJW -> TRAFFIC_JAM;
            case WARNING_APPLICATION_EVW -> EMERGENCY_VEHICLE;
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
