package io.yunkong.map.roadside;

import org.jspecify.annotations.Nullable;

/** What is known of a notice as long as it is told the same. Not thread-safe: one owner. */
final class HeldNotice {
    private final @Nullable RoadsideDefect defect;
    private PlacedNotice placed;
    private long toldAtUs;

    /**
     * @param defect that it was found to have, counted whenever it is told again
     * @param toldAtUs last
     */
    HeldNotice(PlacedNotice placed, @Nullable RoadsideDefect defect, long toldAtUs) {
        this.placed = placed;
        this.defect = defect;
        this.toldAtUs = toldAtUs;
    }

    /** @param again says the same */
    void toldAgain(RoadsideNotice again, long atUs) {
        placed = placed.toldAgain(again);
        toldAtUs = atUs;
    }

    /** As it was told last. */
    PlacedNotice placed() {
        return placed;
    }

    @Nullable RoadsideDefect defect() {
        return defect;
    }

    long toldAtUs() {
        return toldAtUs;
    }

    boolean over(long nowUs) {
        return nowUs - toldAtUs > RoadsideNotices.AGE_MAX_US
                || placed.notice().validUntilUs().orElse(Long.MAX_VALUE) <= nowUs;
    }

    boolean inForce(long nowUs) {
        return !over(nowUs) && placed.notice().validFromUs().orElse(Long.MIN_VALUE) <= nowUs;
    }
}
