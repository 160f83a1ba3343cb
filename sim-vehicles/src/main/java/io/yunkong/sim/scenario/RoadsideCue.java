package io.yunkong.sim.scenario;

import java.util.List;
import java.util.OptionalInt;

/**
 * An event or a sign that a roadside unit announces (RSI of T/CSAE 53).
 *
 * @param fromS announced from then on, seconds of the scenario
 * @param untilS to then
 * @param eventType EventType of an event
 * @param signType SignType of a sign; one of the two is there
 * @param place where it is
 * @param radiusM how far from the place, and to both sides of the path, it holds, metres
 * @param path lanes along which it holds, in driving direction; empty = around the place
 * @param description text for people; empty = none
 */
public record RoadsideCue(
        double fromS,
        double untilS,
        OptionalInt eventType,
        OptionalInt signType,
        Spot place,
        double radiusM,
        List<String> path,
        String description) {
    public RoadsideCue {
        path = List.copyOf(path);
    }
}
