package io.yunkong.load.bars;

/** What came of a bench. */
public interface BenchReport {
    Outcomes outcomes();

    /** Tables that can be read as they are; of many lines, the last with the verdict. */
    String text();

    /** As a page that says where and how was measured. */
    String markdown();

    /** One object. */
    String json();
}
