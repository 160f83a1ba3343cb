package io.yunkong.load.budget;

/**
 * What was looked at beside latencies.
 *
 * @param what was looked at
 * @param found what was found, {@code name=value}
 * @param limit what was wanted
 * @param kept whether it is as wanted
 */
public record Check(String what, String found, String limit, boolean kept) {}
