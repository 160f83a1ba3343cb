package io.yunkong.load.bench;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningOrigin;
import java.io.IOException;

/** What is measured. */
enum Contender {
    ECHO("raw Netty echo"),
    EDGE("edge"),
    TWO_LOOPS("edge, two event loops"),
    SECURED("edge, TLS 1.3"),
    DATAGRAMS("edge, datagrams"),
    CLOUD("two edges + cloud"),
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
            case ECHO, EDGE, TWO_LOOPS, SECURED, DATAGRAMS, CLOUD -> true;
            case BROKER -> Mosquitto.find().isPresent();
        };
    }

    /** Vehicles that it lets in. */
    int vehiclesMax() {
        return switch (this) {
            case ECHO, EDGE, TWO_LOOPS, DATAGRAMS, CLOUD, BROKER -> Integer.MAX_VALUE;
            case SECURED -> SecuredSite.VEHICLES;
        };
    }

    /** What it does before anything is measured. */
    Purpose warmUp() {
        return switch (this) {
            case ECHO, EDGE, SECURED, DATAGRAMS, BROKER -> Purpose.SEARCH;
            case TWO_LOOPS -> Purpose.WARNINGS;
            case CLOUD -> Purpose.THROUGH_CLOUD;
        };
    }

    /** Whether one half of the vehicles have their sessions with another edge than the other half. */
    boolean hasTwoEdges() {
        return this == CLOUD;
    }

    /** Whether a warning is of the kind that is measured: of those through the cloud no edge may have found any alone. */
    boolean isJudgedBy(Warning warning) {
        return this != CLOUD || warning.getOrigin() == WarningOrigin.WARNING_ORIGIN_CLOUD;
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
            case TWO_LOOPS -> EdgeServer.startWithTwoLoops(roads.zone());
            case SECURED -> EdgeServer.startSecured(roads.zone(), site);
            case DATAGRAMS -> EdgeServer.startWithDatagrams(roads.zone());
            case CLOUD -> CloudServer.start(roads);
            case BROKER -> BrokerServer.start();
        };
    }

    /** How vehicles speak to it. */
    Wire wire(Generator.Plan plan, Run run) {
        return switch (this) {
            case ECHO -> new SessionWire(plan, run, Told::byEcho);
            case EDGE, TWO_LOOPS ->
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
            case CLOUD -> new SessionWire(plan, run, Told::byEdge);
            case BROKER -> new MqttWire(plan, run);
        };
    }
}
