package io.yunkong.load.bench;

import io.yunkong.wire.DeviceKind;
import java.io.IOException;

/** What is measured. */
enum Contender {
    ECHO("raw Netty echo"),
    EDGE("edge"),
    SECURED("edge, TLS 1.3"),
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
            case ECHO, EDGE, SECURED, DATAGRAMS -> true;
            case BROKER -> Mosquitto.find().isPresent();
        };
    }

    /** Vehicles that it lets in. */
    int vehiclesMax() {
        return switch (this) {
            case ECHO, EDGE, DATAGRAMS, BROKER -> Integer.MAX_VALUE;
            case SECURED -> SecuredSite.VEHICLES;
        };
    }

    /**
     * Starts it in this process.
     *
     * @param site where certificates are
     */
    Server start(BenchRoads roads, SecuredSite site) throws IOException, InterruptedException {
        return switch (this) {
            case ECHO -> new EchoServer();
            case EDGE -> EdgeServer.start(roads.zone());
            case SECURED -> EdgeServer.startSecured(roads.zone(), site);
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
            case SECURED ->
                new SessionWire(
                        plan.with(plan.vehicles(), SecuredSite.FIRST_STATION),
                        run,
                        Told::byEdge,
                        DeviceKind.DEVICE_KIND_ONBOARD_UNIT,
                        plan.site());
            case DATAGRAMS -> new DatagramWire(plan, run);
            case BROKER -> new MqttWire(plan, run);
        };
    }
}
