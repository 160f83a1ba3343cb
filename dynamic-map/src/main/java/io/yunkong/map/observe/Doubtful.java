package io.yunkong.map.observe;

/** Who evidence is held against. */
interface Doubtful {
    /** One piece of evidence. */
    void raise(Doubt doubt, long nowUs);
}
