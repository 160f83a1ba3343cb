package io.yunkong.sim.obu;

import io.yunkong.sim.sensor.Units;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import java.util.Arrays;

/** Makes the BSM of one vehicle, message after message. What is not known is said to be unavailable, or left out. One owner. */
final class BsmMaker {
    private final long stationId;
    private final VehicleProfile usual;
    private final BsmWriter writer = new BsmWriter();
    private final byte[] buffer = new byte[BsmWriter.BYTES_MAX];
    private int count;

    BsmMaker(long stationId, VehicleProfile usual) {
        this.stationId = stationId;
        this.usual = usual;
    }

    /** The whole MessageFrame in UPER. */
    byte[] next(Fix fix) {
        VehicleProfile vehicle =
                fix.told().vehicle() == null ? usual : fix.told().vehicle();
        writer.clear()
                .messageCount(count++ % 128)
                .id(stationId)
                .secondMark(Units.secondMark(fix.timeUs()))
                .position(Units.degreesE7(fix.latitudeDeg()), longitude(fix.longitudeDeg()))
                .transmission(DataElements.TRANSMISSION_UNAVAILABLE)
                .speed(Units.speed(fix.movement().speedMps()))
                .heading(Units.heading(Math.toRadians(fix.movement().headingDeg())))
                .acceleration(
                        Units.acceleration(fix.movement().accelerationMps2()),
                        DataElements.ACCELERATION_UNAVAILABLE,
                        DataElements.VERTICAL_ACCELERATION_UNAVAILABLE,
                        Units.yawRate(Math.toRadians(fix.movement().yawRateDps())))
                .size(Units.centimetres(vehicle.widthM()), Units.centimetres(vehicle.lengthM()))
                .vehicleClass(vehicle.vehicleClass());
        if (Double.isFinite(fix.elevationM())) {
            writer.elevation(Math.clamp(Math.round(fix.elevationM() * 10), -4095, 61_439));
        }
        accuracy(fix.accuracy());
        Boolean pressed = fix.told().brakes();
        if (pressed != null) {
            writer.brakePedal(pressed ? 2 : 1);
        }
        if (fix.told().lights() >= 0) {
            writer.exteriorLights(fix.told().lights());
        }
        return Arrays.copyOf(buffer, writer.encode(buffer));
    }

    private void accuracy(Fix.Accuracy accuracy) {
        if (accuracy.known()) {
            writer.positionAccuracy(semiAxis(accuracy.majorM()), semiAxis(accuracy.minorM()), (int)
                    Math.round(accuracy.orientationDeg() * 65_534 / 360));
        }
    }

    /** The meridian opposite to Greenwich is 180 on the wire and never -180; a position may have been carried on beyond it. */
    private static int longitude(double degrees) {
        long raw = Math.round(degrees * 1e7);
        long turn = 3_600_000_000L;
        return (int) (raw > turn / 2 ? raw - turn : raw <= -turn / 2 ? raw + turn : raw);
    }

    /** 254 also stands for everything beyond 12.7 m. */
    private static int semiAxis(double metres) {
        return Math.clamp(Math.round(metres / 0.05), 0, DataElements.SEMI_AXIS_UNAVAILABLE - 1);
    }
}
