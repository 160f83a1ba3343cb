package io.yunkong.load.budget;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is measured, each under its own name in reports and budgets. Times of devices count from when something was to be sent. */
public enum MessageClass {
    CONNECT("TCP connection and Hello to Accepted"),
    RESUME("the same after a broken connection, with Resume"),
    AWAY("broken connection to Accepted; the maximum is when all are back"),
    HEARTBEAT("heartbeat to its answer, behind the states sent before"),
    WARNING("state to the warning that it brings"),
    CAUGHT_UP("reconnection to a warning of the time away"),
    ADVICE("request for priority, over a roadside unit, to the advice that it brings"),
    CONSOLE_CONNECT("WebSocket handshake of the console feed"),
    CONSOLE_FIRST("handshake to the first tick, which holds everything"),
    CONSOLE_GAP("tick to tick, 100 ms when nothing is late"),
    CONSOLE_AGE("age of what a tick tells of the road user in the middle, when it arrives"),
    API_ZONE("GET of the zone"),
    API_OBJECTS("GET of its road users"),
    API_WARNINGS("GET of its latest warnings"),
    API_METRICS("GET of the node's metrics");

    private final String meaning;

    MessageClass(String meaning) {
        this.meaning = meaning;
    }

    /** Name in reports and budgets, such as {@code console-gap}. */
    public String key() {
        return Names.of(this);
    }

    public String meaning() {
        return meaning;
    }

    /**
     * The class of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static MessageClass of(String key) {
        return Arrays.stream(values())
                .filter(known -> known.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such message class: class=" + key + ", known="
                        + Arrays.stream(values()).map(MessageClass::key).collect(Collectors.joining(", "))
                        + "; not started"));
    }

    /** Whether it is measured at the cloud's HTTP port. */
    public boolean overHttp() {
        return compareTo(CONSOLE_CONNECT) >= 0;
    }
}
