package io.yunkong.load.observe;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Brings lines into the order of arrival; holds those that are under way. One owner. */
final class ArrivalQueue {
    private final PriorityQueue<Arrival> underWay =
            new PriorityQueue<>(Comparator.comparingDouble(Arrival::atS).thenComparingLong(Arrival::sent));
    private final LineSink sink;
    private long sent;

    private record Arrival(double atS, long sent, String line) {}

    ArrivalQueue(LineSink sink) {
        this.sink = sink;
    }

    void add(double arrivesAtS, String line) {
        underWay.add(new Arrival(arrivesAtS, sent++, line));
    }

    /** Gives all that arrived before a time; nothing sent later arrives before it. */
    void deliverBefore(double timeS) throws IOException {
        for (Arrival first = underWay.peek(); first != null && first.atS() < timeS; first = underWay.peek()) {
            sink.line(first.line());
            underWay.remove();
        }
    }
}
