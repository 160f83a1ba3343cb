package io.yunkong.map.warn;

/** Day-1 applications that warn (T/CSAE 53), in the order of the standard's list. */
public enum Application {
    /** Forward collision warning. */
    FCW,
    /** Intersection collision warning. */
    ICW,
    /** Left turn assist. */
    LTA,
    /** Blind spot and lane change warning. */
    BSW_LCW,
    /** Do not pass warning. */
    DNPW,
    /** Emergency brake warning. */
    EBW,
    /** Abnormal vehicle warning. */
    AVW,
    /** Control loss warning. */
    CLW,
    /** Hazardous location warning. */
    HLW,
    /** Speed limit warning. */
    SLW,
    /** Red light violation warning. */
    RLVW,
    /** Vulnerable road user collision warning. */
    VRUCW,
    /** In-vehicle signage. */
    IVS,
    /** Traffic jam warning. */
    TJW,
    /** Emergency vehicle warning. */
    EVW;

    /** Whether it tells of two road users about to collide; the others tell of what may come of something. */
    public boolean ofCollision() {
        return switch (this) {
            case FCW, ICW, LTA, BSW_LCW, DNPW, VRUCW -> true;
            case EBW, AVW, CLW, HLW, SLW, RLVW, IVS, TJW, EVW -> false;
        };
    }
}
