package io.yunkong.edge.statistics;

/** Latency of one hop since start, milliseconds; all 0 when nothing was measured. */
public record LatencySummary(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {}
