package io.yunkong.load.gatling;

import java.util.function.DoubleUnaryOperator;

/**
 * What Gatling measured under one name.
 *
 * @param name of the request
 * @param count that succeeded
 * @param failed that did not
 * @param percentileMs milliseconds of all, as assertions see them, by percentile (0, 100]; NaN when there is none
 */
public record ClassFigures(String name, long count, long failed, DoubleUnaryOperator percentileMs) {}
