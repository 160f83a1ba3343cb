package io.yunkong.wire.uper;

/** PositionalAccuracy: error ellipse of the position, one standard deviation. */
final class PositionAccuracy {
    boolean present;
    int semiMajor;
    int semiMinor;
    int orientation;

    void clear() {
        present = false;
        semiMajor = DataElements.SEMI_AXIS_UNAVAILABLE;
        semiMinor = DataElements.SEMI_AXIS_UNAVAILABLE;
        orientation = DataElements.ORIENTATION_UNAVAILABLE;
    }

    void read(BitReader in, String scope) throws UperException {
        present = true;
        semiMajor = in.integer(DataElements.SEMI_AXIS, scope, "semiMajor");
        semiMinor = in.integer(DataElements.SEMI_AXIS, scope, "semiMinor");
        orientation = in.integer(DataElements.ORIENTATION, scope, "orientation");
    }

    void set(int newSemiMajor, int newSemiMinor, int newOrientation) {
        DataElements.SEMI_AXIS.check("posAccuracy.semiMajor", newSemiMajor);
        DataElements.SEMI_AXIS.check("posAccuracy.semiMinor", newSemiMinor);
        DataElements.ORIENTATION.check("posAccuracy.orientation", newOrientation);
        semiMajor = newSemiMajor;
        semiMinor = newSemiMinor;
        orientation = newOrientation;
        present = true;
    }

    void write(BitWriter out) {
        out.integer(DataElements.SEMI_AXIS, semiMajor);
        out.integer(DataElements.SEMI_AXIS, semiMinor);
        out.integer(DataElements.ORIENTATION, orientation);
    }
}
