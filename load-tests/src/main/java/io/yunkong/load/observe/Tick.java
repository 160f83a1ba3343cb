package io.yunkong.load.observe;

import java.util.Map;

/**
 * The truth at one time. Read-only by convention.
 *
 * @param atS seconds from the start of the recording
 * @param states by id, in the order of the file
 */
public record Tick(double atS, Map<Integer, TrueState> states) {}
