package io.yunkong.cloud.tile;

import io.yunkong.map.exchange.WireExchange;
import io.yunkong.map.road.Zone;

/** A zone with what all its tiles on this node share: conversion, counters, latencies. Thread-safe. */
public record ZoneService(
        Zone zone, WireExchange exchange, ObservationLedger ledger, DecisionLatency latency, WarnerTotals warners) {
    public ZoneService(Zone zone) {
        this(zone, new WireExchange(zone), new ObservationLedger(), new DecisionLatency(), new WarnerTotals());
    }
}
