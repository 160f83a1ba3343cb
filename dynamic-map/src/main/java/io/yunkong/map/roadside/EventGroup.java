package io.yunkong.map.roadside;

/** What kind of event a code of GB/T 29100 stands for, as far as applications tell them apart. The one place for these codes. */
public enum EventGroup {
    ACCIDENT,
    /** An obstacle, or a bad surface. */
    OBSTACLE,
    WORKS,
    CONGESTION,
    /** Every code that this table does not have. */
    UNKNOWN;

    /** @param eventType EventType of T/CSAE 53 */
    public static EventGroup of(int eventType) {
        if (eventType == 707) {
            return CONGESTION;
        }
        return switch (eventType / 100) {
            case 1 -> ACCIDENT;
            case 4 -> OBSTACLE;
            case 5 -> WORKS;
            default -> UNKNOWN;
        };
    }
}
