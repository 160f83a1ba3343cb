package io.yunkong.cloud.gateway;

import io.yunkong.wire.DeliveryReport;
import io.yunkong.wire.Warning;

/** What edges tell for the record. Called on the gateway's event loop; must not block. */
public interface GatewayOutput {
    /** An edge raised, changed or cleared a warning itself. */
    void edgeWarning(String zone, Warning warning);

    /** What became of a warning on its way to the host. */
    void delivery(String zone, DeliveryReport report);
}
