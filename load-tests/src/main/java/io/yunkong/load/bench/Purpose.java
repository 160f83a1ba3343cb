package io.yunkong.load.bench;

/** What a trial is for. */
enum Purpose {
    SEARCH("in search of the highest rate", Scene.FREE, 0),
    /** Its p99 is judged: long enough for some collections of garbage. */
    HALF_OF_NETTY("at half of raw Netty's highest rate", Scene.FREE, 12),
    SAME_RATE("at one rate for edge and broker", Scene.FREE, 0),
    ABOVE_BROKER("at 1.1 times the broker's highest rate", Scene.FREE, 0),
    STEADY("at a moderate rate", Scene.FREE, 0),
    SECURED("at one rate with and without TLS", Scene.FREE, 0),
    /** Thousands of warnings are needed to tell of one in a thousand. */
    WARNINGS("vehicles that are warned", Scene.CLOSING_IN, 12),
    THROUGH_CLOUD("warned through the cloud", Scene.CLOSING_IN, 12),
    /** There are few. */
    ROADSIDE("warned of what a roadside unit sees", Scene.ROADSIDE, 20);

    /** The longest that a trial must be measured, seconds. */
    static final double SECONDS_MIN_MAX = 20;

    private final String title;
    private final Scene scene;
    private final double secondsMin;

    Purpose(String title, Scene scene, double secondsMin) {
        this.title = title;
        this.scene = scene;
        this.secondsMin = secondsMin;
    }

    Scene scene() {
        return scene;
    }

    /** To be measured for so long at least, seconds. */
    double secondsMin() {
        return secondsMin;
    }

    String title() {
        return title;
    }
}
