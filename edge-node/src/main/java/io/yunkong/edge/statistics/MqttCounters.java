package io.yunkong.edge.statistics;

/** What the MQTT sessions of one event loop have counted, beside what all device links count. Owned by that loop. */
public final class MqttCounters {
    /** Clients in now; of several loops the sum. */
    public int connected;

    public long sessionsAccepted;
    public long publishes;
    public long publishesIgnored;
    public long retainIgnored;
    public long willsIgnored;
    public long subscriptionsGranted;
    public long subscriptionsRefused;
    public long framesSent;
    public long framesNotSent;
    public long confirmed;
    public long confirmedFailed;

    /** Adds what {@code other} has counted. */
    void add(MqttCounters other) {
        connected += other.connected;
        sessionsAccepted += other.sessionsAccepted;
        publishes += other.publishes;
        publishesIgnored += other.publishesIgnored;
        retainIgnored += other.retainIgnored;
        willsIgnored += other.willsIgnored;
        subscriptionsGranted += other.subscriptionsGranted;
        subscriptionsRefused += other.subscriptionsRefused;
        framesSent += other.framesSent;
        framesNotSent += other.framesNotSent;
        confirmed += other.confirmed;
        confirmedFailed += other.confirmedFailed;
    }

    /** @param relayedStations stations that only a roadside unit hears */
    public EdgeStatistics.Mqtt toStatistics(int relayedStations) {
        return new EdgeStatistics.Mqtt(
                connected,
                relayedStations,
                sessionsAccepted,
                publishes,
                publishesIgnored,
                retainIgnored,
                willsIgnored,
                subscriptionsGranted,
                subscriptionsRefused,
                framesSent,
                framesNotSent,
                confirmed,
                confirmedFailed);
    }
}
