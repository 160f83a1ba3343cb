package io.yunkong.load.bench;

/** How the vehicles of a run speak to a contender. Everything on one event loop. */
interface Wire extends AutoCloseable {
    /** What happens on the connections. */
    interface Ear {
        /** One more connection may be used. */
        void connected();

        /** What asked has been answered. */
        void answered(long sentAtUs);

        /** A warning came, raised or updated on a message made at that time; microseconds since 1970 UTC. */
        void warned(long generatedAtUs);

        /** Nothing can be measured. */
        void failed(String reason);
    }

    /** Connections to be made: 0, 1, 2 ... */
    int connections();

    /** Makes one; the ear is told when it may be used. */
    void connect(int connection);

    /**
     * Sends a vehicle's next message.
     *
     * @param count of the message, any number
     * @param timeS time of the traffic when it is to be sent, seconds
     * @param atUs the same, microseconds since 1970 UTC
     * @param asks whether the contender is asked to answer
     * @return false = its connection is lost
     */
    boolean send(int vehicle, long count, double timeS, long atUs, boolean asks);

    @Override
    void close();
}
