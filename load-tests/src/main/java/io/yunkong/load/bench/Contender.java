package io.yunkong.load.bench;

import java.io.IOException;

/** What is measured. */
enum Contender {
    ECHO("raw Netty echo"),
    EDGE("edge"),
    DATAGRAMS("edge, datagrams"),
    BROKER("Mosquitto + service");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether this machine has what it needs. */
    boolean isHere() {
        return switch (this) {
            case ECHO, EDGE, DATAGRAMS -> true;
            case BROKER -> Mosquitto.find().isPresent();
        };
    }

    /** Starts it in this process. */
    Server start(BenchRoads roads) throws IOException, InterruptedException {
        return switch (this) {
            case ECHO -> new EchoServer();
            case EDGE -> EdgeServer.start(roads.zone());
            case DATAGRAMS -> EdgeServer.startWithDatagrams(roads.zone());
            case BROKER -> BrokerServer.start();
        };
    }

    /** How vehicles speak to it. */
    Wire wire(Generator.Plan plan, Run run) {
        return switch (this) {
            case ECHO -> new SessionWire(plan, run, Told::byEcho);
            case EDGE ->
                switch (plan.scene()) {
                    case FREE, CLOSING_IN -> new SessionWire(plan, run, Told::byEdge);
                    case ROADSIDE -> new RoadsideWire(plan, run);
                };
            case DATAGRAMS -> new DatagramWire(plan, run);
            case BROKER -> new MqttWire(plan, run);
        };
    }
}
