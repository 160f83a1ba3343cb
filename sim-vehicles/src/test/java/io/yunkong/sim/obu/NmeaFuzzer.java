package io.yunkong.sim.obu;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** {@link NmeaReader} under lines as a receiver sends them; those without a checksum get the right one, so that more than that is tried. */
public final class NmeaFuzzer {
    private NmeaFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        LineProperties.check(new NmeaReader(), input, NmeaFuzzer::withChecksum);
    }

    private static String withChecksum(String line) {
        if (!line.startsWith("$") || line.indexOf('*') >= 0) {
            return line;
        }
        int sum = line.substring(1).chars().reduce(0, (a, b) -> a ^ b);
        return line + String.format(Locale.ROOT, "*%02X", sum & 0xFF);
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        lines(Nmea.rmc("GN", "080000.00", "010526") + "\r", Nmea.rmc("GN", "080000.10", "010526")),
                        lines(
                                "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
                                "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230324,003.1,W*65"),
                        lines(
                                "$GNGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1",
                                "$GNGST,080000.00,1.2,0.9,0.5,45.0,0.7,0.6,1.1",
                                "$GNVTG,90.0,T,,M,29.1,N,54.0,K,A",
                                "$GNDTM,W84,,0.0,N,0.0,E,0.0,W84",
                                "$GNRMC,080001.00,A,3448.0000,N,11348.0000,E,,,010526,,,A"),
                        "$BDRMC,235960.50,A,3448.0000,S,11348.0000,W,0.0,,311226,,,D",
                        lines("$GNRMC,080000,V,,,,,,,010526,,,N", "$GNDTM,999,,0.0,N,0.0,E,0.0,W84"),
                        lines("$PUBX,00,1", "!AIVDM,1,1,,A,14eG;o@034o8sd<L9i:a;WF>062D,0*7D", "$GNTXT,01,01,02,hello"),
                        // once ended the program: the pole, and the meridian that has only one sign on the wire
                        "$GNRMC,080000.00,A,9000.0000,N,11348.0000,E,10.0,90.0,010526,,,A",
                        "$GNRMC,080000.00,A,3448.0000,N,18000.0000,W,10.0,90.0,010526,,,A",
                        "$GNRMC,080000.00,A,3448.0000,N,17959.9999,E,100.0,90.0,010526,,,A")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
