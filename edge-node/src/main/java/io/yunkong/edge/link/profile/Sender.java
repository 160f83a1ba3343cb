package io.yunkong.edge.link.profile;

/**
 * What payloads that say less than a message needs are completed with, and what those that go down say of themselves.
 *
 * @param stationId of the roadside unit that sends or is sent to; 0 = it is none
 * @param messageCount for messages that do not count themselves
 * @param nowUs microseconds since 1970 UTC
 */
public record Sender(long stationId, int messageCount, long nowUs) {}
