package io.yunkong.map.replay;

import io.yunkong.map.observe.Observation;
import java.util.List;

/**
 * One line of a recording.
 *
 * @param receivedAtUs when it arrived, microseconds since 1970 UTC, the recording's start taken for {@link ObservationLines#START_US}
 * @param line its number
 */
record RecordedMessage(long receivedAtUs, long line, List<Observation> observations) {}
