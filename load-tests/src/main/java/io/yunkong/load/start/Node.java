package io.yunkong.load.start;

import java.util.List;

/** What is started, and how soon it is to serve. */
enum Node {
    EDGE("edge", 1.5, 0.7),
    CLOUD("cloud", 3, 1.5);

    private final String title;
    private final double mustS;
    private final double aimS;

    Node(String title, double mustS, double aimS) {
        this.title = title;
        this.mustS = mustS;
        this.aimS = aimS;
    }

    String title() {
        return title;
    }

    /** Seconds that the median must not exceed. */
    double mustS() {
        return mustS;
    }

    double aimS() {
        return aimS;
    }

    /** Of the launcher; free ports. With --json the first line of the output says that the node serves. */
    List<String> arguments() {
        return switch (this) {
            case EDGE -> List.of("edge", "--tcp", "127.0.0.1:0", "--json");
            case CLOUD -> List.of("cloud", "--http", "127.0.0.1:0", "--link", "127.0.0.1:0", "--json");
        };
    }
}
