package io.yunkong.edge.link;

import io.yunkong.wire.RefusalCode;

/**
 * Why a device may not come in, or must go.
 *
 * @param reason one line for the device and the log; says nothing that the device sent unless it has been checked
 */
public record Refusal(RefusalCode code, String reason) {}
