package io.yunkong.sim.obu;

import java.util.Locale;

/** Sentences with their checksum. */
final class Nmea {
    private Nmea() {}

    static String sentence(String body) {
        int sum = body.chars().reduce(0, (a, b) -> a ^ b);
        return String.format(Locale.ROOT, "$%s*%02X", body, sum);
    }

    /** A good RMC at 34.8 N 113.8 E: 15 m/s to the east. */
    static String rmc(String talker, String time, String date) {
        return sentence(talker + "RMC," + time + ",A,3448.0000,N,11348.0000,E,29.1577,90.0," + date + ",,,A");
    }
}
