package io.yunkong.load.observe;

import java.util.List;

/**
 * What does not change of a road user. Immutable.
 *
 * @param userClass one of {@link #CLASSES}
 * @param lengthM metres
 * @param widthM metres
 */
public record RoadUser(int id, String userClass, double lengthM, double widthM) {
    /** The classes of the sets, those first that may be equipped. */
    public static final List<String> CLASSES = List.of("car", "truck", "bus", "bicycle", "pedestrian");

    private static final int EQUIPPABLE = 3;

    boolean mayBeEquipped() {
        return CLASSES.indexOf(userClass) < EQUIPPABLE;
    }
}
