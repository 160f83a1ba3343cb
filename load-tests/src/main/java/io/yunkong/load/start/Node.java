package io.yunkong.load.start;

import io.yunkong.load.bars.Bar;
import io.yunkong.load.bars.Limit;
import java.util.List;

/** What is started, and how soon it is to serve. */
enum Node {
    EDGE("edge", Limit.atMost(1.5, 0.7)),
    CLOUD("cloud", Limit.atMost(3, 1.5));

    private final String title;
    private final Limit.Sense sense;
    private final double mustS;
    private final double aimS;

    Node(String title, Limit medianS) {
        this.title = title;
        this.sense = medianS.sense();
        this.mustS = medianS.must();
        this.aimS = medianS.aim();
    }

    String title() {
        return title;
    }

    /** Of the median of its starts, in seconds. */
    Bar bar() {
        return new Bar("P13", "from command to serving, " + title + ", s", new Limit(sense, mustS, aimS));
    }

    /** Of the launcher; free ports. With --json the first line of the output says that the node serves. */
    List<String> arguments() {
        return switch (this) {
            case EDGE -> List.of("edge", "--tcp", "127.0.0.1:0", "--json");
            case CLOUD -> List.of("cloud", "--http", "127.0.0.1:0", "--link", "127.0.0.1:0", "--json");
        };
    }
}
