package io.yunkong.map.exchange;

import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.Advice;
import io.yunkong.wire.AdviceApplication;
import io.yunkong.wire.AdviceTarget;
import io.yunkong.wire.AdvisedManoeuvre;
import io.yunkong.wire.SpeedBand;

/** Advice to the generated protobuf message. Stateless, thread-safe. */
public final class AdviceExchange {
    private AdviceExchange() {}

    /**
     * Advice of an edge; its end is a message that is valid no longer than to the time it was given.
     *
     * @param node that gives it
     */
    public static io.yunkong.wire.Advice toWire(Advice advice, Zone zone, String node) {
        io.yunkong.wire.Advice.Builder wire = io.yunkong.wire.Advice.newBuilder()
                .setAdviceId(advice.id())
                .setApplication(AdviceApplication.ADVICE_APPLICATION_GLOSA)
                .setZone(zone.name())
                .setStationId(advice.stationId())
                .setManoeuvre(AdvisedManoeuvre.ADVISED_MANOEUVRE_KEEP_SPEED)
                .setGivenAtUs(advice.givenAtUs())
                .setValidUntilUs(advice.validUntilUs())
                .setNode(node);
        WireUnits places = new WireUnits(zone.plane());
        AdviceTarget.Builder target = AdviceTarget.newBuilder()
                .setLatitudeE7(places.latitudeE7(advice.eastM(), advice.northM()))
                .setLongitudeE7(places.longitudeE7(advice.eastM(), advice.northM()));
        advice.recommendation().ifPresent(what -> {
            wire.setManoeuvre(manoeuvre(what.manoeuvre())).setReason(what.reason());
            target.setArrivalAtUs(what.arrivalAtUs());
            what.band().ifPresent(band -> wire.setSpeed(speed(band)));
        });
        return wire.setTarget(target).build();
    }

    /** Rounded inwards, but for a band of less than a centimetre a second. */
    private static SpeedBand speed(Advice.SpeedBand band) {
        int min = (int) Math.ceil(band.minMps() * 100);
        int max = (int) Math.floor(band.maxMps() * 100);
        return SpeedBand.newBuilder()
                .setMinCmS(min)
                .setMaxCmS(Math.max(min, max))
                .build();
    }

    private static AdvisedManoeuvre manoeuvre(Advice.Manoeuvre manoeuvre) {
        return switch (manoeuvre) {
            case KEEP_SPEED -> AdvisedManoeuvre.ADVISED_MANOEUVRE_KEEP_SPEED;
            case SLOW_DOWN -> AdvisedManoeuvre.ADVISED_MANOEUVRE_SLOW_DOWN;
            case SPEED_UP -> AdvisedManoeuvre.ADVISED_MANOEUVRE_SPEED_UP;
            case STOP -> AdvisedManoeuvre.ADVISED_MANOEUVRE_STOP;
        };
    }
}
