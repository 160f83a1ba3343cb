package io.yunkong.cloud.tile;

import io.yunkong.wire.ObservationBatch;

/**
 * A batch as read from an edge's link. Immutable.
 *
 * @param receivedAtUs when this node read it
 */
public record ReceivedBatch(ObservationBatch batch, long receivedAtUs) {
    int size() {
        return Math.max(1, batch.getObservationsCount());
    }
}
