package io.yunkong.load.bench;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.uper.RsmWriter;

/**
 * Sessions of vehicles, and the session of one roadside unit, which sees a car ahead of each of them and says so ten times a second as RSM.
 * Only warnings that came of an RSM are told of: those of a vehicle's own BSM say another time.
 */
final class RoadsideWire implements Wire {
    private static final int MOTOR_VEHICLE = 1;
    private static final int VIDEO = 3;
    private static final int WIDTH_CM = 180;
    private static final int LENGTH_CM = 460;
    private static final long PERIOD_MS = 1000 / Generator.MESSAGES_PER_S;

    private final Generator.Plan plan;
    private final SeenAhead seen;
    private final int cars;
    private final SessionWire vehicles;
    private final SessionWire unit;
    private final RsmWriter writer = new RsmWriter();
    private final byte[] encoded = new byte[RsmWriter.BYTES_MAX];
    private long lastAtMs;

    /**
     * For one run.
     *
     * @param plan its last vehicle is the roadside unit
     * @param run the event loop, and who is told
     */
    RoadsideWire(Generator.Plan plan, Run run) {
        this.plan = plan;
        this.seen = new SeenAhead(plan.roads());
        this.cars = plan.vehicles() - 1;
        this.vehicles = new SessionWire(
                plan.with(cars, plan.firstStation()), new Run(run.loop(), new OfRsm(run.ear())), Told::byEdge);
        this.unit = new SessionWire(
                plan.with(1, BenchRoads.ROADSIDE_STATION),
                run,
                Told::byEdge,
                DeviceKind.DEVICE_KIND_ROADSIDE_UNIT,
                null);
    }

    @Override
    public int connections() {
        return plan.vehicles();
    }

    @Override
    public void connect(int connection) {
        if (connection < cars) {
            vehicles.connect(connection);
        } else {
            unit.connect(connection - cars);
        }
    }

    @Override
    public boolean send(int vehicle, long count, double timeS, long atUs, boolean asks) {
        if (vehicle < cars) {
            return vehicles.send(vehicle, count, timeS, atUs, asks);
        }
        lastAtMs = atUs / 1000;
        return unit.sendUper(0, encoded, encode(count, timeS, atUs)) && (!asks || unit.ask(0, atUs));
    }

    private int encode(long count, double timeS, long atUs) {
        writer.clear()
                .messageCount((int) (count % 128))
                .id(BenchRoads.ROADSIDE_STATION)
                .referencePosition((int) Math.round(BenchRoads.ROADSIDE_LATITUDE_DEG * 1e7), (int)
                        Math.round(BenchRoads.ROADSIDE_LONGITUDE_DEG * 1e7));
        for (int car = 0; car < cars; car++) {
            writer.addParticipant()
                    .type(MOTOR_VEHICLE)
                    .participantId(car + 1)
                    .source(VIDEO)
                    .secondMark((int) (atUs / 1000 % 60_000))
                    .position(latitude(car), longitude(car, timeS))
                    .speed((int) Math.round(seen.speedMps(car, timeS) / 0.02))
                    .heading((int) Math.round(BenchRoads.HEADING_DEG / 0.0125))
                    .acceleration((int) Math.round(seen.accelerationMps2(car, timeS) / 0.01), 0, 0, 0)
                    .size(WIDTH_CM, LENGTH_CM);
        }
        return writer.encode(encoded);
    }

    private int latitude(int car) {
        return (int) Math.round(seen.latitudeDeg(car) * 1e7);
    }

    private int longitude(int car, double timeS) {
        return (int) Math.round(seen.longitudeDeg(car, timeS) * 1e7);
    }

    @Override
    public void close() {
        vehicles.close();
        unit.close();
    }

    /** Leaves out what came of a BSM. */
    private final class OfRsm implements Ear {
        private final Ear ear;

        OfRsm(Ear ear) {
            this.ear = ear;
        }

        @Override
        public void connected() {
            ear.connected();
        }

        @Override
        public void answered(long sentAtUs) {
            ear.answered(sentAtUs);
        }

        @Override
        public void warned(long generatedAtUs) {
            if ((lastAtMs - generatedAtUs / 1000) % PERIOD_MS == 0) {
                ear.warned(generatedAtUs);
            }
        }

        @Override
        public void failed(String reason) {
            ear.failed(reason);
        }
    }
}
