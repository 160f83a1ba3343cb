package io.yunkong.wire.uper;

/**
 * Checks a PathHistory: where the vehicle was, and when. The initial position is that of the 2020 edition; the one of 2019 has another
 * posAccuracy, so a BSM of that edition is refused if it carries one.
 */
final class PathHistory {
    private static final String SCOPE = "safetyExt.pathHistory";
    private static final String INITIAL = "safetyExt.pathHistory.initialPosition";
    private static final String TIME = "safetyExt.pathHistory.initialPosition.utcTime";
    private static final String POINT = "safetyExt.pathHistory.crumbData[]";

    private static final String[] TIME_MEMBERS = {"year", "month", "day", "hour", "minute", "second", "offset"};
    private static final WholeNumber[] TIME_RANGES = {
        new WholeNumber(0, 4095),
        new WholeNumber(0, 12),
        new WholeNumber(0, 31),
        new WholeNumber(0, 31),
        new WholeNumber(0, 60),
        DataElements.SECOND_MARK,
        new WholeNumber(-840, 840)
    };

    private final Position3D position = new Position3D();
    private final PositionOffset offset = new PositionOffset();
    private final PositionConfidence positionConfidence = new PositionConfidence();
    private final MotionConfidence motionConfidence = new MotionConfidence();

    /** Returns the number of points, 1..23. */
    int read(BitReader in) throws UperException {
        boolean extended = in.flag(SCOPE, "...");
        boolean hasInitialPosition = in.flag(SCOPE, "initialPosition");
        boolean hasGnssStatus = in.flag(SCOPE, "currGNSSstatus");
        if (hasInitialPosition) {
            readInitialPosition(in);
        }
        if (hasGnssStatus) {
            in.bitString(DataElements.GNSS_STATUS_SIZE, SCOPE, "currGNSSstatus");
        }
        int points = in.integer(DataElements.PATH_HISTORY_COUNT, SCOPE, "crumbData");
        for (int i = 0; i < points; i++) {
            in.element(i);
            readPoint(in);
        }
        if (extended) {
            in.skipExtensionAdditions(SCOPE);
        }
        return points;
    }

    private void readInitialPosition(BitReader in) throws UperException {
        boolean extended = in.flag(INITIAL, "...");
        boolean hasTime = in.flag(INITIAL, "utcTime");
        boolean hasHeading = in.flag(INITIAL, "heading");
        boolean hasTransmission = in.flag(INITIAL, "transmission");
        boolean hasSpeed = in.flag(INITIAL, "speed");
        boolean hasPositionConfidence = in.flag(INITIAL, "posAccuracy");
        boolean hasTimeConfidence = in.flag(INITIAL, "timeConfidence");
        boolean hasMotionConfidence = in.flag(INITIAL, "motionCfd");
        if (hasTime) {
            readTime(in);
        }
        position.read(in, "safetyExt.pathHistory.initialPosition.pos");
        if (hasHeading) {
            in.integer(DataElements.HEADING, INITIAL, "heading");
        }
        if (hasTransmission) {
            in.integer(DataElements.TRANSMISSION, INITIAL, "transmission");
        }
        if (hasSpeed) {
            in.integer(DataElements.SPEED, INITIAL, "speed");
        }
        if (hasPositionConfidence) {
            positionConfidence.read(in, "safetyExt.pathHistory.initialPosition.posAccuracy");
        }
        if (hasTimeConfidence) {
            in.integer(DataElements.TIME_CONFIDENCE, INITIAL, "timeConfidence");
        }
        if (hasMotionConfidence) {
            motionConfidence.read(in, "safetyExt.pathHistory.initialPosition.motionCfd");
        }
        if (extended) {
            in.skipExtensionAdditions(INITIAL);
        }
    }

    private static void readTime(BitReader in) throws UperException {
        int present = in.bitString(TIME_MEMBERS.length, TIME, "year");
        for (int i = 0; i < TIME_MEMBERS.length; i++) {
            if (((present >>> i) & 1) != 0) {
                in.integer(TIME_RANGES[i], TIME, TIME_MEMBERS[i]);
            }
        }
    }

    private void readPoint(BitReader in) throws UperException {
        boolean extended = in.flag(POINT, "...");
        boolean hasSpeed = in.flag(POINT, "speed");
        boolean hasPositionConfidence = in.flag(POINT, "posAccuracy");
        boolean hasHeading = in.flag(POINT, "heading");
        offset.read(in, "safetyExt.pathHistory.crumbData[].llvOffset");
        in.integer(DataElements.TIME_OFFSET, POINT, "timeOffset");
        if (hasSpeed) {
            in.integer(DataElements.SPEED, POINT, "speed");
        }
        if (hasPositionConfidence) {
            positionConfidence.read(in, "safetyExt.pathHistory.crumbData[].posAccuracy");
        }
        if (hasHeading) {
            in.integer(DataElements.COARSE_HEADING, POINT, "heading");
        }
        if (extended) {
            in.skipExtensionAdditions(POINT);
        }
    }
}
