package io.yunkong.edge.statistics;

/** What the map thread has counted of requests for signal priority and of what roadside units answer. Owned by the map thread. */
public final class PriorityCounters {
    public long requestsRelayed;
    public final EnumCounters<RequestDefect> requestsRefused = new EnumCounters<>(RequestDefect.class);
    public final EnumCounters<CoordinationDefect> coordinationRefused = new EnumCounters<>(CoordinationDefect.class);

    /** @param onLinks requests that did not come as far as the map thread */
    public EdgeStatistics.Priority statistics(EnumCounters<RequestDefect> onLinks) {
        EnumCounters<RequestDefect> refused = new EnumCounters<>(RequestDefect.class);
        refused.add(onLinks);
        refused.add(requestsRefused);
        return new EdgeStatistics.Priority(requestsRelayed, refused.toMap(), coordinationRefused.toMap());
    }
}
