package io.yunkong.load.bench;

/** What a trial is for. */
enum Purpose {
    SEARCH("in search of the highest rate"),
    HALF_OF_NETTY("at half of raw Netty's highest rate"),
    SAME_RATE("at one rate for edge and broker"),
    ABOVE_BROKER("at 1.1 times the broker's highest rate"),
    SECURED("at one rate with and without TLS"),
    WARNINGS("vehicles that are warned"),
    ROADSIDE("warned of what a roadside unit sees");

    private final String title;

    Purpose(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
