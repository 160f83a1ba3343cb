package io.yunkong.wire.uper;

/** PositionConfidenceSet: horizontal and, if told, vertical confidence. */
final class PositionConfidence {
    boolean present;
    int horizontal;
    boolean hasElevation;
    int elevation;

    void clear() {
        present = false;
        horizontal = DataElements.CONFIDENCE_UNAVAILABLE;
        hasElevation = false;
        elevation = DataElements.CONFIDENCE_UNAVAILABLE;
    }

    void read(BitReader in, String scope) throws UperException {
        present = true;
        hasElevation = in.flag(scope, "elevation");
        horizontal = in.integer(DataElements.POSITION_CONFIDENCE, scope, "pos");
        elevation = hasElevation
                ? in.integer(DataElements.POSITION_CONFIDENCE, scope, "elevation")
                : DataElements.CONFIDENCE_UNAVAILABLE;
    }

    void set(int newHorizontal) {
        horizontal = DataElements.POSITION_CONFIDENCE.check("posConfidence.pos", newHorizontal);
        hasElevation = false;
        elevation = DataElements.CONFIDENCE_UNAVAILABLE;
        present = true;
    }

    void set(int newHorizontal, int newElevation) {
        DataElements.POSITION_CONFIDENCE.check("posConfidence.elevation", newElevation);
        set(newHorizontal);
        elevation = newElevation;
        hasElevation = true;
    }

    void write(BitWriter out) {
        out.flag(hasElevation);
        out.integer(DataElements.POSITION_CONFIDENCE, horizontal);
        if (hasElevation) {
            out.integer(DataElements.POSITION_CONFIDENCE, elevation);
        }
    }
}
