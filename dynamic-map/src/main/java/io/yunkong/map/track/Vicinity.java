package io.yunkong.map.track;

/** Finds tracks by place. The tracker keeps it up to date; the dynamic map is one. */
public interface Vicinity {
    /** Called with the slot of each track found. */
    @FunctionalInterface
    interface Visitor {
        void visit(int slot);
    }

    void put(int slot, double eastM, double northM);

    void remove(int slot);

    /** Visits every track within the radius once. The visitor must not change the vicinity. */
    void forEachNear(double eastM, double northM, double radiusM, Visitor visitor);
}
