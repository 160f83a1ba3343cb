package io.yunkong.sim.obu;

import io.yunkong.map.road.Zone;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds out why a vehicle does not get through, or that it does: name, TCP, TLS, certificate, session, clock, input, datum, rate, speed,
 * round trip, in this order; what cannot be looked at because of an earlier failure is skipped. Opens one session, which takes over an
 * open one of the same device for as long as it lasts; a running {@link Obu} takes it back some seconds later. Blocking; one owner.
 */
public final class Doctor {
    private final ObuConfig config;
    private final Optional<DeviceCertificate> certificate;
    private final InstantSource clock;
    private final Consumer<Check> told;

    /**
     * @param certificate of the device, empty = it has none
     * @param told of each check as it is done
     */
    public Doctor(
            ObuConfig config, Optional<DeviceCertificate> certificate, InstantSource clock, Consumer<Check> told) {
        this.config = config;
        this.certificate = certificate;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Looks at everything.
     *
     * @param zone its lanes, empty = not at hand
     * @param source empty = none is given: input, datum, rate and speed are skipped
     */
    public void examine(Optional<Zone> zone, Optional<FixSource> source, InputStream standardInput)
            throws InterruptedException {
        Check roundTrip = new LinkExam(config, certificate, clock, told).examine();
        if (source.isPresent()) {
            InputExam exam = new InputExam();
            exam.listen(source.get(), standardInput, config.vehicle(), clock);
            exam.report(zone.orElse(null), told);
        } else {
            Stream.of("input", "datum", "rate", "speed")
                    .forEach(what -> told.accept(Check.skip(what, "needs --nmea or --jsonl")));
        }
        told.accept(roundTrip);
    }
}
