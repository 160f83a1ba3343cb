package io.yunkong.load.bench;

/** Spreads what many do evenly over a period. Stateless. */
final class Phase {
    /** The golden section: any number of successive multiples of it are spread well. */
    private static final double GOLDEN = 0.618_033_988_749_895;

    private Phase() {}

    /** The part of the period by which the one of that number is ahead, [0, 1). */
    static double of(int number) {
        return number * GOLDEN % 1;
    }
}
