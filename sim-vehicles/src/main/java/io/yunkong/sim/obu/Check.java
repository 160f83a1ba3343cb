package io.yunkong.sim.obu;

/**
 * What one look of the doctor found.
 *
 * @param what name, tcp, tls, certificate, session, clock, input, datum, rate, speed or round trip
 * @param measured what was found
 * @param limit what is good, empty = not a matter of a limit
 * @param fix what to do, empty = nothing
 */
public record Check(String what, Level level, String measured, String limit, String fix) {
    /** How bad it is, rising. */
    public enum Level {
        OK,
        /** Not looked at, because something it needs is missing. */
        SKIP,
        WARN,
        FAIL
    }

    static Check ok(String what, String measured, String limit) {
        return new Check(what, Level.OK, measured, limit, "");
    }

    static Check skip(String what, String needs) {
        return new Check(what, Level.SKIP, "not checked", "", needs);
    }

    static Check warn(String what, String measured, String limit, String fix) {
        return new Check(what, Level.WARN, measured, limit, fix);
    }

    static Check fail(String what, String measured, String limit, String fix) {
        return new Check(what, Level.FAIL, measured, limit, fix);
    }
}
